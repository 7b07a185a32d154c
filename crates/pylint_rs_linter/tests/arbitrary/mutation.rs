//! Changes to a text that keep it parsing: the line breaks, comments and spellings that a fix
//! has to expect anywhere.

use proptest::prelude::*;
use ruff_python_ast::PySourceType;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

/// What is done at one place between two tokens.
#[derive(Clone, Copy, Debug)]
pub enum Mutation {
    /// A line break inside brackets, a backslash outside.
    Break,
    /// A comment and a line break inside brackets, a comment at the end of a line.
    Comment,
    /// A comment that says something to a linter.
    Suppression,
    /// A tab and a form feed.
    Space,
    /// A line of its own that has nothing but a comment, at any depth.
    Line,
    /// A semicolon at the end of a line.
    Semicolon,
    /// A name after which columns and bytes differ.
    Name,
}

/// Any of the mutations.
pub fn mutation() -> impl Strategy<Value = Mutation> {
    prop::sample::select(vec![
        Mutation::Break,
        Mutation::Comment,
        Mutation::Suppression,
        Mutation::Space,
        Mutation::Line,
        Mutation::Semicolon,
        Mutation::Name,
    ])
}

/// The text with a mutation at the place that `index` chooses among those where it may be.
pub fn mutate(text: &str, index: prop::sample::Index, mutation: Mutation) -> String {
    let parsed = parse_unchecked_source(text, PySourceType::Python);
    let tokens: &[Token] = parsed.tokens();
    let places: Vec<(usize, usize, String)> = places(text, tokens, mutation);
    if places.is_empty() {
        return text.to_owned();
    }
    let (start, end, content) = index.get(&places);
    format!("{}{content}{}", &text[..*start], &text[*end..])
}

/// The ranges that may be replaced, and by what.
fn places(text: &str, tokens: &[Token], mutation: Mutation) -> Vec<(usize, usize, String)> {
    let mut places = Vec::new();
    let (mut depth, mut strings) = (0_usize, 0_usize);
    for (index, token) in tokens.iter().enumerate() {
        let kind = token.kind();
        match kind {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                depth = depth.saturating_sub(1);
            }
            TokenKind::FStringStart | TokenKind::TStringStart => strings += 1,
            TokenKind::FStringEnd | TokenKind::TStringEnd => strings -= 1,
            _ => {}
        }
        let next = tokens.get(index + 1).map(|token| token.kind());
        let (start, end) = (token.start().to_usize(), token.end().to_usize());
        let ends_line = next == Some(TokenKind::Newline);
        // What is inside an f-string has rules of its own, and none about comments in old Pythons.
        let is_within = strings == 0
            && !matches!(
                kind,
                TokenKind::Newline
                    | TokenKind::NonLogicalNewline
                    | TokenKind::Comment
                    | TokenKind::Indent
                    | TokenKind::Dedent
            )
            && !matches!(next, None | Some(TokenKind::Newline | TokenKind::Comment));
        let content = match mutation {
            Mutation::Break if is_within && depth > 0 => "\n",
            Mutation::Break if is_within => " \\\n ",
            Mutation::Comment if is_within && depth > 0 => "  # why\n  ",
            Mutation::Comment if ends_line => "  # why",
            Mutation::Suppression if ends_line => "  # noqa: F401, B006",
            Mutation::Space if is_within => "\t\x0c ",
            Mutation::Line if kind == TokenKind::Newline && !text[token.range()].is_empty() => {
                "  # alone\n\n"
            }
            Mutation::Semicolon
                if ends_line
                    && depth == 0
                    && !matches!(kind, TokenKind::Colon | TokenKind::Semi) =>
            {
                ";"
            }
            Mutation::Name if kind == TokenKind::String && strings == 0 => {
                let spelling = format!("{} + 'é漢🎉'", &text[token.range()]);
                places.push((start, end, spelling));
                continue;
            }
            _ => continue,
        };
        places.push((end, end, content.to_owned()));
    }
    places
}
