//! Reading a rewritten pattern as Python: a module, or a part of a statement with the rest of it
//! added.

use ruff_python_ast::ModModule;
use ruff_python_parser::{Mode, ParseError, ParseErrorType, ParseOptions, Parsed, parse_unchecked};

use super::lexing::Lexed;
use super::offsets::Rewritten;
use super::placeholders::Placeholder;
use crate::PatternError;

/// Brackets are bounded by the lexer, but `not not not …` needs none.
const STACK: usize = 64 << 20;

/// A pattern that is no longer cannot be nested too deeply for an ordinary stack.
const SHORT: usize = 512;

/// A longer pattern is no pattern that a person wrote.
pub(super) const LONGEST: usize = 16 << 10;

/// What a pattern turned out to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Shape {
    /// Whole statements, or an expression.
    Module,
    /// Decorators alone, put on a function.
    Decorators,
    /// `except ...:`, put after a `try`.
    Handler,
    /// `else:` or `elif ...:`, put after an `if`.
    Clause,
    /// `finally:`, put after a `try`.
    Finally,
    /// `case ...:`, put in a `match`.
    Case,
    /// `try:` without what must come after, to which a `finally` was added.
    BareTry,
}

/// A parsed pattern.
pub(super) struct ParsedPattern {
    pub(super) module: Parsed<ModModule>,
    pub(super) shape: Shape,
    /// The text that was parsed.
    pub(super) text: Rewritten,
}

/// Parses a rewritten pattern of which `source` is the original.
pub(super) fn parse(source: &str, lexed: &mut Lexed) -> Result<ParsedPattern, PatternError> {
    let text = dedented(&lexed.rewritten);
    if text.text.trim().is_empty() {
        return Err(PatternError::new("the pattern is empty", 0..source.len()));
    }
    // `case [$X]: ...` by itself is the annotation of an element of `case`.
    let is_case = text.text.starts_with("case ");
    let completed = |text: &Rewritten, lexed: &mut Lexed| {
        completions(text, lexed).into_iter().find_map(|(text, shape)| match attempt(text, shape) {
            (parsed, None) => Some(parsed),
            _ => None,
        })
    };
    if is_case && let Some(parsed) = completed(&text, lexed) {
        return Ok(parsed);
    }
    let (whole, error) = attempt(text, Shape::Module);
    let Some(error) = error else { return Ok(whole) };
    let text = whole.text;
    if let Some(parsed) = completed(&text, lexed) {
        return Ok(parsed);
    }
    let span = text.origin_range(error.location.to_std_range(), source.len());
    let span = if span.is_empty() {
        let end = source[span.start..]
            .chars()
            .next()
            .map_or(span.start, |next| span.start + next.len_utf8());
        span.start..end
    } else {
        span
    };
    let reason = error.error.to_string();
    Err(PatternError::new(format!("the pattern is not Python: {}", decapitalised(&reason)), span))
}

/// Runs what goes as deep as a text of that length is nested.
pub(super) fn with_stack_for<T>(length: usize, run: impl FnOnce() -> T) -> T {
    if length <= SHORT { run() } else { stacker::grow(STACK, run) }
}

fn attempt(text: Rewritten, shape: Shape) -> (ParsedPattern, Option<ParseError>) {
    let parsed = parse_unchecked(&text.text, ParseOptions::from(Mode::Module));
    let error = parsed.errors().iter().find(|error| !is_tolerated(&error.error)).cloned();
    let module = parsed.try_into_module().expect("a module was asked for");
    (ParsedPattern { module, shape, text }, error)
}

/// Errors that are none in a pattern, where `...` and metavariables come in any order.
fn is_tolerated(error: &ParseErrorType) -> bool {
    matches!(
        error,
        ParseErrorType::PositionalAfterKeywordArgument
            | ParseErrorType::PositionalAfterKeywordUnpacking
            | ParseErrorType::InvalidArgumentUnpackingOrder
            | ParseErrorType::NonDefaultParamAfterDefaultParam
            | ParseErrorType::ParamAfterVarKeywordParam
            | ParseErrorType::ExpectedKeywordParam
            | ParseErrorType::UnparenthesizedGeneratorExpression
    )
}

fn added(text: &str) -> Rewritten {
    let mut rewritten = Rewritten::default();
    rewritten.replace(text, 0);
    rewritten
}

fn joined(parts: &[&Rewritten]) -> Rewritten {
    let mut all = Rewritten::default();
    parts.iter().for_each(|part| all.append(part));
    all
}

