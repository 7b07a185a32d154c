//! The identifiers that dotted names end with.

use std::ops::Deref;
use std::sync::Arc;

use ruff_python_stdlib::identifiers::is_identifier;

use crate::pattern::key::Key;

/// The texts of which something must be one.
#[derive(Clone, Debug, Eq, PartialEq, Hash)]
pub(crate) struct Texts {
    texts: Box<[Arc<str>]>,
    keys: Option<Box<[Key]>>,
}

impl Texts {
    pub(crate) fn new(texts: &[Arc<str>]) -> Self {
        let keys = all_called(texts)
            .map(|names| names.iter().map(|name| Key::named(name)).collect::<Box<[Key]>>());
        Self { texts: texts.into(), keys }
    }

    /// What is seen of the names, if all texts are dotted names.
    pub(crate) fn keys(&self) -> Option<&[Key]> {
        self.keys.as_deref()
    }
}

impl Deref for Texts {
    type Target = [Arc<str>];

    fn deref(&self) -> &[Arc<str>] {
        &self.texts
    }
}

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
