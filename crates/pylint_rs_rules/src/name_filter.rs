//! Telling at once that a name is none of a few.

/// Which names there are, roughly: most that are not among them are told by their first and last
/// byte and their length.
pub(crate) struct NameFilter {
    /// By the first byte, how long the names are, as bits.
    by_first: [u64; 256],
    /// By the last byte.
    by_last: [u64; 256],
}

impl Default for NameFilter {
    fn default() -> Self {
        Self { by_first: [0; 256], by_last: [0; 256] }
    }
}

impl NameFilter {
    /// Adds a name.
    pub(crate) fn add(&mut self, name: &str) {
        if let ([first, ..], [.., last]) = (name.as_bytes(), name.as_bytes()) {
            self.by_first[usize::from(*first)] |= bit(name);
            self.by_last[usize::from(*last)] |= bit(name);
        }
    }

    /// Whether a name may have been added.
    #[inline]
    pub(crate) fn may_contain(&self, name: &str) -> bool {
        let ([first, ..], [.., last]) = (name.as_bytes(), name.as_bytes()) else { return false };
        let lengths = self.by_first[usize::from(*first)] & self.by_last[usize::from(*last)];
        lengths & bit(name) != 0
    }
}

/// The bit for a name's length; the longest names share one.
fn bit(name: &str) -> u64 {
    1 << name.len().min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_added() {
        let long = "a".repeat(100);
        let names = ["strip", "x", "assertRaises", &long];
        let mut filter = NameFilter::default();
        names.iter().for_each(|name| filter.add(name));
        assert!(names.iter().all(|name| filter.may_contain(name)));
        assert!(!["", "split", "strips", "y", "X"].iter().any(|name| filter.may_contain(name)));
    }
}
