//! Looking at tokens around and in a range.

use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_python_ast::{AnyNodeRef, ExprRef};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The tokens that lie in a range, whole.
pub(super) fn within(tokens: &[Token], range: TextRange) -> &[Token] {
    let start = tokens.partition_point(|token| token.start() < range.start());
    let count = tokens[start..].partition_point(|token| token.end() <= range.end());
    &tokens[start..start + count]
}

/// The tokens that end before an offset.
pub(super) fn before(tokens: &[Token], offset: TextSize) -> &[Token] {
    &tokens[..tokens.partition_point(|token| token.end() <= offset)]
}

/// The token that an offset is inside of: not at its borders.
pub(super) fn around(tokens: &[Token], offset: TextSize) -> Option<&Token> {
    let index = tokens.partition_point(|token| token.end() <= offset);
    tokens.get(index).filter(|token| token.start() < offset)
}

/// The outermost parentheses around an expression that are its own, not those of a call, say.
pub(super) fn own_parentheses(
    tokens: &Tokens,
    expression: ExprRef<'_>,
    parent: AnyNodeRef<'_>,
) -> Option<TextRange> {
    let own = expression.range();
    let arguments = match parent {
        AnyNodeRef::ExprCall(call) => Some(&call.arguments),
        AnyNodeRef::StmtClassDef(class) => class.arguments.as_deref(),
        AnyNodeRef::Arguments(arguments) => Some(arguments),
        _ => None,
    };
    let end = match arguments.filter(|arguments| arguments.range().contains_range(own)) {
        Some(arguments) => arguments.end().checked_sub(TextSize::of(')'))?,
        None => parent.end(),
    };
    if end < own.end() || around(tokens, own.start()).is_some() {
        return None;
    }
    let right = within(tokens, TextRange::new(own.end(), end)).iter();
    let left = before(tokens, own.start()).iter().rev();
    let right = right.filter(|token| !token.kind().is_trivia());
    let left = left.filter(|token| !token.kind().is_trivia());
    right
        .take_while(|token| token.kind() == TokenKind::Rpar)
        .zip(left.take_while(|token| token.kind() == TokenKind::Lpar))
        .map(|(right, left)| TextRange::new(left.start(), right.end()))
        .last()
}

/// Whether a line ends in the tokens outside any bracket of theirs.
pub(super) fn breaks_line(tokens: &[Token]) -> bool {
    let mut depth = 0_usize;
    tokens.iter().any(|token| {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                depth = depth.saturating_sub(1)
            }
            TokenKind::NonLogicalNewline | TokenKind::Newline => return depth == 0,
            _ => {}
        }
        false
    })
}

/// How many brackets are open after the tokens.
pub(super) fn open_brackets(tokens: &[Token]) -> usize {
    tokens.iter().fold(0, |depth: usize, token| match token.kind() {
        TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth + 1,
        TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth.saturating_sub(1),
        _ => depth,
    })
}

/// The strings, f-strings' parts among them, that more than one line is part of.
pub(super) fn is_text(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle)
}
