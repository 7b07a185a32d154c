//! Removing some of the names an import statement brings.

use pylint_rs_diagnostics::Edit;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Alias, HasNodeIndex};
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::delete_statement;
use crate::Checker;

/// Removes names from an import statement, and the statement itself if none is left; what stays
/// keeps its layout. `removed` tells which of `names`, by position.
///
/// A fix that removes a whole statement should be isolated as [`delete_statement`] says.
pub fn remove_from_import(
    checker: &Checker<'_>,
    statement: impl HasNodeIndex + Ranged + Copy,
    names: &[Alias],
    removed: impl Fn(usize) -> bool,
) -> Vec<Edit> {
    if (0..names.len()).all(&removed) {
        return vec![delete_statement(checker, statement)];
    }
    let mut edits = Vec::new();
    let mut first = 0;
    while first < names.len() {
        if !removed(first) {
            first += 1;
            continue;
        }
        let after = (first..names.len()).find(|index| !removed(*index)).unwrap_or(names.len());
        edits.push(Edit::deletion(deletion_range(checker, names, first, after)));
        first = after;
    }
    edits
}

/// What goes with the names from `first` up to `after`, some name before or after which stays.
fn deletion_range(checker: &Checker<'_>, names: &[Alias], first: usize, after: usize) -> TextRange {
    let start = names[first].start();
    let end = names[after - 1].end();
    if let Some(lines) = whole_lines(checker, start, end) {
        return lines;
    }
    if let Some(next) = names.get(after) {
        return TextRange::new(start, next.start());
    }
    let previous = names[first - 1].end();
    if checker.has_comment(TextRange::new(previous, start)) {
        // The comment is about the name before, which keeps its comma.
        return TextRange::new(start, end_with_comma(checker, end));
    }
    TextRange::new(previous, end)
}

/// The end of the comma after a name, or of the name if there is none.
fn end_with_comma(checker: &Checker<'_>, end: TextSize) -> TextSize {
    checker
        .tokens()
        .after(end)
        .iter()
        .find(|token| !matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline))
        .filter(|token| token.kind() == TokenKind::Comma)
        .map_or(end, Ranged::end)
}

/// The lines from `start` to `end` if there is nothing else on them but a comma and a comment,
/// and if they can go: a backslash before them would have no line to go on with.
fn whole_lines(checker: &Checker<'_>, start: TextSize, end: TextSize) -> Option<TextRange> {
    let source = checker.source();
    let first_line = source.line_start(start);
    if !source[TextRange::new(first_line, start)].trim().is_empty() {
        return None;
    }
    let before = checker.tokens().before(start).last()?;
    if before.kind() != TokenKind::NonLogicalNewline {
        return None;
    }
    let ends_line = checker
        .tokens()
        .after(end)
        .iter()
        .find(|token| !matches!(token.kind(), TokenKind::Comma | TokenKind::Comment))
        .is_some_and(|token| token.kind() == TokenKind::NonLogicalNewline);
    let lines = TextRange::new(first_line, source.full_line_end(end));
    // A comma on a later line would be left without a name.
    (ends_line && end_with_comma(checker, end) <= lines.end()).then_some(lines)
}
