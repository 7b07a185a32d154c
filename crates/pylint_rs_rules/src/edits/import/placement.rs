//! Where a new import goes.

use pylint_rs_diagnostics::Edit;
use pylint_rs_source::Newline;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Expr, Stmt};
use ruff_python_stdlib::sys::is_known_standard_library;
use ruff_source_file::{LineRanges, UniversalNewlines};
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};

use super::Request;
use super::merge::is_import;
use crate::Checker;

/// Adds the import after the docstring, the `__future__` imports and, among the
/// imports that open the file, where sorting would have it.
pub(super) fn new_import(checker: &Checker<'_>, request: Request<'_>) -> Edit {
    let source = checker.source();
    let newline = Newline::first_of(source).as_str();
    let import = request.statement();
    let body = checker.file().parsed.syntax().body.as_slice();
    let place = checker.semantic().node(request.at).syntax.start();
    let header = header(body, place);
    let minor = checker.target_version().minor;
    let imports = || header.iter().filter(|statement| is_import(statement));

    if let Some(last) = imports().next_back() {
        let mut section =
            imports().filter(|statement| is_standard_library(statement, minor)).peekable();
        let is_of_section = is_known_standard_library(minor, root(request.module));
        let new = (request.member.is_some(), request.module.to_lowercase());
        return match section.peek() {
            Some(first) if is_of_section => {
                let first = *first;
                match section.filter(|statement| sort_key(statement) <= new).last() {
                    Some(before) => after_line(checker, before, &import, newline),
                    None => before_line(checker, first, &import, newline),
                }
            }
            _ => after_line(checker, last, &import, newline),
        };
    }
    let preamble = body.iter().take_while(|statement| is_preamble(body, statement)).count();
    match preamble.checked_sub(1).map(|index| &body[index]) {
        Some(preamble_end) => {
            let import =
                if is_import(preamble_end) { import } else { format!("{newline}{import}") };
            let gap = gap_before(body.get(preamble), newline);
            after_line_with_gap(checker, preamble_end, &import, newline, &gap)
        }
        None => at_start(source, body.first(), &import, newline),
    }
}

/// The statements that open a file: imports, and what usually stands between them.
fn header(body: &[Stmt], place: TextSize) -> &[Stmt] {
    let start = body.iter().take_while(|statement| is_preamble(body, statement)).count();
    let length = body[start..]
        .iter()
        .take_while(|statement| statement.end() <= place && belongs_to_header(statement))
        .count();
    &body[start..start + length]
}

fn belongs_to_header(statement: &Stmt) -> bool {
    match statement {
        Stmt::Import(_) | Stmt::ImportFrom(_) => true,
        Stmt::Try(inner) => inner.body.iter().any(is_import),
        Stmt::If(inner) => inner.body.iter().any(is_import),
        Stmt::Assign(inner) => matches!(
            inner.targets.as_slice(),
            [Expr::Name(name)] if name.id.starts_with("__") && name.id.ends_with("__")
        ),
        _ => false,
    }
}

/// Whether a statement is the docstring or a `__future__` import: nothing may come before them.
fn is_preamble(body: &[Stmt], statement: &Stmt) -> bool {
    match statement {
        Stmt::Expr(inner) => {
            inner.value.is_string_literal_expr()
                && body.first().is_some_and(|first| first.start() == statement.start())
        }
        Stmt::ImportFrom(inner) => {
            inner.level == 0 && inner.module.as_deref() == Some("__future__")
        }
        _ => false,
    }
}

fn is_standard_library(statement: &Stmt, minor: u8) -> bool {
    match statement {
        Stmt::Import(inner) => inner
            .names
            .first()
            .is_some_and(|alias| is_known_standard_library(minor, root(&alias.name))),
        Stmt::ImportFrom(inner) => {
            inner.level == 0
                && inner
                    .module
                    .as_deref()
                    .is_some_and(|module| is_known_standard_library(minor, root(module)))
        }
        _ => false,
    }
}

fn root(module: &str) -> &str {
    module.split('.').next().unwrap_or(module)
}

/// Plain imports come before `from` imports; each sort by module.
fn sort_key(statement: &Stmt) -> (bool, String) {
    match statement {
        Stmt::Import(inner) => {
            (false, inner.names.first().map_or_else(String::new, |alias| alias.name.to_lowercase()))
        }
        Stmt::ImportFrom(inner) => {
            (true, inner.module.as_deref().map_or_else(String::new, str::to_lowercase))
        }
        _ => (false, String::new()),
    }
}

/// Inserts a line after the logical line of a statement.
fn after_line(checker: &Checker<'_>, statement: &Stmt, import: &str, newline: &str) -> Edit {
    after_line_with_gap(checker, statement, import, newline, "")
}

/// Inserts a line after the logical line of a statement, and `gap` if no blank line follows.
fn after_line_with_gap(
    checker: &Checker<'_>,
    statement: &Stmt,
    import: &str,
    newline: &str,
    gap: &str,
) -> Edit {
    let source = checker.source();
    let end = checker
        .tokens()
        .after(statement.end())
        .iter()
        .find(|token| token.kind() == TokenKind::Newline)
        .map_or_else(|| source.text_len(), Ranged::end);
    if source[TextRange::up_to(end)].ends_with(['\n', '\r']) {
        let gap = if source.line_str(end).trim().is_empty() { "" } else { gap };
        Edit::insertion(format!("{import}{newline}{gap}"), end)
    } else {
        Edit::insertion(format!("{newline}{import}"), end)
    }
}

fn before_line(checker: &Checker<'_>, statement: &Stmt, import: &str, newline: &str) -> Edit {
    let start = checker.source().line_start(statement.start());
    Edit::insertion(format!("{import}{newline}"), start)
}

/// Inserts before the first statement of a file that opens with neither docstring nor import,
/// but after the comments that speak of the file as a whole.
fn at_start(source: &str, first: Option<&Stmt>, import: &str, newline: &str) -> Edit {
    let bom = TextSize::of('\u{feff}');
    let mut offset = if source.starts_with('\u{feff}') { bom } else { TextSize::default() };
    let limit = first.map_or(source.text_len(), |first| source.line_start(first.start()));
    let head = &source[TextRange::new(offset, limit)];
    let mut position = offset;
    for (row, line) in head.universal_newlines().enumerate() {
        position += line.as_full_str().text_len();
        let text = line.trim();
        let speaks_to_programs =
            text.starts_with("#!") || (row < 2 && text.starts_with('#') && text.contains("coding"));
        if text.is_empty() || speaks_to_programs {
            offset = position;
        }
    }
    // Comments that touch the first statement belong to it; a blank line sets others apart.
    let gap = gap_before(first, newline);
    Edit::insertion(format!("{import}{newline}{gap}"), offset)
}

/// The blank lines between imports and a statement.
fn gap_before(statement: Option<&Stmt>, newline: &str) -> String {
    match statement {
        Some(Stmt::FunctionDef(_) | Stmt::ClassDef(_)) => newline.repeat(2),
        _ => newline.to_owned(),
    }
}
