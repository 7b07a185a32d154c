//! A compiled pattern.

use crate::{Options, PatternError, Vocabulary};

/// A compiled pattern: Python with metavariables, `...` and their kin.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: Box<str>,
    options: Options,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// If it is not Python once metavariables and `...` are taken for names; the span is one of
    /// `source`.
    pub fn parse(
        source: &str,
        options: Options,
        _vocabulary: &mut Vocabulary,
    ) -> Result<Self, PatternError> {
        Ok(Self { source: source.into(), options })
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How it is understood.
    pub fn options(&self) -> Options {
        self.options
    }
}
