//! Rules as bytes: what the linter keeps of the packs that it comes with.

use crate::DataRule;

impl DataRule {
    /// The rule as bytes, to be read by the same version of the linter. What it takes to explain
    /// and to test it is left out.
    ///
    /// # Errors
    /// None that is known of.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// The rule that bytes stand for.
    ///
    /// # Errors
    /// If they were not written by [`Self::to_bytes`] of the same version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}
