//! Which rules of a set can match in a file.

use pylint_rs_semantic::Semantic;

use super::clauses::{selectivity, words_of};
use super::features::Features;
use super::table::Table;
use super::ways::Needs;
use super::{Clauses, words};
use crate::evaluate::{Operation, OperationId, Program};

/// What the rules of a set need, and which rules need which words.
#[derive(Debug, Default)]
pub(crate) struct Prefilter {
    table: Table,
    /// For each word, the rules for which it decides whether they are looked at.
    rules_by_word: Vec<Vec<u32>>,
    /// The rules that need no word.
    unconditional: Vec<u32>,
    /// For each rule, what else it needs.
    further: Vec<Vec<Vec<u32>>>,
    needs: Needs,
}

impl Prefilter {
    /// For rules, in their order, with what they need.
    pub(crate) fn new(rules: impl Iterator<Item = Clauses>) -> Self {
        let mut prefilter = Self::default();
        for (rule, clauses) in rules.enumerate() {
            let mut clauses: Vec<&[Box<str>]> = clauses.iter().collect();
            clauses.sort_by_key(|clause| std::cmp::Reverse(selectivity(clause)));
            let mut clauses = clauses.into_iter().map(|clause| -> Vec<u32> {
                clause.iter().map(|word| prefilter.table.intern(word)).collect()
            });
            let first = clauses.next();
            let further = clauses.collect();
            prefilter.rules_by_word.resize(prefilter.table.len(), Vec::new());
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

    /// The same for the rules of a program, by their operations: of these, too, it will be told
    /// whether they may have a place.
    pub(crate) fn of_program(program: &Program, roots: &[OperationId]) -> Self {
        let mut prefilter = Self::new(roots.iter().map(|root| Clauses::of(*root, program)));
        for id in program.ids() {
            if let Operation::Pattern(pattern) | Operation::Calls(pattern, _) = program.get(id) {
                words_of(pattern).for_each(|word| _ = prefilter.table.intern(word));
            }
        }
        prefilter.rules_by_word.resize(prefilter.table.len(), Vec::new());
        prefilter.needs = Needs::new(program.len());
        prefilter
    }

    /// The words of the table that a file has.
    pub(crate) fn words_in(&self, semantic: &Semantic<'_>) -> FileWords {
        let mut present = Present::new(self);
        if self.table.len() > 0 {
            let may_be_of_interest = |hash| self.table.may_have(hash);
            words::of_file(semantic, may_be_of_interest, &mut |word| present.add(word));
        }
        present.words
    }

    /// The rules that can match in a file that has these words, in order.
    pub(crate) fn candidates(&self, words: &FileWords) -> Vec<usize> {
        let mut is_found = vec![0_u64; self.further.len().div_ceil(64)];
        let found = words.found.iter().flat_map(|word| &self.rules_by_word[*word as usize]);
        for rule in self.unconditional.iter().chain(found) {
            is_found[*rule as usize / 64] |= 1 << (rule % 64);
        }
        let mut rules = Vec::new();
        for (index, mut bits) in is_found.into_iter().enumerate() {
            while bits != 0 {
                let rule = index * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                if self.further[rule].iter().all(|clause| words.has_one_of(clause)) {
                    rules.push(rule);
                }
            }
        }
        rules
    }

    /// Whether an operation of the program may have a place in a file that has these words.
    pub(crate) fn may_have_place(
        &self,
        id: OperationId,
        words: &FileWords,
        program: &Program,
    ) -> bool {
        let ways = self.needs.of(id, program, &self.table);
        ways.are_open()
            || ways.iter().any(|way| {
                words.syntax.includes(&way.syntax)
                    && way.groups.iter().all(|group| words.has_one_of(group))
            })
    }

    /// The rules that need no word.
    pub(crate) fn wordless_rules(&self) -> impl Iterator<Item = usize> {
        self.unconditional.iter().map(|rule| *rule as usize)
    }

    /// Whether an operation of the program needs nothing.
    pub(crate) fn is_open(&self, id: OperationId, program: &Program) -> bool {
        self.needs.of(id, program, &self.table).are_open()
    }

    /// The words of the table that are in a text that is that of a module of the given path.
    pub(crate) fn words_of_text(&self, text: &str, module_path: &[String]) -> FileWords {
        let mut present = Present::new(self);
        module_path.iter().for_each(|segment| present.add(segment));
        words::of_text(text, &mut |word| present.add(word));
        present.words
    }
}

/// The words of a set's rules that a file has, and the syntax.
#[derive(Debug)]
pub struct FileWords {
    bits: Box<[u64]>,
    found: Vec<u32>,
    syntax: Features,
}

impl FileWords {
    /// With the syntax that the file has. As long as it is not known, any may be there.
    pub(crate) fn with_syntax_of(self, semantic: &Semantic<'_>) -> Self {
        Self { syntax: Features::of_file(semantic), ..self }
    }

    fn has(&self, word: u32) -> bool {
        self.bits[word as usize / 64] & (1 << (word % 64)) != 0
    }

    fn has_one_of(&self, words: &[u32]) -> bool {
        words.iter().any(|word| self.has(*word))
    }
}

struct Present<'p> {
    prefilter: &'p Prefilter,
    words: FileWords,
}

impl<'p> Present<'p> {
    fn new(prefilter: &'p Prefilter) -> Self {
        let bits = vec![0; prefilter.table.len().div_ceil(64)].into();
        let words = FileWords { bits, found: Vec::new(), syntax: Features::ALL };
        Self { prefilter, words }
    }

    fn add(&mut self, word: &str) {
        let Some(id) = self.prefilter.table.get(word) else { return };
        if !self.words.has(id) {
            self.words.bits[id as usize / 64] |= 1 << (id % 64);
            self.words.found.push(id);
        }
    }
}
