//! What metavariables stand for in one match.

use ruff_python_ast::AnyNodeRef;
use ruff_text_size::{Ranged, TextRange};
use smallvec::SmallVec;

use crate::MetavariableId;

/// What a metavariable stands for.
#[derive(Clone, Debug)]
pub enum Capture<'a> {
    /// A node: an expression, a statement, a parameter, an argument.
    Node(AnyNodeRef<'a>),
    /// An identifier that is no node of its own, or the part of one that a pattern such as
    /// `get_$NAME` leaves open.
    Name {
        /// Its text.
        text: &'a str,
        /// Where it is.
        range: TextRange,
    },
    /// Several arguments, elements, parameters or statements: `$...XS`.
    Nodes {
        /// The nodes, in order.
        nodes: Box<[AnyNodeRef<'a>]>,
        /// From the first to the last; empty, at the place where they would be, if there are none.
        range: TextRange,
    },
    /// A stretch of text: a string's content, a regular expression's group.
    Text {
        /// The text; of a string, its value.
        text: std::borrow::Cow<'a, str>,
        /// Where it is.
        range: TextRange,
    },
}

impl Capture<'_> {
    /// Its text: of a string's content, the value.
    pub fn text<'s>(&'s self, source: &'s str) -> &'s str {
        match self {
            Self::Text { text, .. } => text,
            _ => &source[self.range()],
        }
    }
}

impl Ranged for Capture<'_> {
    fn range(&self) -> TextRange {
        match self {
            Self::Node(node) => node.range(),
            Self::Name { range, .. } | Self::Nodes { range, .. } | Self::Text { range, .. } => {
                *range
            }
        }
    }
}

/// What the metavariables of one match stand for.
#[derive(Clone, Debug, Default)]
pub struct Captures<'a>(SmallVec<[(MetavariableId, Capture<'a>); 4]>);

impl<'a> Captures<'a> {
    /// What a metavariable stands for.
    pub fn get(&self, id: MetavariableId) -> Option<&Capture<'a>> {
        self.0.iter().find(|(other, _)| *other == id).map(|(_, capture)| capture)
    }

    /// Adds what a metavariable that is not there yet stands for.
    pub fn bind(&mut self, id: MetavariableId, capture: Capture<'a>) {
        debug_assert!(self.get(id).is_none());
        self.0.push((id, capture));
    }

    /// All of them, in the order in which they were bound.
    pub fn iter(&self) -> impl Iterator<Item = (MetavariableId, &Capture<'a>)> {
        self.0.iter().map(|(id, capture)| (*id, capture))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets those bound after there were `length`: a way that led nowhere.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }
}
