//! Regular expressions in patterns.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::PatternError;

/// A compiled expression may take so much memory.
const SIZE_LIMIT: usize = 1 << 20;

/// Compiles an expression that stands at `span` of the pattern.
pub(super) fn compile(expression: &str, span: Range<usize>) -> Result<Regex, PatternError> {
    RegexBuilder::new(expression).size_limit(SIZE_LIMIT).build().map_err(|error| {
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default().trim();
        let reason = reason.strip_prefix("error: ").unwrap_or(reason);
        PatternError::new(format!("the regular expression does not compile: {reason}"), span)
    })
}
