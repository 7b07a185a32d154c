//! What is wanted of the parts of a YAML file, and what is said if they are something else.

use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use pylint_rs_diagnostics::suggestion;
use pylint_rs_yaml::{Node, Value};

/// Why a rule cannot be run.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) message: String,
    /// Where, in bytes of the file.
    pub(super) span: Range<usize>,
    /// Whether the rule is right, and of a sort that is not supported.
    pub(super) unsupported: bool,
}

impl Problem {
    /// Something that is wrong.
    pub(super) fn new(message: impl Into<String>, span: &Range<usize>) -> Self {
        Self { message: message.into(), span: span.clone(), unsupported: false }
    }

    /// Something that Semgrep has and we do not.
    pub(super) fn unsupported(what: &str, span: &Range<usize>) -> Self {
        let message = format!("{what} is not supported yet; the rule is left out");
        Self { message, span: span.clone(), unsupported: true }
    }

    fn unexpected(node: &Node, wanted: &str) -> Self {
        Self::new(format!("expected {wanted}, found {}", node.sort()), &node.span)
    }
}

pub(super) type Outcome<T> = Result<T, Problem>;

/// What is wanted of a part of a file.
pub(super) trait Wanted {
    /// Its text.
    fn text(&self, what: &str) -> Outcome<&str>;
    /// Its items.
    fn list(&self, what: &str) -> Outcome<&[Arc<Node>]>;
    /// Its text, or the texts of its items.
    fn texts(&self, what: &str) -> Outcome<Vec<(&str, &Node)>>;
    /// Whether it is `true`.
    fn boolean(&self, what: &str) -> Outcome<bool>;
    /// Its number.
    fn number<T: FromStr>(&self, what: &str) -> Outcome<T>;
}

impl Wanted for Node {
    fn text(&self, what: &str) -> Outcome<&str> {
        match &self.value {
            Value::Scalar(scalar)
                if !scalar.plain || !matches!(&*scalar.text, "" | "~" | "null") =>
            {
                Ok(&scalar.text)
            }
            Value::Scalar(scalar) if scalar.plain => {
                Err(Problem::new(format!("expected {what}, found nothing"), &self.span))
            }
            _ => Err(Problem::unexpected(self, what)),
        }
    }

    fn list(&self, what: &str) -> Outcome<&[Arc<Node>]> {
        match &self.value {
            Value::Sequence(items) => Ok(items),
            _ => Err(Problem::unexpected(self, what)),
        }
    }

    fn texts(&self, what: &str) -> Outcome<Vec<(&str, &Node)>> {
        match &self.value {
            Value::Sequence(items) => {
                items.iter().map(|item| Ok((item.text(what)?, &**item))).collect()
            }
            _ => Ok(vec![(self.text(what)?, self)]),
        }
    }

    fn boolean(&self, what: &str) -> Outcome<bool> {
        match &*self.text(what)?.to_ascii_lowercase() {
            "true" | "yes" | "on" => Ok(true),
            "false" | "no" | "off" => Ok(false),
            _ => Err(Problem::new(format!("expected {what}: `true` or `false`"), &self.span)),
        }
    }

    fn number<T: FromStr>(&self, what: &str) -> Outcome<T> {
        let wrong = || Problem::new(format!("expected {what}: a number"), &self.span);
        self.text(what)?.trim().parse().map_err(|_| wrong())
    }
}

/// A mapping's keys and values.
pub(super) struct Fields<'n> {
    entries: Vec<Field<'n>>,
    span: &'n Range<usize>,
}

/// One key with its value.
#[derive(Clone, Copy)]
pub(super) struct Field<'n> {
    pub(super) name: &'n str,
    pub(super) key: &'n Node,
    pub(super) value: &'n Node,
}

impl<'n> Fields<'n> {
    pub(super) fn of(node: &'n Node, what: &str) -> Outcome<Self> {
        let Value::Mapping(entries) = &node.value else {
            return Err(Problem::unexpected(node, what));
        };
        let entries = entries
            .iter()
            .map(|(key, value)| Ok(Field { name: key.text("a key")?, key, value }))
            .collect::<Outcome<_>>()?;
        Ok(Self { entries, span: &node.span })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Field<'n>> + '_ {
        self.entries.iter().copied()
    }

    pub(super) fn get(&self, name: &str) -> Option<&'n Node> {
        self.entries.iter().find(|field| field.name == name).map(|field| field.value)
    }

    pub(super) fn require(&self, name: &str) -> Outcome<&'n Node> {
        self.get(name).ok_or_else(|| Problem::new(format!("`{name}` is missing"), self.span))
    }

    /// Where the mapping begins: for errors about it as a whole.
    pub(super) fn span(&self) -> &'n Range<usize> {
        self.span
    }

    /// An error if there are others than these.
    pub(super) fn only(&self, known: &[&str]) -> Outcome<()> {
        match self.entries.iter().find(|field| !known.contains(&field.name)) {
            Some(field) => Err(field.unknown(known)),
            None => Ok(()),
        }
    }
}

impl Field<'_> {
    /// An error that says it is none of those that may be here.
    pub(super) fn unknown(&self, known: &[&str]) -> Problem {
        let message = format!("unknown key `{}`{}", self.name, self.meant(known));
        Problem::new(message, &self.key.span)
    }

    /// What it probably should be, as the end of a message; empty if nothing is alike.
    pub(super) fn meant(&self, known: &[&str]) -> String {
        suggestion(self.name, known.iter().copied())
    }
}
