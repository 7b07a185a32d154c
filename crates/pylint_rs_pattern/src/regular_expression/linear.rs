//! Expressions that the `regex` crate runs: read at once, compiled when first used.
//!
//! Most rules are about things that most files do not hold, and compiling is what costs: a letter
//! of any alphabet is thousands of states.

use std::ops::Range;
use std::sync::OnceLock;

use regex_syntax::hir::{Class, Hir, HirKind};
use serde::{Deserialize, Serialize};

use super::{SIZE_LIMIT, reason};
use crate::PatternError;

/// How many states an expression may have, roughly counted, to be put off: it is certain that it
/// can be compiled, and soon. Others are compiled at once, to see.
const CERTAIN: usize = 100_000;

/// An expression that the `regex` crate runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Linear {
    text: Box<str>,
    group_names: Box<[Option<Box<str>>]>,
    /// Nothing if it could not be compiled after all.
    #[serde(skip)]
    regex: OnceLock<Option<regex::Regex>>,
}

impl Linear {
    /// Reads `text`, which was made of `source`: errors point into that.
    pub(super) fn new(source: &str, text: &str) -> Result<Self, PatternError> {
        let Ok(hir) = regex_syntax::parse(text) else {
            let error = match build(text) {
                Err(error) => reason(&error.to_string()),
                Ok(_) => "not a regular expression".to_owned(),
            };
            return Err(PatternError::new(error, fault(source)));
        };
        let regex = OnceLock::new();
        if states(&hir) > CERTAIN {
            let compiled = build(text)
                .map_err(|error| PatternError::new(reason(&error.to_string()), 0..source.len()))?;
            let _ = regex.set(Some(compiled));
        }
        let mut group_names = Vec::new();
        collect_groups(&hir, &mut group_names);
        Ok(Self { text: text.into(), group_names: group_names.into(), regex })
    }

    /// The expression, ready to be run.
    pub(super) fn regex(&self) -> Option<&regex::Regex> {
        self.regex.get_or_init(|| build(&self.text).ok()).as_ref()
    }

    pub(super) fn is_compiled(&self) -> bool {
        self.regex.get().is_some()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn group_names(&self) -> &[Option<Box<str>>] {
        &self.group_names
    }
}

fn build(text: &str) -> Result<regex::Regex, regex::Error> {
    regex::RegexBuilder::new(text).size_limit(SIZE_LIMIT).build()
}

/// Where an expression stops being one; all of it, if it is only too large.
fn fault(source: &str) -> Range<usize> {
    let span = match regex_syntax::parse(source) {
        Err(regex_syntax::Error::Parse(error)) => *error.span(),
        Err(regex_syntax::Error::Translate(error)) => *error.span(),
        _ => return 0..source.len(),
    };
    span.start.offset..span.end.offset
}

/// About how many states an expression has. How deep it nests is limited by its parser.
fn states(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        // A range of characters is a few sequences of bytes.
        HirKind::Class(Class::Unicode(class)) => class.ranges().len() * 8,
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1) as usize;
            states(&repetition.sub).saturating_add(1).saturating_mul(times)
        }
        HirKind::Capture(capture) => states(&capture.sub).saturating_add(2),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(states).fold(1, usize::saturating_add)
        }
    }
}

/// The names of an expression's groups, in their order.
fn collect_groups(hir: &Hir, names: &mut Vec<Option<Box<str>>>) {
    match hir.kind() {
        HirKind::Capture(capture) => {
            let index = capture.index as usize;
            if names.len() < index {
                names.resize(index, None);
            }
            names[index - 1] = capture.name.clone();
            collect_groups(&capture.sub, names);
        }
        HirKind::Repetition(repetition) => collect_groups(&repetition.sub, names),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| collect_groups(part, names));
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_put_off() {
        for (text, is_put_off) in
            [("a+b", true), (r"(?i)\w+", true), (r"\w{1,100}", false), ("(a{250}){250}", false)]
        {
            let linear = Linear::new(text, text).unwrap();
            assert_eq!(linear.regex.get().is_none(), is_put_off, "{text}");
            assert!(linear.regex().is_some());
        }
        assert!(Linear::new("(a{1000}){1000}", "(a{1000}){1000}").is_err());
    }

    #[test]
    fn groups_are_those_of_the_engine() {
        for text in ["a", "(a)(?P<x>b(c))?", "((?<y>a)|(b))*(?:c)", "(a){0}(b)"] {
            let linear = Linear::new(text, text).unwrap();
            let regex = linear.regex().unwrap();
            let names: Vec<_> = regex.capture_names().skip(1).map(|it| it.map(Box::from)).collect();
            assert_eq!(linear.group_names(), names, "{text}");
        }
    }
}
