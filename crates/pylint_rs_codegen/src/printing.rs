//! From statements to formatted text.

use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::visitor::transformer::{Transformer, walk_expr, walk_stmt};
use ruff_python_ast::{
    Expr, Parameter, PySourceType, PythonVersion, Stmt, StringFlags, StringLiteral,
};
use ruff_python_codegen::{Generator, Indentation};
use ruff_python_formatter::{PyFormatOptions, format_module_source};
use ruff_python_parser::parse_module;
use ruff_source_file::LineEnding;
use ruff_text_size::{Ranged, TextRange};

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
    for group in groups.iter().filter(|group| !group.is_empty()) {
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
    let format = |text: &str| {
        format_module_source(text, options.clone())
            .map(|printed| printed.into_code())
            .map_err(|error| error.to_string())
    };
    let formatted = format(text)?;
    match with_long_annotations_in_parentheses(&formatted) {
        Some(text) => format(&text),
        None => Ok(formatted),
    }
}

/// The text with parentheses around the parameters' annotations that are unions on several lines, if
/// there are any: black puts them there, and Ruff leaves them.
fn with_long_annotations_in_parentheses(text: &str) -> Option<String> {
    if !may_have_long_annotations(text) {
        return None;
    }
    let module = parse_module(text).ok()?;
    let mut finder = LongAnnotations { text, ranges: Vec::new() };
    finder.visit_body(module.suite());
    let mut result = String::with_capacity(text.len() + finder.ranges.len() * 2);
    let mut done = 0;
    for range in &finder.ranges {
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        result.push_str(&text[done..start]);
        result.push('(');
        result.push_str(&text[start..end]);
        result.push(')');
        done = end;
    }
    result.push_str(&text[done..]);
    (done > 0).then_some(result)
}

/// Whether there is a function, and a line that goes on with a union: parsing costs more than a look.
fn may_have_long_annotations(text: &str) -> bool {
    let (mut has_function, mut has_union) = (false, false);
    for line in text.lines() {
        let line = line.trim_start_matches([' ', ']', ')', ',']);
        has_function |= line.starts_with("def ") || line.starts_with("async def ");
        has_union |= line.starts_with("| ");
    }
    has_function && has_union
}

struct LongAnnotations<'t> {
    text: &'t str,
    ranges: Vec<TextRange>,
}

impl<'a> Visitor<'a> for LongAnnotations<'_> {
    fn visit_parameter(&mut self, parameter: &'a Parameter) {
        if let Some(annotation @ Expr::BinOp(_)) = parameter.annotation.as_deref() {
            let range = annotation.range();
            if self.text[range].contains('\n') {
                self.ranges.push(range);
            }
        }
    }

    fn visit_expr(&mut self, _: &'a Expr) {}
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
            let line = result.rfind('\n').map_or(0, |end| end + 1);
            let indentation = result[line..].to_owned();
            result.push_str(&syntax::docstring_literal(docstring, &indentation));
            rest = after;
        }
        result.push_str(rest);
        result
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
            body: docstring("First.\n\nSecond \"\"\" \\ line\u{1}.\"").into_iter().collect(),
        });
        assert_eq!(
            print(vec![vec![class]], PythonVersion::PY311).unwrap(),
            "class A:\n    \"\"\"First.\n\n    Second \"\"\\\" \\\\ line\\x01.\\x22\n    \"\"\"\n"
        );
    }
}
