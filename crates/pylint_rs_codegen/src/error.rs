//! Why a spec cannot be used.

use std::fmt;
use std::path::PathBuf;

/// Why a spec cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub struct SpecError {
    /// The file; nothing for standard input.
    pub path: Option<PathBuf>,
    /// Line and column in code points, both from 1, where there is a place to point at.
    pub position: Option<(usize, usize)>,
    /// What is wrong, on one line.
    pub message: String,
}

impl fmt::Display for SpecError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(formatter, "{}", path.display())?,
            None => formatter.write_str("-")?,
        }
        if let Some((line, column)) = self.position {
            write!(formatter, ":{line}:{column}")?;
        }
        write!(formatter, ": {}", self.message)
    }
}
