//! Regular expressions in patterns.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::{Anchoring, PatternError, RegularExpression};

/// What stands between the slashes of `=~/re/i`, and the flags after them.
pub(super) fn parts(text: &str) -> Option<(&str, &str)> {
    let (expression, flags) = text.strip_prefix("=~/")?.rsplit_once('/')?;
    flags.chars().all(|flag| matches!(flag, 'i' | 'm' | 's' | 'x')).then_some((expression, flags))
}

/// Compiles an expression that stands at `span` of the pattern, in the syntax that Semgrep's are
/// in.
pub(super) fn compile(
    expression: &str,
    flags: &str,
    span: Range<usize>,
) -> Result<Arc<RegularExpression>, PatternError> {
    let expression = match flags {
        "" => Cow::Borrowed(expression),
        flags => Cow::Owned(format!("(?{flags}){expression}")),
    };
    RegularExpression::pcre(&expression, Anchoring::Anywhere)
        .map(Arc::new)
        .map_err(|error| PatternError::new(error.message, span))
}
