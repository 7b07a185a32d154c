//! What shares a line with what.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::TextSize;

use crate::Checker;

/// Whether nothing comes before a statement that begins there on its logical line: no other
/// statement, and no `if x:` either.
pub(crate) fn starts_logical_line(checker: &Checker<'_>, start: TextSize) -> bool {
    checker.tokens().before(start).last().is_none_or(|token| {
        token.kind().is_any_newline()
            || matches!(token.kind(), TokenKind::Indent | TokenKind::Dedent | TokenKind::Comment)
    })
}
