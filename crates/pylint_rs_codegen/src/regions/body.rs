//! What is generated, as it has to be written between the comments of a region.

use std::ops::Range;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Alias, Stmt};
use ruff_python_parser::{Mode, ParseOptions, parse_module, parse_unchecked};
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use super::{Filling, Marker};
use crate::outline::{defined, names_in};
use crate::printing::format;

/// How far a block is indented.
const INDENTATION: usize = 4;

/// Why something cannot be written into a region.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum BodyError {
    /// The region is where what it imports could not be seen, or what it defines not be imported.
    #[error("a region stands at the top of a file, or in an `if` or `try` there")]
    Place,
    /// The region is indented otherwise than what is generated.
    #[error("regions are indented by {INDENTATION} spaces a level")]
    Indentation,
    /// The file lacks an import that has to be its first.
    #[error("what is generated needs `from __future__ import {0}` at the top of the file")]
    Future(String),
    /// What is generated has a comment that would end the region.
    #[error("what is generated has the comment `{0}`, which would end the region")]
    Comment(String),
    /// What is generated is no Python.
    #[error("this is a mistake of ours, please report it: {0}")]
    Internal(String),
}

/// What a region holds.
pub(super) struct Body {
    /// Its statements, as those of a file.
    pub(super) statements: String,
    /// Its lines.
    pub(super) lines: String,
}

/// What a region holds after the file's text `above` it.
pub(super) fn body(above: &str, filling: &Filling<'_>) -> Result<Body, BodyError> {
    let indentation = &filling.region.indentation;
    let depth = indentation.len() / INDENTATION;
    if !indentation.bytes().all(|it| it == b' ') || !indentation.len().is_multiple_of(INDENTATION) {
        return Err(BodyError::Indentation);
    }
    if !can_stand_after(above) {
        return Err(BodyError::Place);
    }
    let statements = without_known(filling, above)?;
    let nested = nested(&statements, depth)?;
    let formatted = format(&nested, None).map_err(BodyError::Internal)?;
    let mut lines: String = formatted.split_inclusive('\n').skip(depth).collect();
    // As a formatter has it before a comment that comes after a class.
    lines.push_str(if depth == 0 { "\n\n" } else { "\n" });
    Ok(Body { statements, lines })
}

/// Whether a statement at the end of `above` is at the top of the file, or in an `if` or `try`.
fn can_stand_after(above: &str) -> bool {
    let text = format!("{above}pass\n");
    let parsed = parse_unchecked(&text, ParseOptions::from(Mode::Module));
    let Some(module) = parsed.syntax().as_module() else { return false };
    let mut block: &[Stmt] = &module.body;
    loop {
        block = match block.last() {
            Some(Stmt::Pass(_)) => return true,
            Some(Stmt::If(it)) => it.elif_else_clauses.last().map_or(&it.body, |it| &it.body),
            Some(Stmt::Try(it)) => [&it.finalbody, &it.orelse]
                .into_iter()
                .find(|body| !body.is_empty())
                .or_else(|| {
                    let handler = it.handlers.last()?.as_except_handler()?;
                    Some(&handler.body)
                })
                .unwrap_or(&it.body),
            _ => return false,
        };
    }
}

/// A module's text without its docstring, without definitions that are not wanted and what only
/// they need, and without imports that the file has above.
fn without_known(filling: &Filling<'_>, above: &str) -> Result<String, BodyError> {
    let module = &*filling.module;
    let parsed = parse_module(module).map_err(|error| BodyError::Internal(error.to_string()))?;
    for token in parsed.tokens().iter().filter(|token| token.kind() == TokenKind::Comment) {
        let comment = &module[token.range()];
        let words = comment.trim_start_matches('#').trim_start();
        if words.starts_with("endregion") || Marker::parse(comment).is_some() {
            return Err(BodyError::Comment(comment.to_owned()));
        }
    }
    let known = Imported::at_top_of(above);
    let wanted = Wanted::of(filling, parsed.suite());
    let mut removed: Vec<(Range<usize>, String)> = Vec::new();
    for (index, statement) in parsed.suite().iter().enumerate() {
        let range = statement.range().start().to_usize()..statement.range().end().to_usize();
        match statement {
            Stmt::Expr(it) if index == 0 && it.value.is_string_literal_expr() => {
                removed.push((range, String::new()));
            }
            _ if defined(statement).is_some_and(|name| !wanted.has(name)) => {
                removed.push((range, String::new()));
            }
            Stmt::ImportFrom(import) => {
                let source = import.module.as_deref().unwrap_or_default();
                let source = ".".repeat(import.level as usize) + source;
                let left = known.without(Some(&source), &import.names);
                if let Some(first) = left.first().filter(|_| source == "__future__") {
                    return Err(BodyError::Future(first.clone()));
                }
                let left = wanted.of_import(left);
                if left.len() < import.names.len() {
                    removed.push((range, import_of(&left, Some(&source))));
                }
            }
            Stmt::Import(import) => {
                let left = wanted.of_import(known.without(None, &import.names));
                if left.len() < import.names.len() {
                    removed.push((range, import_of(&left, None)));
                }
            }
            _ => {}
        }
    }
    let mut result = String::with_capacity(module.len());
    let mut end = 0;
    for (range, replacement) in removed {
        result.push_str(&module[end..range.start]);
        result.push_str(&replacement);
        end = range.end;
    }
    result.push_str(&module[end..]);
    Ok(result)
}

