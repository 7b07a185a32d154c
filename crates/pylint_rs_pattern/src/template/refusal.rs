//! Why a template is not applied to a match.

use thiserror::Error;

/// Why a template is not applied to a match: what it would make is not Python.
#[derive(Clone, Debug, Error, Eq, PartialEq)]
pub enum Refusal {
    /// The way the pattern matched left a metavariable open.
    #[error("`${0}` stands for nothing in this match")]
    Unbound(String),
    /// The template is another sort of code than what it is to replace.
    #[error("the template is not {0}, as what it is to replace is")]
    OtherSort(&'static str),
    /// What a metavariable stands for cannot be in its place.
    #[error("what `${name}` stands for cannot be {place} in the template")]
    Misplaced {
        /// The metavariable.
        name: String,
        /// What it would be.
        place: &'static str,
    },
    /// The match has a part that the pattern says nothing of, and that would be lost.
    #[error("the pattern passes over {0}, which would be lost")]
    PassedOver(&'static str),
    /// Several lines would be in the middle of one.
    #[error("the template has several lines, and what it is to replace shares its line")]
    SharedLine,
    /// An f-string before Python 3.12 cannot hold it.
    #[error("the text would end the string it is in")]
    Quotes,
    /// The place is inside a string.
    #[error("what it is to replace is inside a string")]
    InsideString,
}
