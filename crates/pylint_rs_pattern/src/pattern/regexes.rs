//! Regular expressions in patterns.

use std::ops::Range;
use std::sync::Arc;

use crate::{Anchoring, PatternError, RegularExpression};

/// Compiles an expression that stands at `span` of the pattern, in the syntax that Semgrep's are
/// in.
pub(super) fn compile(
    expression: &str,
    span: Range<usize>,
) -> Result<Arc<RegularExpression>, PatternError> {
    RegularExpression::pcre(expression, Anchoring::Anywhere)
        .map(Arc::new)
        .map_err(|error| PatternError::new(error.message, span))
}