/// The ways in which a part of a statement may be made whole.
fn completions(text: &Rewritten, lexed: &mut Lexed) -> Vec<(Rewritten, Shape)> {
    let gap = lexed.placeholders.add(Placeholder::Gap);
    let start = text.text.trim_start();
    let first_word: String = start.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    let with_body = joined(&[text, &added(&format!(" {gap}"))]);
    let whole = if text.text.trim_end().ends_with(':') { &with_body } else { text };
    let mut found = Vec::new();
    match first_word.as_str() {
        "except" => {
            let around = added(&format!("try:\n  {gap}\n"));
            found.push((joined(&[&around, whole]), Shape::Handler));
        }
        "finally" => {
            let around = added(&format!("try:\n  {gap}\n"));
            found.push((joined(&[&around, whole]), Shape::Finally));
        }
        "else" | "elif" => {
            let around = added(&format!("if {gap}:\n  {gap}\n"));
            found.push((joined(&[&around, whole]), Shape::Clause));
        }
        "case" => {
            let around = added(&format!("match {gap}:\n "));
            found.push((joined(&[&around, &indented(whole)]), Shape::Case));
        }
        "match" => found.push((with_cases(text, lexed), Shape::Module)),
        "try" => {
            let after = added(&format!("\nfinally:\n  {gap}\n"));
            found.push((joined(&[whole, &after]), Shape::BareTry));
        }
        "print" | "exec" => {
            // A statement of Python 2, which rules are still written with.
            let length = text.text.find(&first_word).unwrap_or_default() + first_word.len();
            let (name, operand) = split(text, length);
            found.push((joined(&[&name, &added("("), &operand, &added(")")]), Shape::Module));
        }
        "def" | "class" | "async" if !text.text.trim_end().ends_with(':') => {
            found.push((joined(&[text, &added(&format!(": {gap}"))]), Shape::Module));
        }
        _ if start.starts_with('@') => {
            let after = added(&format!("\ndef {gap}({gap}): {gap}\n"));
            found.push((joined(&[text, &after]), Shape::Decorators));
        }
        _ => {}
    }
    if text.text.trim_end().ends_with(':') {
        found.push((joined(&[text, &added(&format!(" {gap}"))]), Shape::Module));
    }
    found.push((joined(&[&added("("), text, &added("\n)")]), Shape::Module));
    found
}

/// A `match` whose lines that are but a gap stand for cases.
fn with_cases(text: &Rewritten, lexed: &mut Lexed) -> Rewritten {
    let gap = lexed.placeholders.add(Placeholder::Gap);
    let mut completed = Rewritten::default();
    let mut start = 0;
    for line in text.text.split_inclusive('\n') {
        let trimmed = line.trim();
        let is_gap = matches!(lexed.placeholders.get(trimmed), Some(Placeholder::Gap));
        if is_gap {
            let margin = line.len() - line.trim_start().len();
            copy_part(text, &mut completed, start, &line[..margin]);
            completed.replace(&format!("case {trimmed}: {gap}\n"), text.origin(start + margin));
        } else {
            copy_part(text, &mut completed, start, line);
        }
        start += line.len();
    }
    completed
}

/// A text cut in two.
fn split(text: &Rewritten, at: usize) -> (Rewritten, Rewritten) {
    let mut first = Rewritten::default();
    let mut second = Rewritten::default();
    copy_part(text, &mut first, 0, &text.text[..at]);
    copy_part(text, &mut second, at, &text.text[at..]);
    (first, second)
}

/// A text with its lines, but for the first, moved right by one space.
fn indented(text: &Rewritten) -> Rewritten {
    let mut moved = Rewritten::default();
    let mut start = 0;
    for line in text.text.split_inclusive('\n') {
        if start > 0 {
            moved.replace(" ", text.origin(start));
        }
        copy_part(text, &mut moved, start, line);
        start += line.len();
    }
    moved
}

/// A text without the indentation that all its lines share, and without blank lines around.
fn dedented(text: &Rewritten) -> Rewritten {
    let lines = || text.text.split_inclusive('\n').filter(|line| !line.trim().is_empty());
    let margin = lines()
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or_default();
    // The first line may have lost its margin to the language the pattern is written in.
    let mut result = Rewritten::default();
    let mut start = 0;
    let last = text.text.trim_end().len();
    for line in text.text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        let skipped = if is_blank { 0 } else { margin };
        let kept_end = (start + line.len()).min(last).max(start);
        let kept = &text.text[(start + skipped).min(kept_end)..kept_end];
        copy_part(text, &mut result, (start + skipped).min(kept_end), kept);
        start += line.len();
        if result.text.trim().is_empty() {
            result = Rewritten::default();
        }
    }
    result
}

/// Copies a part of a rewritten text, keeping where each of its parts came from.
fn copy_part(from: &Rewritten, to: &mut Rewritten, start: usize, part: &str) {
    from.parts_within(start..start + part.len(), |range, origin, is_verbatim| {
        let text = &from.text[range];
        if is_verbatim { to.copy(text, origin) } else { to.replace(text, origin) }
    });
}

fn decapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
