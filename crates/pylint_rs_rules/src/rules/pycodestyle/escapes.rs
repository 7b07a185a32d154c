//! Escape sequences in strings.

use pylint_rs_diagnostics::Edit;
use ruff_python_ast::token::{Token, TokenAt, TokenKind};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::Checker;

/// The escape sequences of a string, or of a part of an f-string.
#[derive(Default)]
pub(super) struct Escapes {
    /// Backslashes that escape nothing, each with the character after it.
    pub(super) invalid: Vec<TextRange>,
    /// Whether there is an escape sequence that is right.
    pub(super) has_valid: bool,
}

impl Escapes {
    /// The escape sequences of a token.
    pub(super) fn in_range(checker: &Checker<'_>, range: TextRange) -> Self {
        let source = checker.source();
        let mut escapes = Self::default();
        let mut rest = range;
        while let Some(offset) = memchr::memchr(b'\\', source[rest].as_bytes()) {
            let start = rest.start() + TextSize::try_from(offset).unwrap_or_default();
            let Some(escaped) = source[start.to_usize() + 1..].chars().next() else { break };
            let sequence = TextRange::at(start, TextSize::of('\\') + TextSize::of(escaped));
            if is_escape(escaped) {
                escapes.has_valid = true;
            } else {
                escapes.invalid.push(sequence);
            }
            if sequence.end() >= rest.end() {
                break;
            }
            rest = TextRange::new(sequence.end(), rest.end());
        }
        escapes
    }
}

/// Whether a backslash before a character escapes it or makes it stand for another one.
pub(super) fn is_escape(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\\' | '\'' | '"' | '0'..='7' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x'
            | 'N' | 'u' | 'U'
    )
}

/// The string, or the part of an f-string, that holds an offset.
pub(super) fn string_token_at<'a>(checker: &Checker<'a>, offset: TextSize) -> Option<&'a Token> {
    let tokens = checker.tokens();
    let index = match tokens.at_offset(offset) {
        TokenAt::None => return None,
        TokenAt::Single(token) | TokenAt::Between(_, token) => token.start(),
    };
    let index = tokens.binary_search_by_key(&index, Ranged::start).ok()?;
    let token = &tokens[index];
    let is_text = matches!(
        token.kind(),
        TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle
    );
    (is_text && token.range().contains(offset)).then_some(token)
}

/// Makes the string that a token is or belongs to raw; nothing if one of its parts has an escape
/// sequence that is right.
pub(super) fn raw_prefix(checker: &Checker<'_>, token: &Token) -> Option<Edit> {
    let start = match token.kind() {
        TokenKind::String => token.start(),
        _ => start_of_interpolated(checker, token)?,
    };
    let source = checker.source();
    if source[start.to_usize()..].starts_with(['u', 'U']) {
        return Some(Edit::replacement("r", TextRange::at(start, TextSize::of('u'))));
    }
    let before = source[..start.to_usize()].chars().next_back();
    let touches_word = before.is_some_and(|before| before.is_alphanumeric() || before == '_');
    Some(Edit::insertion(if touches_word { " r" } else { "r" }, start))
}

/// Where the f-string begins that a middle token belongs to, if all its parts can be raw.
fn start_of_interpolated(checker: &Checker<'_>, token: &Token) -> Option<TextSize> {
    let (before, after) = checker.tokens().split_at(token.start());
    let is_right = |other: &Token| {
        matches!(other.kind(), TokenKind::FStringMiddle | TokenKind::TStringMiddle)
            && Escapes::in_range(checker, other.range()).has_valid
    };
    // Of the strings in its replacement fields none is the one looked for.
    let mut depth = 0;
    let mut start = None;
    for other in before.iter().rev() {
        match other.kind() {
            TokenKind::FStringEnd | TokenKind::TStringEnd => depth += 1,
            TokenKind::FStringStart | TokenKind::TStringStart if depth == 0 => {
                start = Some(other.start());
                break;
            }
            TokenKind::FStringStart | TokenKind::TStringStart => depth -= 1,
            _ if depth == 0 && is_right(other) => return None,
            _ => {}
        }
    }
    let mut depth = 0;
    for other in after {
        match other.kind() {
            TokenKind::FStringStart | TokenKind::TStringStart => depth += 1,
            TokenKind::FStringEnd | TokenKind::TStringEnd if depth == 0 => break,
            TokenKind::FStringEnd | TokenKind::TStringEnd => depth -= 1,
            _ if depth == 0 && is_right(other) => return None,
            _ => {}
        }
    }
    start
}
