//! Adding a member to a `from` import that is there.

use pylint_rs_diagnostics::Edit;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Alias, Stmt, StmtImportFrom};
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Request;
use crate::Checker;

/// Adds the member to the first `from module import ...` of the module's body that runs before
/// the place asked for, unless that makes its line too long.
pub(super) fn into_existing(checker: &Checker<'_>, request: Request<'_>) -> Option<Edit> {
    let member = request.member?;
    let place = checker.semantic().node(request.at).syntax.start();
    let import = checker.file().parsed.syntax().body.iter().find_map(|statement| {
        let import = statement.as_import_from_stmt()?;
        let is_fitting = import.level == 0
            && import.module.as_deref() == Some(request.module)
            && !import.names.is_empty()
            && import.names.iter().all(|alias| alias.name.as_str() != "*");
        (is_fitting && import.end() <= place).then_some(import)
    })?;
    let edit = insertion(checker, import, member);
    (!overfills_line(checker, &edit)).then_some(edit)
}

/// Whether a line gets longer than lines may be by the edit, and was not before.
fn overfills_line(checker: &Checker<'_>, edit: &Edit) -> bool {
    if edit.content().contains(['\n', '\r']) {
        return false;
    }
    let limit = checker.settings().line_length;
    let source = checker.source();
    let width = |text: &str| text.chars().count();
    let line = width(&source[source.line_range(edit.start())]);
    line <= limit && line + width(edit.content()) - width(&source[edit.range()]) > limit
}

fn insertion(checker: &Checker<'_>, import: &StmtImportFrom, member: &str) -> Edit {
    let source = checker.source();
    let position = sorted_position(&import.names, member);
    let Some(previous) = position.checked_sub(1).map(|index| &import.names[index]) else {
        return before_first(checker, import, member);
    };
    let mut after = checker.tokens().after(previous.end()).iter();
    let comma = after.next().filter(|token| token.kind() == TokenKind::Comma);
    if !starts_line(source, previous.start()) {
        return Edit::insertion(format!(", {member}"), previous.end());
    }
    // One name per line: the new one gets its own, after the comment that belongs to the name
    // before.
    let line_end = source.line_end(previous.end());
    let indent = indent_of(source, previous.start());
    let newline = line_ending(source, line_end);
    let Some(comma) = comma else {
        let rest = &source[TextRange::new(previous.end(), line_end)];
        if rest.contains(')') && !rest.trim_start().starts_with('#') {
            return Edit::insertion(format!(",{newline}{indent}{member}"), previous.end());
        }
        return Edit::replacement(
            format!(",{rest}{newline}{indent}{member}"),
            TextRange::new(previous.end(), line_end),
        );
    };
    let next_on_line = checker
        .tokens()
        .after(comma.end())
        .iter()
        .find(|token| !token.kind().is_any_newline() && token.kind() != TokenKind::Comment)
        .is_some_and(|token| token.start() < line_end);
    if next_on_line || comma.start() > line_end {
        return Edit::insertion(format!(", {member}"), previous.end());
    }
    Edit::insertion(format!("{newline}{indent}{member},"), line_end)
}

fn before_first(checker: &Checker<'_>, import: &StmtImportFrom, member: &str) -> Edit {
    let source = checker.source();
    let first = &import.names[0];
    let text = if starts_line(source, first.start()) {
        let indent = indent_of(source, first.start());
        let newline = line_ending(source, source.line_end(first.start()));
        format!("{member},{newline}{indent}")
    } else {
        format!("{member}, ")
    };
    Edit::insertion(text, first.start())
}

/// Where the member goes if the names are sorted, in either of the usual orders; at the end if
/// they are not.
fn sorted_position(names: &[Alias], member: &str) -> usize {
    type Key = fn(&str) -> (u8, String);
    let by_kind: Key = |name| (kind_rank(name), name.to_lowercase());
    let by_letter: Key = |name| (0, name.to_lowercase());
    [by_kind, by_letter]
        .into_iter()
        .find(|key| names.is_sorted_by_key(|alias| key(&alias.name)))
        .map_or(names.len(), |key| {
            let new = key(member);
            names.iter().position(|alias| key(&alias.name) > new).unwrap_or(names.len())
        })
}

/// Constants come before classes, and classes before the rest.
fn kind_rank(name: &str) -> u8 {
    if name.len() > 1 && !name.chars().any(char::is_lowercase) {
        0
    } else if name.starts_with(char::is_uppercase) {
        1
    } else {
        2
    }
}

fn starts_line(source: &str, offset: TextSize) -> bool {
    source[TextRange::new(source.line_start(offset), offset)].trim().is_empty()
}

fn indent_of(source: &str, offset: TextSize) -> &str {
    &source[TextRange::new(source.line_start(offset), offset)]
}

/// The characters that end the line whose text ends at `line_end`.
fn line_ending(source: &str, line_end: TextSize) -> &str {
    match &source[TextRange::new(line_end, source.full_line_end(line_end))] {
        "" => "\n",
        ending => ending,
    }
}

/// Whether a statement of the module's body is an import.
pub(super) fn is_import(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Import(_) | Stmt::ImportFrom(_))
}
