//! Which rules of a set can match in a file.

use pylint_rs_semantic::Semantic;
use rustc_hash::FxHashMap;

use super::clauses::{selectivity, words_of};
use super::{Clauses, words};
use crate::Pattern;

/// The words that the rules of a set need, and which rules need which.
#[derive(Debug, Default)]
pub(crate) struct Prefilter {
    words: FxHashMap<Box<str>, u32>,
    /// Which first letters and lengths the words have: most identifiers are not even looked up.
    shapes: Shapes,
    /// For each word, the rules for which it decides whether they are looked at.
    rules_by_word: Vec<Vec<u32>>,
    /// The rules that need no word.
    unconditional: Vec<u32>,
    /// For each rule, what else it needs.
    further: Vec<Vec<Vec<u32>>>,
}

/// A set of pairs of a first byte and a length.
#[derive(Clone, Debug)]
struct Shapes(Box<[u64; 256]>);

impl Default for Shapes {
    fn default() -> Self {
        Self(Box::new([0; 256]))
    }
}

impl Shapes {
    fn add(&mut self, word: &str) {
        if let Some(first) = word.bytes().next() {
            self.0[first as usize] |= 1 << word.len().min(63);
        }
    }

    fn has(&self, word: &str) -> bool {
        word.bytes()
            .next()
            .is_some_and(|first| self.0[first as usize] & (1 << word.len().min(63)) != 0)
    }
}

impl Prefilter {
    /// For rules, in their order, with what they need.
    pub(crate) fn new(rules: impl Iterator<Item = Clauses>) -> Self {
        let mut prefilter = Self::default();
        for (rule, clauses) in rules.enumerate() {
            let mut clauses: Vec<&[Box<str>]> = clauses.iter().collect();
            clauses.sort_by_key(|clause| std::cmp::Reverse(selectivity(clause)));
            let mut clauses = clauses.into_iter().map(|clause| prefilter.intern(clause));
            let first = clauses.next();
            let further = clauses.collect();
            match first {
                None => prefilter.unconditional.push(rule as u32),
                Some(first) => {
                    for word in first {
                        prefilter.rules_by_word[word as usize].push(rule as u32);
                    }
                }
            }
            prefilter.further.push(further);
        }
        prefilter
    }

    fn intern(&mut self, clause: &[Box<str>]) -> Vec<u32> {
        clause.iter().map(|word| self.intern_word(word)).collect()
    }

    fn intern_word(&mut self, word: &str) -> u32 {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.words.insert(word.into(), id);
        self.rules_by_word.push(Vec::new());
        self.shapes.add(word);
        id
    }

    /// The numbers of the words each of which a file must have for a pattern to match in it.
    pub(crate) fn needs_of(&mut self, pattern: &Pattern) -> Box<[u32]> {
        words_of(pattern).map(|word| self.intern_word(word)).collect()
    }

    /// The words of the table that a file has.
    pub(crate) fn words_in(&self, semantic: &Semantic<'_>) -> FileWords {
        let mut present = Present::new(self);
        if !self.words.is_empty() {
            words::of_file(semantic, &mut |word| present.add(word));
        }
        present.words
    }

    /// The rules that can match in a file that has these words, in order.
    pub(crate) fn candidates(&self, words: &FileWords) -> Vec<u32> {
        let mut rules = self.unconditional.clone();
        for word in &words.found {
            let own = &self.rules_by_word[*word as usize];
            rules.extend(own.iter().copied().filter(|rule| {
                let further = &self.further[*rule as usize];
                further.iter().all(|clause| clause.iter().any(|word| words.has(*word)))
            }));
        }
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// Whether any rule can match in a text that is that of a module of the given path.
    pub(crate) fn may_match(&self, text: &str, module_path: &[String]) -> bool {
        if !self.unconditional.is_empty() {
            return true;
        }
        let mut present = Present::new(self);
        module_path.iter().for_each(|segment| present.add(segment));
        words::of_text(text, &mut |word| present.add(word));
        !self.candidates(&present.words).is_empty()
    }
}

/// The words of a set's rules that a file has.
#[derive(Debug)]
pub struct FileWords {
    bits: Box<[u64]>,
    found: Vec<u32>,
}

impl FileWords {
    pub(crate) fn has(&self, word: u32) -> bool {
        self.bits[word as usize / 64] & (1 << (word % 64)) != 0
    }
}

struct Present<'p> {
    prefilter: &'p Prefilter,
    words: FileWords,
}

impl<'p> Present<'p> {
    fn new(prefilter: &'p Prefilter) -> Self {
        let bits = vec![0; prefilter.words.len().div_ceil(64)].into();
        Self { prefilter, words: FileWords { bits, found: Vec::new() } }
    }

    fn add(&mut self, word: &str) {
        if !self.prefilter.shapes.has(word) {
            return;
        }
        let Some(id) = self.prefilter.words.get(word) else { return };
        if !self.words.has(*id) {
            self.words.bits[*id as usize / 64] |= 1 << (*id % 64);
            self.words.found.push(*id);
        }
    }
}
