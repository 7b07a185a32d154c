//! Where a part of a string stands in the spec.

use std::ops::Range;

use ruff_python_ast::Expr;
use ruff_python_ast::visitor::transformer::{Transformer, walk_expr};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::document::{Node, Source};

/// The place of a byte of a string's text, whatever escapes come before it.
pub(super) fn place_in(source: &Source, node: &Node, offset: usize) -> usize {
    let raw = source.text.get(node.span.clone()).unwrap_or_default();
    (node.span.start + raw_offset(raw, offset)).min(node.span.end)
}

/// The byte of a string as it is written that holds a byte of its text.
fn raw_offset(raw: &str, offset: usize) -> usize {
    let quote = match raw.as_bytes().first() {
        Some(quote @ (b'"' | b'\'')) => char::from(*quote),
        _ => return offset,
    };
    let is_long = raw.chars().take(3).filter(|it| *it == quote).count() == 3;
    let mut opening = if is_long { 3 } else { 1 };
    if is_long {
        // A line break right after the quotes is not in the text.
        let rest = &raw[opening.min(raw.len())..];
        opening += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    }
    if quote == '\'' {
        return opening + offset;
    }
    let mut decoded = 0;
    let mut characters = raw.get(opening..).unwrap_or_default().char_indices();
    let mut high_surrogate = false;
    while decoded < offset {
        let Some((_, character)) = characters.next() else { break };
        if character != '\\' {
            decoded += character.len_utf8();
            continue;
        }
        let digits = match characters.next() {
            Some((_, 'u')) => 4,
            Some((_, 'U')) => 8,
            Some((_, 'x')) => 2,
            _ => 0,
        };
        let code = (0..digits).fold(0, |code: u32, _| {
            let digit = characters.next().and_then(|(_, it)| it.to_digit(16)).unwrap_or(0);
            code.wrapping_mul(16).wrapping_add(digit)
        });
        decoded += match code {
            _ if digits == 0 => 1,
            // JSON's pairs: the first half counts for both.
            0xdc00..=0xdfff if high_surrogate => 0,
            0xd800..=0xdbff => 4,
            code => char::from_u32(code).map_or(1, char::len_utf8),
        };
        high_surrogate = (0xd800..=0xdbff).contains(&code) && digits > 0;
    }
    opening + characters.offset()
}

/// Makes every name in an expression say where the spec has it; `before` bytes were put before its
/// text to parse it.
pub(super) fn locate_names(expression: &mut Expr, source: &Source, node: &Node, before: usize) {
    Locator { source, node, before }.visit_expr(expression);
}

struct Locator<'a> {
    source: &'a Source,
    node: &'a Node,
    before: usize,
}

impl Transformer for Locator<'_> {
    fn visit_expr(&self, expression: &mut Expr) {
        if let Expr::Name(name) = expression {
            let offset = usize::from(name.range().start()).saturating_sub(self.before);
            let start = place_in(self.source, self.node, offset);
            let size = |offset: usize| TextSize::try_from(offset).unwrap_or_default();
            let end = (start + name.id.len()).max(start);
            name.range = TextRange::new(size(start), size(end));
        }
        walk_expr(self, expression);
    }
}

/// An empty place.
pub(super) fn point(start: usize) -> Range<usize> {
    start..start
}

#[cfg(test)]
mod tests {
    use super::raw_offset;

    #[test]
    fn escapes_are_longer_than_what_they_say() {
        assert_eq!(raw_offset("\"abc\"", 1), 2);
        assert_eq!(raw_offset("'abc'", 1), 2);
        assert_eq!(raw_offset("plain", 1), 1);
        assert_eq!(raw_offset(r#""\"a\"x""#, 3), 6);
        assert_eq!(raw_offset(r#""\u00e9x""#, 2), 7);
        assert_eq!(raw_offset(r#""\ud83d\ude00xy""#, 5), 14);
        assert_eq!(raw_offset("\"\"\"\nabc\"\"\"", 1), 5);
        assert_eq!(raw_offset("'''\nabc'''", 1), 5);
    }
}
