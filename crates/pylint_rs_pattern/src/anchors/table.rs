//! The words of a set of rules, as numbers.

use std::num::NonZeroU32;

use pylint_rs_semantic::text_hash;

use crate::hash_bits::HashBits;

/// The words of a set of rules, as numbers.
#[derive(Debug, Default)]
pub(super) struct Table {
    words: Vec<Box<str>>,
    /// The words' numbers by their hashes, each in its slot or the next one that was free: at
    /// least twice as many as words, a power of two.
    slots: Vec<Option<NonZeroU32>>,
    /// Most identifiers are no such word: they are not even looked up.
    hashes: HashBits<1024>,
}

impl Table {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a word.
    #[inline]
    pub(super) fn get(&self, word: &str) -> Option<u32> {
        let hash = text_hash(word);
        self.hashes.may_have(hash).then(|| self.find(word, hash).ok())?
    }

    /// Whether a text that has this hash may be one of the words.
    #[inline]
    pub(super) fn may_have(&self, hash: u32) -> bool {
        self.hashes.may_have(hash)
    }

    /// The number of a word, or the slot it would have.
    fn find(&self, word: &str, hash: u32) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(number) = self.slots[slot] {
            let number = number.get() - 1;
            if *self.words[number as usize] == *word {
                return Ok(number);
            }
            slot = (slot + 1) & mask;
        }
        Err(slot)
    }

    /// The number of a word, which it gets if it has none.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        if self.slots.len() <= self.words.len() * 2 {
            self.grow();
        }
        let hash = text_hash(word);
        self.find(word, hash).unwrap_or_else(|slot| {
            self.words.push(word.into());
            self.slots[slot] = NonZeroU32::new(self.words.len() as u32);
            self.hashes.add(hash);
            self.words.len() as u32 - 1
        })
    }

    fn grow(&mut self) {
        let slots = (self.slots.len() * 2).max(64);
        self.slots.clear();
        self.slots.resize(slots, None);
        for index in 0..self.words.len() {
            let word = &self.words[index];
            if let Err(slot) = self.find(word, text_hash(word)) {
                self.slots[slot] = NonZeroU32::new(index as u32 + 1);
            }
        }
    }

    /// The numbers of words, in order, if all of them have one.
    pub(super) fn group(&self, words: &[Box<str>]) -> Option<Box<[u32]>> {
        let mut group: Vec<u32> = words.iter().map(|word| self.get(word)).collect::<Option<_>>()?;
        group.sort_unstable();
        group.dedup();
        Some(group.into())
    }
}
