//! Python-shaped patterns: compile, match, combine, substitute.
//!
//! A [`Formula`] says, with patterns and operators over them, which places of a file a rule is
//! about. Evaluating one over a [`Subject`] gives [`Match`]es: ranges with what the
//! metavariables stand for.

mod anchors;
mod captures;
mod comparison;
mod condition;
mod error;
mod evaluate;
mod explain;
mod formula;
mod hash_bits;
mod matches;
mod matching;
mod message;
mod pattern;
mod regular_expression;
mod rule_set;
mod rule_words;
pub mod shared;
mod subject;
mod template;
#[cfg(test)]
mod testing;
mod view;
mod vocabulary;

pub use anchors::FileWords;
pub use captures::{Capture, Captures};
pub use comparison::{Arithmetic, Comparison};
pub use condition::{Condition, Content, SyntaxSort, Test};
pub use error::PatternError;
pub use explain::Mismatch;
pub use formula::{Boundary, Formula, Intersection, Options};
pub use matches::Match;
pub use matching::Matcher;
pub use message::MessageTemplate;
pub use pattern::{Anchor, Pattern};
pub use regular_expression::{Anchoring, RegularExpression, RegularExpressionMatch, SearchTooLong};
pub use rule_set::{RuleMatches, RuleSet, RuleSetMatches, Session};
pub use rule_words::RuleWords;
pub use subject::Subject;
pub use template::{
    Case, Refusal, Replacement, Template, TemplateContext, Transform, TransformStep,
};
pub use vocabulary::{MetavariableId, SharedVocabulary, Vocabulary};
