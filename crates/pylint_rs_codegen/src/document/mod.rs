//! Specs as trees of values that know where they stand, whatever language they are written in.

mod json;
mod toml;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pylint_rs_source::position_of;

use crate::SpecError;

/// A value and the bytes it stands in.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes.
    pub span: Range<usize>,
}

/// A value of TOML, JSON or YAML.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`
    Null,
    /// A truth value.
    Boolean(bool),
    /// An integer, as it is written in decimal: JSON's have no limit.
    Integer(String),
    /// Any other number, as it is written.
    Float(String),
    /// A string, or a date or time, which only TOML tells from one.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values, in the order in which they are written; no key comes twice.
    Mapping(Vec<(Key, Node)>),
}

/// The key of a mapping.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its text.
    pub text: String,
    /// Its bytes.
    pub span: Range<usize>,
}

/// A spec's text and its values.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file and its text.
    pub source: Source,
    /// The outermost value.
    pub root: Node,
}

/// Where a document's text comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file; nothing for standard input.
    pub path: Option<PathBuf>,
    /// Its text.
    pub text: Arc<str>,
}

impl Document {
    /// Reads TOML.
    ///
    /// # Errors
    /// If it is not TOML.
    pub fn from_toml(source: Source) -> Result<Self, SpecError> {
        let root = toml::parse(&source)?;
        Ok(Self { source, root })
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// If it is not JSON, or an object has a key twice.
    pub fn from_json(source: Source) -> Result<Self, SpecError> {
        let root = json::parse(&source)?;
        Ok(Self { source, root })
    }
}

impl Source {
    /// A text from a file, or from standard input.
    pub fn new(path: Option<&Path>, text: impl Into<Arc<str>>) -> Self {
        Self { path: path.map(Path::to_owned), text: text.into() }
    }

    /// An error about a part of the text.
    pub fn error(&self, span: &Range<usize>, message: impl Into<String>) -> SpecError {
        SpecError {
            path: self.path.clone(),
            position: Some(self.position(span.start)),
            message: message.into(),
        }
    }

    /// Line and column, in code points from 1, of a byte of the text.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        position_of(&self.text, offset)
    }
}

impl Node {
    /// What kind of value it is, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Boolean(_) => "a boolean",
            Value::Integer(_) => "an integer",
            Value::Float(_) => "a number",
            Value::String(_) => "a string",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a table",
        }
    }

    /// The value of a key, if it is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Mapping(entries) => {
                entries.iter().find(|(other, _)| other.text == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }
}
