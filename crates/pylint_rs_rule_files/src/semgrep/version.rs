//! Versions of Semgrep, which rules may ask for.

use std::fmt;
use std::str::FromStr;

/// A version of Semgrep.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Version([u32; 3]);

impl Version {
    /// The one whose rules are understood.
    pub(super) const COMPATIBLE: Self = Self([1, 182, 0]);
}

impl FromStr for Version {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut version = [0; 3];
        for (index, part) in text.trim().split('.').enumerate() {
            *version.get_mut(index).ok_or(())? = part.parse().map_err(|_| ())?;
        }
        Ok(Self(version))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(formatter, "{major}.{minor}.{patch}")
    }
}
