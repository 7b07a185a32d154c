//! Why a pattern cannot be used.

use std::ops::Range;

/// Why a pattern, template or regular expression cannot be used.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub struct PatternError {
    /// What is wrong, on one line.
    pub message: String,
    /// Where, in bytes of the text that was given.
    pub span: Range<usize>,
}

impl PatternError {
    /// An error about a part of the text.
    pub fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), span }
    }
}
