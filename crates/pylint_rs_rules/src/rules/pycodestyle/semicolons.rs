//! Semicolons.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::{Checker, Fact};

/// The semicolons of a file that end a statement.
pub(super) struct Semicolons(pub(super) Vec<Semicolon>);

/// A semicolon that ends a statement.
pub(super) struct Semicolon {
    /// Where.
    pub(super) range: TextRange,
    /// Whether no other statement follows on the line.
    pub(super) ends_line: bool,
}

impl Fact for Semicolons {
    fn compute(checker: &Checker<'_>) -> Self {
        let mut found = Vec::new();
        // Few files have any; most of those that do have them in strings and comments.
        for offset in memchr::memchr_iter(b';', checker.source().as_bytes()) {
            let range =
                TextRange::at(TextSize::try_from(offset).unwrap_or_default(), TextSize::of(';'));
            let tokens = checker.tokens();
            let Ok(index) = tokens.binary_search_by_key(&range.start(), Ranged::start) else {
                continue;
            };
            if tokens[index].kind() != TokenKind::Semi {
                continue;
            }
            let next = tokens[index + 1..].iter().find(|token| !token.kind().is_comment());
            let ends_line =
                next.is_none_or(|next| next.kind().is_any_newline() || next.kind().is_eof());
            found.push(Semicolon { range, ends_line });
        }
        Self(found)
    }
}
