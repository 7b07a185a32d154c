//! From statements to formatted text.

use std::fmt::Write;

use ruff_python_ast::visitor::transformer::{Transformer, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, PySourceType, PythonVersion, Stmt, StringFlags, StringLiteral};
use ruff_python_codegen::{Generator, Indentation};
use ruff_python_formatter::{PyFormatOptions, format_module_source};
use ruff_source_file::LineEnding;

use crate::syntax;

/// Python's text of these statements, as `ruff format` leaves it; a blank line between groups.
///
/// # Errors
/// What the parser or the formatter says of it, which is a mistake of ours.
pub(crate) fn print(groups: Vec<Vec<Stmt>>, target: PythonVersion) -> Result<String, String> {
    print_as(groups, target, PySourceType::Python)
}

/// The same, of a module or of a stub.
///
/// # Errors
/// What the parser or the formatter says of it, which is a mistake of ours.
pub(crate) fn print_as(
    mut groups: Vec<Vec<Stmt>>,
    target: PythonVersion,
    kind: PySourceType,
) -> Result<String, String> {
    let docstrings = Docstrings::default();
    groups.iter_mut().flatten().for_each(|statement| docstrings.visit_stmt(statement));
    let indentation = Indentation::default();
    let mut text = String::new();
    for group in &groups {
        for statement in group {
            text.push_str(&Generator::new(&indentation, LineEnding::Lf).stmt(statement));
            text.push('\n');
        }
        text.push('\n');
    }
    let text = docstrings.put_back(&text);
    let options = PyFormatOptions::from_source_type(kind).with_target_version(target);
    format_with(&text, options)
}

/// Python's text as `ruff format` leaves it.
///
/// # Errors
/// If it is no Python.
pub(crate) fn format(text: &str, target: Option<PythonVersion>) -> Result<String, String> {
    let mut options = PyFormatOptions::from_source_type(PySourceType::Python);
    if let Some(target) = target {
        options = options.with_target_version(target);
    }
    format_with(text, options)
}

fn format_with(text: &str, options: PyFormatOptions) -> Result<String, String> {
    format_module_source(text, options)
        .map(|printed| printed.into_code())
        .map_err(|error| error.to_string())
}

/// Python's text of an expression.
pub(crate) fn expression(expression: &Expr) -> String {
    Generator::new(&Indentation::default(), LineEnding::Lf).expr(expression)
}

/// Docstrings taken out of the tree: the generator would write each on one line, with `\n`.
///
/// Strings in three quotes are docstrings and nothing else, so that a marker in three quotes
/// cannot be anybody's string.
#[derive(Default)]
struct Docstrings(std::cell::RefCell<Vec<Box<str>>>);

impl Transformer for Docstrings {
    fn visit_stmt(&self, statement: &mut Stmt) {
        walk_stmt(self, statement);
    }

    fn visit_expr(&self, expression: &mut Expr) {
        walk_expr(self, expression);
    }

    fn visit_string_literal(&self, literal: &mut StringLiteral) {
        if literal.flags.is_triple_quoted() {
            let mut texts = self.0.borrow_mut();
            let text = std::mem::replace(&mut literal.value, texts.len().to_string().into());
            texts.push(text);
        }
    }
}

impl Docstrings {
    fn put_back(&self, text: &str) -> String {
        let mut result = String::with_capacity(text.len() * 2);
        let mut rest = text;
        for (index, docstring) in self.0.borrow().iter().enumerate() {
            let marker = format!("\"\"\"{index}\"\"\"");
            let Some((before, after)) = rest.split_once(&marker) else { break };
            result.push_str(before);
            result.push_str(&syntax::docstring_literal(docstring));
            rest = after;
        }
        result.push_str(rest);
        result
    }
}

/// A docstring's text between three double quotes.
pub(crate) fn escape_docstring(text: &str, result: &mut String) {
    let mut quotes = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        quotes = if character == '"' { quotes + 1 } else { 0 };
        match character {
            '\\' => result.push_str("\\\\"),
            // The third in a row would end it, as would one before the end.
            '"' if quotes == 3 || characters.peek().is_none() => {
                result.push_str("\\\"");
                quotes = 0;
            }
            '\n' | '\t' => result.push(character),
            character if character.is_control() => {
                let _ = write!(result, "\\x{:02x}", u32::from(character));
            }
            character => result.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{ClassDefinition, class, docstring};

    #[test]
    fn docstrings_keep_their_lines() {
        let class = class(ClassDefinition {
            name: "A",
            decorators: Vec::new(),
            type_parameters: None,
            bases: Vec::new(),
            keywords: Vec::new(),
            body: vec![docstring("First.\n\nSecond \"\"\" \\ line\u{1}.\"")],
        });
        assert_eq!(
            print(vec![vec![class]], PythonVersion::PY311).unwrap(),
            "class A:\n    \"\"\"First.\n\n    Second \"\"\\\" \\\\ line\\x01.\\\"\"\"\"\n"
        );
    }
}
