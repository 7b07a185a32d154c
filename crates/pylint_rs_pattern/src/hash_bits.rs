//! Telling at once that a hash is none of a few.

/// A set of hashes that takes some others for one of its own: of all those whose last bits are the
/// same. It has 64 bits for each word; the number of words is a power of two.
#[derive(Clone, Debug)]
pub(crate) struct HashBits<const WORDS: usize>(Box<[u64; WORDS]>);

impl<const WORDS: usize> Default for HashBits<WORDS> {
    fn default() -> Self {
        Self(Box::new([0; WORDS]))
    }
}

impl<const WORDS: usize> HashBits<WORDS> {
    pub(crate) fn add(&mut self, hash: u32) {
        self.0[hash as usize / 64 % WORDS] |= 1 << (hash % 64);
    }

    #[inline]
    pub(crate) fn may_have(&self, hash: u32) -> bool {
        self.0[hash as usize / 64 % WORDS] & (1 << (hash % 64)) != 0
    }
}
