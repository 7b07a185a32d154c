//! Removing a statement.

use pylint_rs_diagnostics::{Edit, Fix};
use pylint_rs_semantic::{NodeId, Semantic};
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{AnyNodeRef, HasNodeIndex, Stmt};
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange};

use crate::Checker;

/// Removes a statement so that valid Python is left: its whole lines with the comment at their
/// end, or just its part of a line shared by several statements; `pass` takes its place where a
/// block would be empty.
///
/// The fix should be isolated by the block ([`isolated_by_block`]), lest several fixes empty
/// one block together; it is unsafe if the lines hold a comment ([`Checker::has_comment`]).
pub fn delete_statement(
    checker: &Checker<'_>,
    statement: impl HasNodeIndex + Ranged + Copy,
) -> Edit {
    delete_statements(checker, checker.semantic().id(statement), statement.range())
}

/// As [`delete_statement`], for several in a row: from `first` to the end of `range`.
pub fn delete_statements(checker: &Checker<'_>, first: NodeId, range: TextRange) -> Edit {
    if is_whole_block(checker.semantic(), first, range) {
        return Edit::replacement("pass", range);
    }
    Edit::deletion(deletion_range(checker, range))
}

fn deletion_range(checker: &Checker<'_>, statement: TextRange) -> TextRange {
    let source = checker.source();
    let mut after = checker.tokens().after(statement.end()).iter();
    let next = after.find(|token| token.kind() != TokenKind::Comment);
    let line_start = source.line_start(statement.start());
    let starts_line = source[TextRange::new(line_start, statement.start())]
        .trim_matches([' ', '\t', '\x0c'])
        .is_empty();
    if let Some(semicolon) = next
        && semicolon.kind() == TokenKind::Semi
    {
        // `this; that`: the next statement, if the line has one, moves up.
        let following = after.find(|token| token.kind() != TokenKind::Comment);
        match following {
            Some(token) if !token.kind().is_any_newline() && !token.kind().is_eof() => {
                return TextRange::new(statement.start(), token.start());
            }
            _ if !starts_line => {
                return before_semicolon(checker, statement)
                    .unwrap_or_else(|| TextRange::new(statement.start(), semicolon.end()));
            }
            _ => {}
        }
    } else if !starts_line && let Some(range) = before_semicolon(checker, statement) {
        return range;
    }
    TextRange::new(line_start, source.full_line_end(statement.end()))
}

/// From the semicolon before the statement to its end.
fn before_semicolon(checker: &Checker<'_>, statement: TextRange) -> Option<TextRange> {
    let before = checker.tokens().before(statement.start());
    let semicolon = before.last().filter(|token| token.kind() == TokenKind::Semi)?;
    Some(TextRange::new(semicolon.start(), statement.end()))
}

/// The node whose block directly holds a statement.
pub fn block_owner(semantic: &Semantic<'_>, statement: NodeId) -> Option<NodeId> {
    semantic.parent_id(statement)
}

/// Lets only one fix in a round take a statement from this one's block. A module alone may lose
/// all its statements at once.
pub fn isolated_by_block(fix: Fix, semantic: &Semantic<'_>, statement: NodeId) -> Fix {
    match block_owner(semantic, statement).filter(|owner| semantic.parent_id(*owner).is_some()) {
        Some(owner) => fix.isolated(owner.index() as u32),
        None => fix,
    }
}

fn is_whole_block(semantic: &Semantic<'_>, first: NodeId, range: TextRange) -> bool {
    let Some(parent) = block_owner(semantic, first) else { return false };
    blocks(semantic.node(parent).syntax).into_iter().any(|block| {
        block.first().is_some_and(|statement| semantic.id(statement) == first)
            && block.iter().all(|statement| range.contains_range(statement.range()))
    })
}

/// The blocks that may not be empty.
fn blocks(node: AnyNodeRef<'_>) -> Vec<&[Stmt]> {
    match node {
        AnyNodeRef::StmtFunctionDef(inner) => vec![&inner.body],
        AnyNodeRef::StmtClassDef(inner) => vec![&inner.body],
        AnyNodeRef::StmtFor(inner) => vec![&inner.body, &inner.orelse],
        AnyNodeRef::StmtWhile(inner) => vec![&inner.body, &inner.orelse],
        AnyNodeRef::StmtIf(inner) => vec![&inner.body],
        AnyNodeRef::ElifElseClause(inner) => vec![&inner.body],
        AnyNodeRef::StmtWith(inner) => vec![&inner.body],
        AnyNodeRef::MatchCase(inner) => vec![&inner.body],
        AnyNodeRef::StmtTry(inner) => vec![&inner.body, &inner.orelse, &inner.finalbody],
        AnyNodeRef::ExceptHandlerExceptHandler(inner) => vec![&inner.body],
        _ => Vec::new(),
    }
}
