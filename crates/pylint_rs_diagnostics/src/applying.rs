//! Making edits in a text.

use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::Edit;

/// The text with the edits made, which are sorted by position and do not overlap. Lines they add
/// end as the text's own do.
pub fn apply_edits<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let newline = foreign_newline(text);
    let mut output = String::with_capacity(text.len());
    let mut copied = TextSize::default();
    for edit in edits {
        output.push_str(&text[TextRange::new(copied, edit.start())]);
        match newline {
            Some(newline) if edit.content().contains('\n') => {
                output.push_str(&edit.content().replace("\r\n", "\n").replace('\n', newline));
            }
            _ => output.push_str(edit.content()),
        }
        copied = edit.end();
    }
    output.push_str(&text[copied.to_usize()..]);
    output
}

/// How the lines of `text` end, if none of them ends as the rules write it.
pub fn foreign_newline(text: &str) -> Option<&'static str> {
    let first = memchr::memchr2(b'\n', b'\r', text.as_bytes())?;
    let newline = if text[first..].starts_with("\r\n") {
        "\r\n"
    } else if text[first..].starts_with('\r') {
        "\r"
    } else {
        return None;
    };
    let bytes = text.as_bytes();
    let has_plain =
        memchr::memchr_iter(b'\n', bytes).any(|offset| offset == 0 || bytes[offset - 1] != b'\r');
    (!has_plain).then_some(newline)
}
