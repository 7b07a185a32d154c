//! The distinct identifiers of a file.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::{NameId, ReferenceId, SymbolId};

/// Source has a distinct identifier in rarely fewer bytes.
const BYTES_PER_NAME: usize = 64;

/// Bounds of the number of slots a file starts with.
const FEWEST_SLOTS: usize = 128;
const MOST_SLOTS_AT_FIRST: usize = 1 << 14;

/// An identifier and what is found by it.
#[derive(Debug)]
pub(crate) struct Name<'a> {
    pub(crate) text: &'a str,
    key: Key,
    /// The uses that mean no binding: first and last of a list.
    pub(crate) loose: Option<(ReferenceId, ReferenceId)>,
    /// The use that came last in the walk.
    pub(crate) last_use: Option<ReferenceId>,
    /// Its symbol in the module's scope.
    pub(crate) in_module: Option<SymbolId>,
    /// The symbol made last in any other scope.
    pub(crate) elsewhere: Option<SymbolId>,
}

impl Name<'_> {
    #[inline]
    fn is(&self, key: Key, text: &str) -> bool {
        self.is_short(key, text) && (text.len() <= Key::LONGEST || self.text == text)
    }

    /// The same for a text that the key holds all of.
    #[inline]
    fn is_short(&self, key: Key, text: &str) -> bool {
        self.key == key && self.text.len() == text.len()
    }
}

/// All that tells texts of one length apart if they are short, and a hash if not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Key(u64, u64);

impl Key {
    /// The longest text that the key holds all of.
    const LONGEST: usize = 16;

    #[inline]
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        if bytes.len() > Self::LONGEST { Self::of_long(bytes) } else { Self::of_short(bytes) }
    }

    #[inline]
    fn of_short(bytes: &[u8]) -> Self {
        if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            return Self(u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        }
        if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            return Self(u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into());
        }
        match *bytes {
            [] => Self(0, 0),
            [first, .., last] => Self(first.into(), u64::from(bytes[1]) << 8 | u64::from(last)),
            [only] => Self(only.into(), 0),
        }
    }

    #[inline(never)]
    fn of_long(bytes: &[u8]) -> Self {
        Self(FxBuildHasher.hash_one(bytes), 0)
    }

    /// Multiplication mixes the low bits of both parts into all bits of the product.
    #[inline]
    fn hash(self) -> usize {
        const LEFT: u64 = 0x9e37_79b9_7f4a_7c15;
        const RIGHT: u64 = 0xd1b5_4a32_d192_ed03;
        let product = u128::from(self.0 ^ LEFT) * u128::from(self.1 ^ RIGHT);
        (product as u64 ^ (product >> 64) as u64) as usize
    }
}

/// Distinct identifiers.
#[derive(Debug, Default)]
pub(crate) struct Names<'a> {
    names: Vec<Name<'a>>,
    /// Names by the hash of their keys, each in its slot or the next one that was free: at least
    /// twice as many as names, a power of two.
    slots: Vec<Option<NameId>>,
}

impl<'a> Names<'a> {
    /// Makes room for the names of a text of that many bytes.
    pub(crate) fn reserve_for(&mut self, text_length: usize) {
        let slots = (text_length / BYTES_PER_NAME).clamp(FEWEST_SLOTS, MOST_SLOTS_AT_FIRST);
        self.slots.resize(slots.next_power_of_two(), None);
    }

    #[inline(always)]
    pub(crate) fn intern(&mut self, text: &'a str) -> NameId {
        if text.len() > Key::LONGEST {
            return self.intern_long(text);
        }
        let key = Key::of_short(text.as_bytes());
        let slot = key.hash() & (self.slots.len() - 1);
        // Most are found at once.
        if let Some(id) = self.slots[slot]
            && self.names[id.index()].is_short(key, text)
        {
            return id;
        }
        self.intern_from(text, key, slot)
    }

    #[inline(never)]
    fn intern_long(&mut self, text: &'a str) -> NameId {
        let key = Key::of_long(text.as_bytes());
        self.intern_from(text, key, key.hash() & (self.slots.len() - 1))
    }

    #[inline(never)]
    fn intern_from(&mut self, text: &'a str, key: Key, mut slot: usize) -> NameId {
        let mask = self.slots.len() - 1;
        while let Some(id) = self.slots[slot] {
            if self.names[id.index()].is(key, text) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        self.add(text, key, slot)
    }

    pub(crate) fn find(&self, text: &str) -> Option<NameId> {
        let key = Key::of(text);
        let mask = self.slots.len() - 1;
        let mut slot = key.hash() & mask;
        while let Some(id) = self.slots[slot] {
            if self.names[id.index()].is(key, text) {
                return Some(id);
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    #[inline(never)]
    fn add(&mut self, text: &'a str, key: Key, slot: usize) -> NameId {
        let id = NameId::new(self.names.len());
        self.names.push(Name {
            text,
            key,
            loose: None,
            last_use: None,
            in_module: None,
            elsewhere: None,
        });
        self.slots[slot] = Some(id);
        if self.names.len() * 2 > self.slots.len() {
            self.grow();
        }
        id
    }

    fn grow(&mut self) {
        let length = self.slots.len() * 2;
        self.slots.clear();
        self.slots.resize(length, None);
        for (index, name) in self.names.iter().enumerate() {
            let mut slot = name.key.hash() & (length - 1);
            while self.slots[slot].is_some() {
                slot = (slot + 1) & (length - 1);
            }
            self.slots[slot] = Some(NameId::new(index));
        }
    }

    #[inline]
    pub(crate) fn get(&self, id: NameId) -> &Name<'a> {
        &self.names[id.index()]
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, id: NameId) -> &mut Name<'a> {
        &mut self.names[id.index()]
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &'a str> {
        self.names.iter().map(|name| name.text)
    }

    /// No names, with the room of these.
    pub(crate) fn emptied<'b>(mut self) -> Names<'b> {
        self.slots.clear();
        Names { names: crate::recycling::emptied(self.names), slots: self.slots }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart() {
        let texts: Vec<String> = (0..40)
            .flat_map(|length| {
                (0..length).map(move |place| {
                    let mut text = "a".repeat(length);
                    text.replace_range(place..=place, "b");
                    text
                })
            })
            .chain((0..40).map(|length| "a".repeat(length)))
            .collect();
        let mut names = Names::default();
        names.reserve_for(0);
        let ids: Vec<NameId> = texts.iter().map(|text| names.intern(text)).collect();
        for (text, id) in texts.iter().zip(ids) {
            assert_eq!(names.intern(text), id);
            assert_eq!(names.find(text), Some(id));
            assert_eq!(names.get(id).text, text);
        }
        assert_eq!(names.texts().count(), texts.len());
        assert_eq!(names.find("c"), None);
    }
}
