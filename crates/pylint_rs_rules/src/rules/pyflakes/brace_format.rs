//! `str.format` strings, taken apart.

use pylint_rs_semantic::NodeId;
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall, NodeKind};
use rustc_hash::FxHashSet;

use crate::{Checker, Fact};

/// How deep a field may stand in the format of another.
const DEPTH: usize = 2;

/// All `"…".format(…)` of a file.
pub(super) struct BraceFormats(Vec<BraceFormat>);

struct BraceFormat {
    node: NodeId,
    parsed: Result<Fields, &'static str>,
}

/// The fields of a format string.
#[derive(Default)]
pub(super) struct Fields {
    /// The arguments shown, in order of appearance, each once.
    pub(super) fields: Vec<Field>,
    /// The same, to look them up: a format may have thousands.
    positions: FxHashSet<usize>,
    names: FxHashSet<String>,
    /// How many fields are numbered by themselves.
    automatic: usize,
    /// Whether a field gives its number.
    has_numbers: bool,
}

/// The argument that a field shows.
#[derive(Clone, Debug)]
pub(super) enum Field {
    /// By position, given or counted.
    Position(usize),
    /// By keyword.
    Name(String),
}

impl Fields {
    /// Whether some fields are numbered by themselves and some are not.
    pub(super) fn mixes_numbering(&self) -> bool {
        self.automatic > 0 && self.has_numbers
    }

    /// Whether a field shows the argument at a position.
    pub(super) fn shows_position(&self, position: usize) -> bool {
        self.positions.contains(&position)
    }

    /// Whether a field shows a keyword argument.
    pub(super) fn shows_name(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    fn add(&mut self, field: Field) {
        let is_new = match &field {
            Field::Position(position) => self.positions.insert(*position),
            Field::Name(name) => !self.names.contains(name) && self.names.insert(name.clone()),
        };
        if is_new {
            self.fields.push(field);
        }
    }
}

impl Fact for BraceFormats {
    fn compute(checker: &Checker<'_>) -> Self {
        let semantic = checker.semantic();
        let mut formats = Vec::new();
        for id in semantic.nodes().of_kind(NodeKind::ExprCall) {
            if let AnyNodeRef::ExprCall(call) = semantic.node(*id).syntax
                && let Expr::Attribute(function) = &*call.func
                && let Expr::StringLiteral(format) = &*function.value
                && function.attr.as_str() == "format"
            {
                formats.push(BraceFormat { node: *id, parsed: parse(format.value.to_str()) });
            }
        }
        Self(formats)
    }
}

/// Hands `check` each `"…".format(…)` whose format is right.
pub(super) fn each_format<'a>(
    checker: &mut Checker<'a>,
    check: impl Fn(&'a ExprCall, &Fields, &mut Checker<'a>),
) {
    each(checker, |call, parsed, checker| {
        if let Ok(fields) = parsed {
            check(call, fields, checker);
        }
    });
}

/// Hands `check` each `"…".format(…)` whose format is wrong, with the reason.
pub(super) fn each_error<'a>(
    checker: &mut Checker<'a>,
    check: impl Fn(&'a ExprCall, &'static str, &mut Checker<'a>),
) {
    each(checker, |call, parsed, checker| {
        if let Err(reason) = parsed {
            check(call, reason, checker);
        }
    });
}

fn each<'a>(
    checker: &mut Checker<'a>,
    check: impl Fn(&'a ExprCall, &Result<Fields, &'static str>, &mut Checker<'a>),
) {
    for format in &checker.fact::<BraceFormats>().0 {
        let node = checker.semantic().node(format.node).syntax;
        if let AnyNodeRef::ExprCall(call) = node {
            check(call, &format.parsed, checker);
        }
    }
}

fn parse(format: &str) -> Result<Fields, &'static str> {
    let mut fields = Fields::default();
    markup(format, DEPTH, &mut fields)?;
    Ok(fields)
}

/// Text with fields, as CPython's `MarkupIterator` reads it.
fn markup(mut text: &str, depth: usize, fields: &mut Fields) -> Result<(), &'static str> {
    while let Some(brace) = memchr::memchr2(b'{', b'}', text.as_bytes()) {
        let is_opening = text.as_bytes()[brace] == b'{';
        text = &text[brace + 1..];
        let doubled = if is_opening { '{' } else { '}' };
        if let Some(after) = text.strip_prefix(doubled) {
            text = after;
        } else if !is_opening {
            return Err("a `}` stands alone");
        } else if text.is_empty() {
            return Err("a `{` stands alone");
        } else if depth == 0 {
            return Err("fields are nested too deeply");
        } else {
            text = field(text, depth, fields)?;
        }
    }
    Ok(())
}

/// A field after its `{`; gives what comes after its `}`.
fn field<'t>(text: &'t str, depth: usize, fields: &mut Fields) -> Result<&'t str, &'static str> {
    let end = end_of_name(text)?;
    reference(&text[..end], fields)?;
    let mut rest = &text[end..];
    if let Some(conversion) = rest.strip_prefix('!') {
        let mut characters = conversion.chars();
        let letter = characters.next();
        rest = characters.as_str();
        if letter == Some('}') || !rest.starts_with(['}', ':']) {
            return Err("a conversion is one letter after `!`");
        }
    }
    if let Some(after) = rest.strip_prefix('}') {
        return Ok(after);
    }
    let specification = &rest[1..];
    let mut open = 1;
    for (offset, byte) in specification.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            markup(&specification[..offset], depth - 1, fields)?;
            return Ok(&specification[offset + 1..]);
        }
    }
    Err("a `}` is missing")
}

/// Where a field's name ends: at `!`, `:` or `}`, none of them in brackets.
fn end_of_name(text: &str) -> Result<usize, &'static str> {
    let mut is_key = false;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b']' if is_key => is_key = false,
            _ if is_key => {}
            b'[' => is_key = true,
            b'{' => return Err("a `{` in the name of a field"),
            b'!' | b':' | b'}' => return Ok(offset),
            _ => {}
        }
    }
    Err("a `}` is missing")
}

/// The name of a field: which argument it shows, and which attributes and items of it.
fn reference(name: &str, fields: &mut Fields) -> Result<(), &'static str> {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    while !rest.is_empty() {
        let part;
        if let Some(attribute) = rest.strip_prefix('.') {
            (part, rest) = attribute.split_at(attribute.find(['.', '[']).unwrap_or(attribute.len()));
        } else if let Some(item) = rest.strip_prefix('[') {
            (part, rest) = item.split_once(']').ok_or("a `]` is missing")?;
        } else {
            return Err("after `]` only `.` or `[` can follow");
        }
        if part.is_empty() {
            return Err("an attribute or item has no name");
        }
    }
    if first.is_empty() {
        fields.add(Field::Position(fields.automatic));
        fields.automatic += 1;
    } else if let Some(position) = position(first) {
        fields.has_numbers = true;
        fields.add(Field::Position(position));
    } else {
        fields.add(Field::Name(first.to_owned()));
    }
    Ok(())
}

fn position(name: &str) -> Option<usize> {
    name.bytes().all(|byte| byte.is_ascii_digit()).then(|| name.parse().ok()).flatten()
}
