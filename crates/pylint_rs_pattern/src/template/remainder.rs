//! What a match has that its pattern passed over: a pattern without decorators matches a function
//! with some. A template cannot write such a part again, and must not drop it.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{AnyNodeRef, Decorator};
use ruff_text_size::{Ranged, TextRange};

use super::refusal::Refusal;
use super::tokens::within;
use crate::{Match, Subject};

/// What is to be replaced of a statement: all but the decorators that the patterns, whose text is
/// `patterns`, do not speak of.
///
/// # Errors
/// If there is something else that they do not speak of.
pub(super) fn replaced_range<'a>(
    found: &Match<'a>,
    subject: &Subject<'a>,
    patterns: &str,
) -> Result<TextRange, Refusal> {
    let Some(node) = found.node else { return Ok(found.range) };
    let passed_over = Remainder { found, subject, patterns };
    match node {
        AnyNodeRef::StmtFunctionDef(function) => {
            return Ok(passed_over.without_decorators(&function.decorator_list));
        }
        AnyNodeRef::StmtClassDef(class) => {
            return Ok(passed_over.without_decorators(&class.decorator_list));
        }
        _ => {}
    }
    match passed_over.part_of(node) {
        Some(part) => Err(Refusal::PassedOver(part)),
        None => Ok(found.range),
    }
}

struct Remainder<'r, 'a> {
    found: &'r Match<'a>,
    subject: &'r Subject<'a>,
    patterns: &'r str,
}

impl Remainder<'_, '_> {
    fn without_decorators(&self, decorators: &[Decorator]) -> TextRange {
        let range = self.found.range;
        let Some(last) = decorators.last().filter(|_| !self.patterns.contains('@')) else {
            return range;
        };
        let rest = within(self.subject.tokens, TextRange::new(last.end(), range.end()));
        let first = rest
            .iter()
            .find(|token| !token.kind().is_trivia() && token.kind() != TokenKind::Newline);
        first.map_or(range, |first| TextRange::new(first.start(), range.end()))
    }

    /// The part of a statement that the patterns passed over.
    fn part_of(&self, node: AnyNodeRef<'_>) -> Option<&'static str> {
        let is_silent = |word: &str| !self.patterns.contains(word);
        match node {
            AnyNodeRef::StmtFor(inner) => {
                (!inner.orelse.is_empty() && is_silent("else")).then_some("an `else`")
            }
            AnyNodeRef::StmtWhile(inner) => {
                (!inner.orelse.is_empty() && is_silent("else")).then_some("an `else`")
            }
            AnyNodeRef::StmtIf(inner) => {
                let has_more = !inner.elif_else_clauses.is_empty();
                (has_more && is_silent("else") && is_silent("elif"))
                    .then_some("an `else` or `elif`")
            }
            AnyNodeRef::StmtTry(inner) => {
                let handlers = self.patterns.matches("except").count();
                if inner.handlers.len() > handlers.max(1) {
                    Some("a further `except`")
                } else if !inner.orelse.is_empty() && is_silent("else") {
                    Some("an `else`")
                } else if !inner.finalbody.is_empty() && is_silent("finally") {
                    Some("a `finally`")
                } else {
                    None
                }
            }
            AnyNodeRef::StmtRaise(inner) => {
                (inner.cause.is_some() && is_silent(" from ")).then_some("a `from`")
            }
            AnyNodeRef::StmtWith(inner) => {
                let ranges = inner.items.iter().map(Ranged::range);
                self.misses_one(ranges).then_some("a further item")
            }
            AnyNodeRef::StmtImport(inner) => {
                let ranges = inner.names.iter().map(Ranged::range);
                self.misses_one(ranges).then_some("a further name")
            }
            AnyNodeRef::StmtImportFrom(inner) => {
                let ranges = inner.names.iter().map(Ranged::range);
                self.misses_one(ranges).then_some("a further name")
            }
            AnyNodeRef::StmtAssign(inner) => {
                let ranges = inner.targets.iter().map(Ranged::range);
                self.misses_one(ranges).then_some("a further target")
            }
            _ => None,
        }
    }

    /// Whether one of several parts is neither captured, as a whole or in part, nor written in the
    /// patterns.
    fn misses_one(&self, parts: impl Iterator<Item = TextRange>) -> bool {
        let parts: Vec<TextRange> = parts.collect();
        let is_known = |part: &TextRange| {
            self.patterns.contains(&self.subject.text[*part])
                || self.found.captures.iter().any(|(_, capture)| {
                    part.contains_range(capture.range()) || capture.range().contains_range(*part)
                })
        };
        parts.len() > 1 && !parts.iter().all(is_known)
    }
}
