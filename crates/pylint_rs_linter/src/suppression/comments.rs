//! Which comments are worth reading.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextLen, TextRange};

/// The comments that may suppress something, in order. They are looked for in the text, and in the
/// tokens only where a `#` is followed by one of the words that introduce a suppression.
pub(super) fn that_may_suppress(text: &str, tokens: &Tokens) -> Vec<TextRange> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut read_to = 0;
    for hash in memchr::memchr_iter(b'#', bytes) {
        if hash < read_to || !introduces(&text[hash + 1..]) {
            continue;
        }
        let line_end = memchr::memchr2(b'\n', b'\r', &bytes[hash..])
            .map_or(bytes.len(), |newline| hash + newline);
        read_to = line_end;
        // The `#` may be in a string; the comment, if there is one, ends with the line.
        let end = text[..line_end].text_len();
        let index = tokens.partition_point(|token| token.end() < end);
        if let Some(token) = tokens.get(index)
            && token.kind() == TokenKind::Comment
            && token.end() == end
        {
            found.push(token.range());
        }
    }
    found
}

/// Whether a comment may hold one with brackets. Where none does, the tokens need not be gone
/// through for what such comments cover.
pub(super) fn may_be_bracketed(comment: &str) -> bool {
    memchr::memchr_iter(b'#', comment.as_bytes())
        .any(|hash| starts_with_tool(comment[hash + 1..].trim_start()))
}

/// Whether what follows a `#` is one of the words that introduce a suppression.
fn introduces(after_hash: &str) -> bool {
    let text = after_hash.trim_start();
    starts_with_tool(text)
        || text.starts_with("flake8")
        || text.as_bytes().first_chunk::<4>().is_some_and(|word| word.eq_ignore_ascii_case(b"noqa"))
}

/// Whether a text starts with the name of a linter whose bracketed comments count.
fn starts_with_tool(text: &str) -> bool {
    text.starts_with("ruff") || text.starts_with("pylint-rs")
}
