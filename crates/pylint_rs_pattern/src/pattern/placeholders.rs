//! What a pattern has that Python has not, and the names that stand for it while it is parsed.

use std::sync::Arc;

use crate::{MetavariableId, RegularExpression};

/// Something of the pattern language that an identifier stands for.
#[derive(Clone, Debug)]
pub(super) enum Placeholder {
    /// `...`
    Gap,
    /// `$_`
    Anything,
    /// `$X`
    Metavariable(MetavariableId),
    /// `$...XS`
    Many(MetavariableId),
    /// `get_$NAME`; no variable for `get_$_`.
    Partial {
        /// What comes before.
        prefix: Box<str>,
        /// The metavariable.
        variable: Option<MetavariableId>,
        /// What comes after.
        suffix: Box<str>,
    },
    /// `<... P ...>`, written as a call with P for its argument.
    Deep,
    /// `$X: T`, written as a call with T for its argument.
    Typed(Option<MetavariableId>),
    /// `=~/re/`
    StringRegex(Arc<RegularExpression>),
}

/// The placeholders of a pattern.
#[derive(Debug)]
pub(super) struct Placeholders {
    /// How their names begin, as nothing else in the pattern does.
    stem: String,
    list: Vec<Placeholder>,
}

impl Placeholders {
    /// No placeholders yet, for a pattern of that text.
    pub(super) fn new(source: &str) -> Self {
        let mut stem = "placeholder_".to_owned();
        while source.contains(&stem) {
            stem.push('_');
        }
        Self { stem, list: Vec::new() }
    }

    /// Adds one, and gives the name that stands for it.
    pub(super) fn add(&mut self, placeholder: Placeholder) -> String {
        self.list.push(placeholder);
        format!("{}{}", self.stem, self.list.len() - 1)
    }

    /// What a name stands for, if it does for anything.
    pub(super) fn get(&self, name: &str) -> Option<&Placeholder> {
        self.list.get(name.strip_prefix(&self.stem)?.parse::<usize>().ok()?)
    }
}
