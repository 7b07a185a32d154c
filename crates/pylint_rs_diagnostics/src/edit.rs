//! Changes to a file's text.

use std::borrow::Cow;

use ruff_text_size::{Ranged, TextRange, TextSize};
use serde::{Deserialize, Serialize};

/// Whether a fix may be applied unasked.
#[derive(
    Clone,
    Copy,
    Debug,
    Eq,
    PartialEq,
    Ord,
    PartialOrd,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Shown, never applied.
    Display,
    /// May change behaviour or drop a comment; applied with `--unsafe-fixes`.
    Unsafe,
    /// Keeps behaviour and comments; applied with `--fix`.
    Safe,
}

impl Applicability {
    /// The lower-case name, as in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Display => "display",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// One replacement of a range by a text; an insertion if the range is empty, a deletion if the
/// text is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    range: TextRange,
    content: Cow<'static, str>,
}

impl Edit {
    /// Replaces `range` by `content`.
    pub fn replacement(content: impl Into<Cow<'static, str>>, range: TextRange) -> Self {
        Self { range, content: content.into() }
    }

    /// Inserts `content` at `offset`.
    pub fn insertion(content: impl Into<Cow<'static, str>>, offset: TextSize) -> Self {
        Self::replacement(content, TextRange::empty(offset))
    }

    /// Deletes `range`.
    pub fn deletion(range: TextRange) -> Self {
        Self::replacement("", range)
    }

    /// The text that takes the range's place.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// Whether nothing is removed.
    pub fn is_insertion(&self) -> bool {
        self.range.is_empty()
    }

    /// Whether nothing is added.
    pub fn is_deletion(&self) -> bool {
        self.content.is_empty()
    }
}

impl Ranged for Edit {
    fn range(&self) -> TextRange {
        self.range
    }
}

/// Edits that mend one finding, applied together or not at all.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fix {
    edits: Vec<Edit>,
    applicability: Applicability,
    message: Option<Cow<'static, str>>,
    isolation: Option<u32>,
}

impl Fix {
    /// A fix of one or more edits.
    ///
    /// # Panics
    /// If `edits` is empty, or if two of them overlap (in debug builds).
    pub fn new(mut edits: Vec<Edit>, applicability: Applicability) -> Self {
        assert!(!edits.is_empty(), "a fix without edits");
        edits.sort_by_key(|edit| (edit.start(), edit.end()));
        debug_assert!(
            edits.windows(2).all(|pair| pair[0].end() <= pair[1].start()),
            "overlapping edits in one fix: {edits:?}"
        );
        Self { edits, applicability, message: None, isolation: None }
    }

    /// A fix that keeps behaviour and comments.
    pub fn safe(edits: impl IntoEdits) -> Self {
        Self::new(edits.into_edits(), Applicability::Safe)
    }

    /// A fix that may change behaviour or drop a comment.
    pub fn unsafe_(edits: impl IntoEdits) -> Self {
        Self::new(edits.into_edits(), Applicability::Unsafe)
    }

    /// A fix that is shown but never applied.
    pub fn display(edits: impl IntoEdits) -> Self {
        Self::new(edits.into_edits(), Applicability::Display)
    }

    /// Says what applying it does ("Remove unused import: `os`").
    #[must_use]
    pub fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Puts the fix into a group of which at most one is applied in a round: for fixes that are
    /// each right alone but wrong together (emptying one block, say). Any number the rules agree
    /// on serves; the parent statement's node id is the usual one.
    #[must_use]
    pub fn isolated(mut self, group: u32) -> Self {
        self.isolation = Some(group);
        self
    }

    /// Makes the fix no more applicable than `most`.
    #[must_use]
    pub fn at_most(mut self, most: Applicability) -> Self {
        self.applicability = self.applicability.min(most);
        self
    }

    /// The edits, by position, not overlapping.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether it may be applied unasked.
    pub fn applicability(&self) -> Applicability {
        self.applicability
    }

    /// What applying it does.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The group of which at most one fix is applied in a round.
    pub fn isolation(&self) -> Option<u32> {
        self.isolation
    }

    /// The smallest range that covers all edits.
    pub fn span(&self) -> TextRange {
        let end = self.edits.iter().map(Ranged::end).max().unwrap_or_default();
        TextRange::new(self.edits[0].start(), end)
    }
}

/// One edit or many: lets `Fix::safe(edit)` and `Fix::safe(vec![...])` both read well.
pub trait IntoEdits {
    /// The edits as a list.
    fn into_edits(self) -> Vec<Edit>;
}

impl IntoEdits for Edit {
    fn into_edits(self) -> Vec<Edit> {
        vec![self]
    }
}

impl IntoEdits for Vec<Edit> {
    fn into_edits(self) -> Vec<Edit> {
        self
    }
}
