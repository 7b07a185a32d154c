//! `%`-format strings, taken apart.

use pylint_rs_semantic::NodeId;
use ruff_python_ast::{AnyNodeRef, Expr, ExprBinOp, NodeKind, Operator};

use crate::{Checker, Fact};

/// All `"…" % …` of a file.
pub(super) struct PercentFormats(Vec<PercentFormat>);

/// One `"…" % …`.
pub(super) struct PercentFormat {
    node: NodeId,
    parsed: Result<Conversions, FormatError>,
}

/// What a format string asks for.
#[derive(Default)]
pub(super) struct Conversions {
    /// The keys, each once.
    pub(super) names: Vec<String>,
    /// How many values are taken by position, those for `*` included.
    pub(super) positional: usize,
    /// Whether a width or a precision is taken from the values.
    pub(super) has_star: bool,
}

/// Why a format string is none.
#[derive(Clone, Copy)]
pub(super) enum FormatError {
    /// It ends within a conversion.
    Incomplete,
    /// It ends within a key.
    IncompleteKey,
    /// A width or precision is too large a number.
    TooBig,
    /// There is no such conversion.
    Unsupported(char),
}

impl Fact for PercentFormats {
    fn compute(checker: &Checker<'_>) -> Self {
        let semantic = checker.semantic();
        let mut formats = Vec::new();
        for id in semantic.nodes().of_kind(NodeKind::ExprBinOp) {
            if let AnyNodeRef::ExprBinOp(operation) = semantic.node(*id).syntax
                && operation.op == Operator::Mod
                && let Expr::StringLiteral(format) = &*operation.left
            {
                formats.push(PercentFormat { node: *id, parsed: parse(format.value.to_str()) });
            }
        }
        Self(formats)
    }
}

/// Hands `check` each `"…" % …` whose format is right.
pub(super) fn each_format<'a>(
    checker: &mut Checker<'a>,
    check: impl Fn(&'a ExprBinOp, &Conversions, &mut Checker<'a>),
) {
    each(checker, |operation, parsed, checker| {
        if let Ok(conversions) = parsed {
            check(operation, conversions, checker);
        }
    });
}

/// Hands `check` each `"…" % …` whose format is wrong.
pub(super) fn each_error<'a>(
    checker: &mut Checker<'a>,
    check: impl Fn(&'a ExprBinOp, FormatError, &mut Checker<'a>),
) {
    each(checker, |operation, parsed, checker| {
        if let Err(error) = parsed {
            check(operation, *error, checker);
        }
    });
}

fn each<'a>(
    checker: &mut Checker<'a>,
    check: impl Fn(&'a ExprBinOp, &Result<Conversions, FormatError>, &mut Checker<'a>),
) {
    for format in &checker.fact::<PercentFormats>().0 {
        let node = checker.semantic().node(format.node).syntax;
        if let AnyNodeRef::ExprBinOp(operation) = node {
            check(operation, &format.parsed, checker);
        }
    }
}

fn parse(format: &str) -> Result<Conversions, FormatError> {
    let mut conversions = Conversions::default();
    let mut rest = Rest(format);
    while let Some(percent) = memchr::memchr(b'%', rest.0.as_bytes()) {
        rest.0 = &rest.0[percent + 1..];
        if rest.take_if(|character| character == '%').is_none() {
            conversion(&mut rest, &mut conversions)?;
        }
    }
    Ok(conversions)
}

/// What is still to be read.
struct Rest<'t>(&'t str);

impl Rest<'_> {
    fn take_if(&mut self, test: impl FnOnce(char) -> bool) -> Option<char> {
        let character = self.0.chars().next().filter(|character| test(*character))?;
        self.0 = &self.0[character.len_utf8()..];
        Some(character)
    }
}

fn conversion(rest: &mut Rest<'_>, conversions: &mut Conversions) -> Result<(), FormatError> {
    let name = match rest.take_if(|character| character == '(') {
        Some(_) => Some(key(rest)?),
        None => None,
    };
    while rest.take_if(|flag| matches!(flag, '-' | '+' | ' ' | '#' | '0')).is_some() {}
    quantity(rest, conversions)?;
    if rest.take_if(|character| character == '.').is_some() {
        quantity(rest, conversions)?;
    }
    rest.take_if(|length| matches!(length, 'h' | 'l' | 'L'));
    let letter = rest.take_if(|_| true).ok_or(FormatError::Incomplete)?;
    if !"diouxXeEfFgGcrsa".contains(letter) {
        return Err(FormatError::Unsupported(letter));
    }
    match name {
        None => conversions.positional += 1,
        Some(name) if conversions.names.contains(&name) => {}
        Some(name) => conversions.names.push(name),
    }
    Ok(())
}

/// The key up to its closing parenthesis; it may hold pairs of them.
fn key(rest: &mut Rest<'_>) -> Result<String, FormatError> {
    let mut depth = 1;
    for (offset, byte) in rest.0.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let name = rest.0[..offset].to_owned();
            rest.0 = &rest.0[offset + 1..];
            return Ok(name);
        }
    }
    Err(FormatError::IncompleteKey)
}

/// A width or precision: `*`, or digits.
fn quantity(rest: &mut Rest<'_>, conversions: &mut Conversions) -> Result<(), FormatError> {
    if rest.take_if(|character| character == '*').is_some() {
        conversions.positional += 1;
        conversions.has_star = true;
        return Ok(());
    }
    let mut number = 0_i32;
    while let Some(digit) = rest.take_if(|character| character.is_ascii_digit()) {
        number = number
            .checked_mul(10)
            .and_then(|number| number.checked_add(digit as i32 - '0' as i32))
            .ok_or(FormatError::TooBig)?;
    }
    Ok(())
}
