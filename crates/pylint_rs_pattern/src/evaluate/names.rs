//! The identifiers that dotted names end with.

use std::sync::Arc;

use ruff_python_stdlib::identifiers::is_identifier;

/// The last part of a dotted name, if it is one.
pub(crate) fn last_identifier(text: &str) -> Option<&str> {
    let last = text.rsplit('.').next()?;
    is_identifier(last).then_some(last)
}

/// What something must be called to be one of these, if each of them is a dotted name.
pub(crate) fn all_called(texts: &[Arc<str>]) -> Option<Vec<Box<str>>> {
    let names: Option<Vec<Box<str>>> =
        texts.iter().map(|text| last_identifier(text).map(Box::from)).collect();
    names.map(|mut names| {
        names.sort_unstable();
        names.dedup();
        names
    })
}
