//! Which comments are worth reading.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_text_size::{Ranged, TextLen, TextRange};

/// The comments that may hold a word that introduces a suppression, in order. They are looked for
/// in the text, and in the tokens only where one of the words stands after a `#`.
pub(super) fn with_words(text: &str, tokens: &Tokens) -> Vec<TextRange> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut read_to = 0;
    while let Some(hash) = memchr::memchr(b'#', &bytes[read_to..]).map(|hash| read_to + hash) {
        let line_end = memchr::memchr2(b'\n', b'\r', &bytes[hash..])
            .map_or(bytes.len(), |newline| hash + newline);
        read_to = line_end;
        if !may_suppress(&text[hash..line_end]) {
            continue;
        }
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

/// Whether a text holds a word that introduces a bracketed comment. Where none does, the tokens
/// need not be gone through for what such comments cover.
pub(super) fn may_be_bracketed(text: &str) -> bool {
    let bytes = text.as_bytes();
    holds_ruff(bytes) || holds_ours(bytes)
}

/// Whether a comment holds any of the words that introduce a suppression.
pub(super) fn may_suppress(comment: &str) -> bool {
    let bytes = comment.as_bytes();
    holds_noqa(bytes) || may_be_bracketed(comment)
}

/// Of the letters of `noqa`, whose casing is free, `q` is by far the rarest.
fn holds_noqa(bytes: &[u8]) -> bool {
    memchr::memchr2_iter(b'q', b'Q', bytes).any(|offset| {
        let start = offset.saturating_sub("no".len());
        bytes
            .get(start..start + "noqa".len())
            .is_some_and(|word| word.eq_ignore_ascii_case(b"noqa"))
    })
}

fn holds_ruff(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'f', bytes).any(|offset| bytes[..offset].ends_with(b"ruf"))
}

fn holds_ours(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'y', bytes)
        .any(|offset| bytes[..offset].ends_with(b"p") && bytes[offset..].starts_with(b"ylint-rs"))
}
