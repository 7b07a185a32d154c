//! Reads values, and collects what is wrong with them.

use std::ops::Range;

use pylint_rs_diagnostics::suggestion;
use ruff_python_ast::PythonVersion;
use ruff_python_stdlib::identifiers::is_identifier;

use crate::SpecError;
use crate::document::{Key, Node, Source, Value};

/// Reads values, and collects what is wrong with them.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source,
    /// The oldest Python the result must run on.
    pub(super) target: PythonVersion,
    errors: Vec<SpecError>,
}

/// A table whose keys are taken one by one; those that are left in the end are unknown.
pub(super) struct Table<'a> {
    pub(super) span: Range<usize>,
    what: String,
    entries: Vec<(&'a Key, &'a Node)>,
    asked: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// The value of a key.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        let index = self.entries.iter().position(|(other, _)| other.text == key)?;
        Some(self.entries.remove(index).1)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a Source, target: PythonVersion) -> Self {
        Self { source, target, errors: Vec::new() }
    }

    pub(super) fn into_result<T>(mut self, value: T) -> Result<T, Vec<SpecError>> {
        if self.errors.is_empty() {
            return Ok(value);
        }
        self.errors.sort_by(|left, right| {
            (left.position, &left.message).cmp(&(right.position, &right.message))
        });
        self.errors.dedup();
        Err(self.errors)
    }

    pub(super) fn push(&mut self, error: SpecError) {
        self.errors.push(error);
    }

    pub(super) fn error(&mut self, span: &Range<usize>, message: impl Into<String>) {
        self.errors.push(self.source.error(span, message));
    }

    /// The line, from 1, that something starts on.
    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        self.source.position(span.start).0
    }

    pub(super) fn wrong_type(&mut self, node: &Node, what: &str, expected: &str) {
        let found = node.kind();
        self.error(&node.span, format!("{what} is {expected}, not {found}"));
    }

    pub(super) fn table<'n>(&mut self, node: &'n Node, what: &str) -> Option<Table<'n>> {
        let entries = self.entries(node, what)?;
        Some(Table {
            span: node.span.clone(),
            what: what.to_owned(),
            entries: entries.iter().map(|(key, value)| (key, value)).collect(),
            asked: Vec::new(),
        })
    }

    /// A table where a string would do as well, which `expected` says.
    pub(super) fn table_or_text<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        expected: &str,
    ) -> Option<Table<'n>> {
        if matches!(node.value, Value::Mapping(_)) {
            return self.table(node, what);
        }
        self.wrong_type(node, what, expected);
        None
    }

    /// Complains of the keys that were not taken.
    pub(super) fn finish(&mut self, table: Table<'_>) {
        for (key, _) in &table.entries {
            let hint = suggestion(&key.text, table.asked.iter().copied());
            self.error(&key.span, format!("{} has no key `{}`{hint}", table.what, key.text));
        }
    }

    pub(super) fn entries<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [(Key, Node)]> {
        match &node.value {
            Value::Mapping(entries) => Some(entries),
            _ => {
                self.wrong_type(node, what, "a table");
                None
            }
        }
    }

    pub(super) fn sequence<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [Node]> {
        match &node.value {
            Value::Sequence(items) => Some(items),
            _ => {
                self.wrong_type(node, what, "a list");
                None
            }
        }
    }

    pub(super) fn text(&mut self, node: &Node, what: &str) -> Option<String> {
        match &node.value {
            Value::String(text) => Some(text.clone()),
            _ => {
                self.wrong_type(node, what, "a string");
                None
            }
        }
    }

    /// The key `doc`.
    pub(super) fn documentation(&mut self, table: &mut Table<'_>) -> Option<String> {
        table.take("doc").and_then(|node| self.text(node, "`doc`"))
    }

    /// A flag; `default` if it is not there.
    pub(super) fn flag(&mut self, table: &mut Table<'_>, key: &'static str, default: bool) -> bool {
        let Some(node) = table.take(key) else { return default };
        match node.value {
            Value::Boolean(value) => value,
            _ => {
                self.wrong_type(node, &format!("`{key}`"), "a boolean");
                default
            }
        }
    }

    /// One of several words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        table: &mut Table<'_>,
        key: &'static str,
        choices: &[(&str, T)],
        default: T,
    ) -> T {
        let Some(node) = table.take(key) else { return default };
        let Some(text) = self.text(node, &format!("`{key}`")) else { return default };
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text) {
            return *value;
        }
        let names: Vec<_> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
        self.error(&node.span, format!("`{key}` is one of {}, not `{text}`", names.join(", ")));
        default
    }

    /// Complains of a name that a class or alias cannot have.
    pub(super) fn definition_name(&mut self, key: &Key) {
        if !is_identifier(&key.text) {
            self.error(&key.span, format!("`{}` cannot be a name in Python", key.text));
        }
    }
}
