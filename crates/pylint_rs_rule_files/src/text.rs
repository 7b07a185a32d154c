//! The text of a file of rules, and the places in it.

use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use ruff_source_file::LineIndex;
use ruff_text_size::TextSize;

use super::RuleFileError;

/// The text of a file of rules.
pub(crate) struct RuleText<'a> {
    /// The file.
    pub(crate) path: &'a Path,
    /// All that is in it.
    pub(crate) text: &'a str,
    lines: OnceLock<LineIndex>,
}

impl<'a> RuleText<'a> {
    pub(crate) fn new(path: &'a Path, text: &'a str) -> Self {
        Self { path, text, lines: OnceLock::new() }
    }

    /// The line and the column, in code points, both from 1.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let lines = self.lines.get_or_init(|| LineIndex::from_source_text(self.text));
        let offset = TextSize::try_from(offset).unwrap_or_default();
        let place = lines.line_column(offset, self.text);
        (place.line.get(), place.column.get())
    }

    /// An error about a part of the text.
    pub(crate) fn error(&self, span: Range<usize>, message: impl Into<String>) -> RuleFileError {
        RuleFileError {
            path: self.path.to_owned(),
            position: Some(self.position(span.start)),
            message: one_line(&message.into()),
        }
    }
}

/// What an error quotes may go over several lines; the error does not.
fn one_line(message: &str) -> String {
    if !message.contains(['\n', '\r']) {
        return message.to_owned();
    }
    message.replace('\n', "\\n").replace('\r', "\\r")
}
