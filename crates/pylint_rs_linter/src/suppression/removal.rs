//! Edits that take a suppression comment out, with the white space that is then left over.

use pylint_rs_diagnostics::Edit;
use ruff_text_size::{TextLen, TextRange};

use super::lines::{is_first_on_line, line_range, next_line};

/// Removes `piece`, which ends at a further `#` or at the end of its line.
pub(super) fn remove(text: &str, piece: TextRange) -> Edit {
    let line = line_range(text, piece.start());
    if piece.end() < line.end() {
        // What comes next keeps the white space before the piece.
        return Edit::deletion(piece);
    }
    if is_first_on_line(text, piece.start()) {
        let before = &text[..line.start().to_usize()];
        let continued = before.trim_end_matches(['\r', '\n']).ends_with('\\');
        // Without the comment's line, a backslash above it would join the line below.
        return if continued && piece.end() == text.text_len() {
            // No text may end in a backslash and a line break.
            Edit::replacement("\n", piece)
        } else if continued || before.is_empty() && text.starts_with('\u{feff}') {
            Edit::deletion(piece)
        } else {
            Edit::deletion(TextRange::new(line.start(), next_line(text, line.end())))
        };
    }
    let before = text[TextRange::new(line.start(), piece.start())].trim_end();
    Edit::deletion(TextRange::new(line.start() + before.text_len(), line.end()))
}
