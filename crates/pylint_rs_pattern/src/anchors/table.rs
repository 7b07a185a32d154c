//! The words of a set of rules, as numbers.

use rustc_hash::FxHashMap;

/// The words of a set of rules, as numbers.
#[derive(Debug, Default)]
pub(super) struct Table {
    words: FxHashMap<Box<str>, u32>,
    /// Which first letters and lengths the words have: most identifiers are not even looked up.
    shapes: Shapes,
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

impl Table {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a word.
    pub(super) fn get(&self, word: &str) -> Option<u32> {
        self.shapes.has(word).then(|| self.words.get(word).copied())?
    }

    /// The number of a word, which it gets if it has none.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.words.insert(word.into(), id);
        self.shapes.add(word);
        id
    }

    /// The numbers of words, in order, if all of them have one.
    pub(super) fn group(&self, words: &[Box<str>]) -> Option<Box<[u32]>> {
        let mut group: Vec<u32> = words.iter().map(|word| self.get(word)).collect::<Option<_>>()?;
        group.sort_unstable();
        group.dedup();
        Some(group.into())
    }
}
