//! What a finding is known by from one run to the next.

use std::fmt;

/// FNV-1a, spelt out because fingerprints must stay the same from release to release.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of nothing.
    pub const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// With one part more.
    #[must_use]
    pub fn part(self, bytes: &[u8]) -> Self {
        // The byte after each part keeps "ab" + "c" apart from "a" + "bc": it is in no UTF-8.
        Self(bytes.iter().chain(&[0xff]).fold(self.0, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }
}

/// Sixteen hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}