/// What of a module is wanted in a region.
struct Wanted {
    /// Nothing if that is everything.
    names: Option<FxHashSet<String>>,
}

impl Wanted {
    fn of(filling: &Filling<'_>, statements: &[Stmt]) -> Self {
        if filling.only.is_empty() {
            return Self { names: None };
        }
        let mut names: FxHashSet<String> = filling.only.iter().cloned().collect();
        // Type variables stand before what they are for, and may need others of their kind.
        for statement in statements.iter().rev() {
            if defined(statement).is_none_or(|name| names.contains(name)) {
                let is_helper = |name: &String| !filling.defined.contains(name);
                names.extend(names_in(statement).into_iter().filter(is_helper));
            }
        }
        Self { names: Some(names) }
    }

    fn has(&self, name: &str) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains(name))
    }

    /// Those imports, as they are written, that are wanted.
    fn of_import(&self, imports: Vec<String>) -> Vec<String> {
        let bound = |import: &str| match import.split_once(" as ") {
            Some((_, name)) => name.to_owned(),
            None => import.split('.').next().unwrap_or(import).to_owned(),
        };
        imports.into_iter().filter(|import| self.has(&bound(import))).collect()
    }
}

fn import_of(names: &[String], source: Option<&str>) -> String {
    match source {
        _ if names.is_empty() => String::new(),
        Some(source) => format!("from {source} import {}", names.join(", ")),
        None => format!("import {}", names.join(", ")),
    }
}

/// What is imported at the top of a text.
#[derive(Default)]
struct Imported(FxHashSet<(Option<String>, String)>);

impl Imported {
    fn at_top_of(text: &str) -> Self {
        let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
        let mut imported = Self::default();
        for statement in parsed.syntax().as_module().map_or(&[][..], |module| &module.body) {
            let (source, names) = match statement {
                Stmt::Import(import) => (None, &import.names),
                Stmt::ImportFrom(import) => {
                    let source = import.module.as_deref().unwrap_or_default();
                    (Some(".".repeat(import.level as usize) + source), &import.names)
                }
                _ => continue,
            };
            imported.0.extend(names.iter().map(|alias| (source.clone(), shown(alias))));
        }
        imported
    }

    /// What of an import is not there.
    fn without(&self, source: Option<&str>, names: &[Alias]) -> Vec<String> {
        let source = source.map(str::to_owned);
        let left = names.iter().map(shown);
        left.filter(|name| !self.0.contains(&(source.clone(), name.clone()))).collect()
    }
}

fn shown(alias: &Alias) -> String {
    match &alias.asname {
        Some(name) => format!("{} as {name}", alias.name),
        None => alias.name.to_string(),
    }
}

/// Statements within so many blocks.
fn nested(text: &str, depth: usize) -> Result<String, BodyError> {
    if depth == 0 {
        return Ok(text.to_owned());
    }
    let parsed = parse_module(text).map_err(|error| BodyError::Internal(error.to_string()))?;
    // A line that begins within a string is part of its value.
    let strings: Vec<Range<usize>> = parsed
        .tokens()
        .iter()
        .filter(|token| {
            matches!(
                token.kind(),
                TokenKind::String | TokenKind::FStringMiddle | TokenKind::TStringMiddle
            )
        })
        .map(|token| token.range().start().to_usize()..token.range().end().to_usize())
        .collect();
    let mut result: String =
        (0..depth).map(|level| " ".repeat(level * INDENTATION) + "if True:\n").collect();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let next = strings.partition_point(|string| string.end <= start);
        let is_in_string = strings.get(next).is_some_and(|string| string.start < start);
        if !is_in_string && !line.trim().is_empty() {
            result.push_str(&" ".repeat(depth * INDENTATION));
        }
        result.push_str(line);
        start += line.len();
    }
    Ok(result)
}
