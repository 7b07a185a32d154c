//! Lines that a fix writes.

use ruff_python_ast::AnyNodeRef;
use ruff_python_ast::token::TokenKind;
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange};

use crate::Checker;
use crate::edits::starts_logical_line;

/// The indentation of a statement that has its lines to itself.
pub(super) fn own_indentation<'a>(
    checker: &Checker<'a>,
    statement: AnyNodeRef<'_>,
) -> Option<&'a str> {
    let start = statement.start();
    let line = checker.source().line_start(start);
    let indentation = &checker.source()[TextRange::new(line, start)];
    // After a backslash, the indentation that counts is on a line above.
    let is_continued = checker.source()[..line.into()].trim_end_matches(['\r', '\n']).ends_with('\\');
    let next =
        checker.tokens().after(statement.end()).iter().find(|token| !token.kind().is_comment());
    let is_alone = indentation.trim_matches([' ', '\t', '\x0c']).is_empty()
        && !is_continued
        && starts_logical_line(checker, start)
        && next.is_none_or(|next| next.kind() != TokenKind::Semi);
    is_alone.then_some(indentation)
}

/// How the file ends its lines.
pub(super) fn newline(checker: &Checker<'_>) -> &'static str {
    let source = checker.source();
    match memchr::memchr2(b'\n', b'\r', source.as_bytes()) {
        Some(end) if source[end..].starts_with("\r\n") => "\r\n",
        Some(end) if source[end..].starts_with('\r') => "\r",
        _ => "\n",
    }
}
