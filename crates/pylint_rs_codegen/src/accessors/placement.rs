//! Where in a class accessors go, and how lines are indented there.

use pylint_rs_diagnostics::Edit;
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Stmt, StmtClassDef};
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};

use crate::from_python::Module;

/// The end of a class's body.
pub(super) struct Place {
    /// Where the text goes.
    offset: TextSize,
    /// What the body's lines begin with.
    pub(super) indentation: String,
    /// What a block in it is indented by.
    pub(super) unit: String,
    /// What ends lines.
    newline: &'static str,
    /// Whether the line before is not ended.
    is_after_unfinished_line: bool,
    /// What makes a block of a body on the class's own line.
    opening: Option<Edit>,
}

/// Finds the end of a class's body.
pub(super) fn end_of_body(class: &StmtClassDef, module: &Module<'_>) -> Place {
    let text = module.file.text();
    let outer = indentation_of_line(text, class.name.start());
    let first = class.body.first().map_or(class.end(), start_of_statement);
    let colon = colon_of(class, module);
    let between = module.parsed.tokens().in_range(TextRange::new(colon, first));
    let is_block = between.iter().any(|token| token.kind() == TokenKind::Newline);
    let (indentation, unit) = if is_block {
        let indentation = indentation_of_line(text, first);
        let unit = indentation.strip_prefix(outer).unwrap_or(indentation);
        (indentation.to_owned(), unit.to_owned())
    } else {
        let unit = usual_unit(module);
        (format!("{outer}{unit}"), unit)
    };
    let newline = module.file.newline().as_str();
    let opening = (!is_block).then(|| {
        let blanks = TextRange::new(colon, first);
        opening(blanks, &indentation, newline, text)
    });
    let offset = end_of_last_line(class, &indentation, module);
    let is_after_unfinished_line = !text[..offset.to_usize()].ends_with(['\n', '\r']);
    Place { offset, indentation, unit, newline, is_after_unfinished_line, opening }
}

impl Place {
    /// The edit that makes a block of a body on the class's own line.
    pub(super) fn opening(&self) -> Option<Edit> {
        self.opening.clone()
    }

    /// The edit that adds lines, which have no indentation of their own yet; empty ones get none.
    pub(super) fn insertion(&self, lines: &str) -> Edit {
        let mut added = String::with_capacity(lines.len() * 2);
        if self.is_after_unfinished_line {
            added.push_str(self.newline);
        }
        for line in std::iter::once("").chain(lines.lines()) {
            if !line.is_empty() {
                added.push_str(&self.indentation);
                added.push_str(line);
            }
            added.push_str(self.newline);
        }
        if self.is_after_unfinished_line {
            added.truncate(added.len() - self.newline.len());
        }
        Edit::insertion(added, self.offset)
    }
}

/// What stands before the first character of a line that is not blank.
fn indentation_of_line(text: &str, offset: TextSize) -> &str {
    let line = text.line_str(offset);
    let rest = line.trim_start_matches([' ', '\t', '\x0c']);
    let indentation = &line[..line.len() - rest.len()];
    // A form feed starts the counting of columns again.
    indentation.rsplit('\x0c').next().unwrap_or(indentation)
}

fn start_of_statement(statement: &Stmt) -> TextSize {
    let decorators = match statement {
        Stmt::FunctionDef(function) => &function.decorator_list,
        Stmt::ClassDef(class) => &class.decorator_list,
        _ => return statement.start(),
    };
    decorators.first().map_or(statement.start(), |it| it.start().min(statement.start()))
}

/// What blocks of the file are indented by, as its first one shows.
fn usual_unit(module: &Module<'_>) -> String {
    let text = module.file.text();
    let indent = module.parsed.tokens().iter().find(|token| token.kind() == TokenKind::Indent);
    let found = indent.map(|token| text[token.range()].trim_start_matches('\x0c').to_owned());
    found.filter(|unit| !unit.is_empty()).unwrap_or_else(|| "    ".to_owned())
}

/// The end of the colon before a class's body.
fn colon_of(class: &StmtClassDef, module: &Module<'_>) -> TextSize {
    let head = class
        .arguments
        .as_ref()
        .map(|arguments| arguments.end())
        .or_else(|| class.type_params.as_ref().map(|parameters| parameters.end()))
        .unwrap_or(class.name.end());
    let mut tokens = module.parsed.tokens().after(head).iter();
    tokens.find(|token| token.kind() == TokenKind::Colon).map_or(head, Ranged::end)
}

/// Puts a body that stands on the class's own line on the next. The blanks before it become a
/// part of its indentation, where they can.
fn opening(blanks: TextRange, indentation: &str, newline: &str, text: &str) -> Edit {
    match indentation.strip_suffix(&text[blanks]) {
        Some(missing) => Edit::insertion(format!("{newline}{missing}"), blanks.start()),
        None => Edit::replacement(format!("{newline}{indentation}"), blanks),
    }
}

/// The end of the last line that belongs to the class: of its last statement, or of the comments
/// after that are indented as it is, or deeper.
fn end_of_last_line(class: &StmtClassDef, indentation: &str, module: &Module<'_>) -> TextSize {
    let text = module.file.text();
    let tokens = module.parsed.tokens().after(class.end());
    let mut end = tokens
        .iter()
        .find(|token| token.kind() == TokenKind::Newline)
        .map_or(text.text_len(), Ranged::end);
    for token in module.parsed.tokens().after(end) {
        match token.kind() {
            TokenKind::Comment => {
                if !indentation_of_line(text, token.start()).starts_with(indentation) {
                    break;
                }
                end = text.full_line_end(token.end());
            }
            TokenKind::NonLogicalNewline | TokenKind::Dedent => {}
            _ => break,
        }
    }
    end
}
