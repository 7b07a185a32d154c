//! One place a pattern or formula matches.

use ruff_python_ast::AnyNodeRef;
use ruff_text_size::{Ranged, TextRange};

use crate::Captures;

/// One place a pattern or formula matches.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// Where.
    pub range: TextRange,
    /// The node there, if it is one; of several statements, the first.
    pub node: Option<AnyNodeRef<'a>>,
    /// What the metavariables stand for.
    pub captures: Captures<'a>,
}

impl Ranged for Match<'_> {
    fn range(&self) -> TextRange {
        self.range
    }
}
