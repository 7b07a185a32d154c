//! Specs as trees of values that know where they stand, whatever language they are written in.

mod json;
mod places;
mod syntax;
#[cfg(test)]
mod tests;
mod toml;
mod yaml;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use pylint_rs_source::position_of;

use crate::SpecError;
use places::Places;
pub use syntax::Syntax;

/// What the deepest texts that are read need.
const STACK_NEEDED: usize = 16 << 20;

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
    /// Keys that are no strings, which only YAML has.
    other_keys: Vec<OtherKey>,
}

/// A key that is no string.
#[derive(Clone, Debug)]
struct OtherKey {
    text: String,
    kind: &'static str,
    span: Range<usize>,
}

/// Where a document's text comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file; nothing for standard input.
    pub path: Option<PathBuf>,
    /// Its text.
    pub text: Arc<str>,
    places: Arc<OnceLock<Places>>,
}

impl Document {
    /// Reads the one document of a file.
    ///
    /// # Errors
    /// If it is not in that syntax, a mapping has a key twice, or there are several documents.
    pub fn parse(source: Source, syntax: Syntax) -> Result<Self, SpecError> {
        let (root, other_keys) = with_stack(|| match syntax {
            Syntax::Toml => Ok((toml::parse(&source)?, Vec::new())),
            Syntax::Json | Syntax::JsonLines => Ok((json::parse(&source)?, Vec::new())),
            Syntax::Yaml => yaml::parse(&source),
        })?;
        Ok(Self { source, root, other_keys })
    }

    /// Reads all documents of a file, of which JSON Lines and YAML may have several.
    ///
    /// # Errors
    /// If it is not in that syntax, or a mapping has a key twice.
    pub fn parse_all(source: Source, syntax: Syntax) -> Result<Vec<Self>, SpecError> {
        let documents = match syntax {
            Syntax::Toml | Syntax::Json => return Ok(vec![Self::parse(source, syntax)?]),
            Syntax::JsonLines => {
                let roots = with_stack(|| json::parse_lines(&source))?;
                roots.into_iter().map(|root| (root, Vec::new())).collect()
            }
            Syntax::Yaml => with_stack(|| yaml::parse_all(&source))?,
        };
        if documents.is_empty() {
            return Err(source.error(&(0..0), "there is no value"));
        }
        let document = |(root, other_keys)| Self { source: source.clone(), root, other_keys };
        Ok(documents.into_iter().map(document).collect())
    }

    /// Reads TOML.
    ///
    /// # Errors
    /// If it is not TOML.
    pub fn from_toml(source: Source) -> Result<Self, SpecError> {
        Self::parse(source, Syntax::Toml)
    }

    /// Reads JSON.
    ///
    /// # Errors
    /// If it is not JSON, or an object has a key twice.
    pub fn from_json(source: Source) -> Result<Self, SpecError> {
        Self::parse(source, Syntax::Json)
    }

    /// Reads a file that another refers to, in the language that its name and content tell.
    ///
    /// # Errors
    /// If it is not in that language.
    pub fn from_referred(source: Source) -> Result<Self, SpecError> {
        let syntax = Syntax::recognise(&source);
        Self::parse(source, syntax)
    }

    /// Complains of keys that are no strings: `1: one`.
    ///
    /// # Errors
    /// If there are any.
    pub fn expect_text_keys(&self) -> Result<(), SpecError> {
        let Some(key) = self.other_keys.first() else { return Ok(()) };
        let message = format!(
            "the key `{}` is {}, where keys are strings: put it in quotes",
            key.text, key.kind
        );
        Err(self.source.error(&key.span, message))
    }
}

/// Runs what goes as deep as a text is nested, which the languages bound.
fn with_stack<T>(run: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(STACK_NEEDED, STACK_NEEDED, run)
}

impl Source {
    /// A text from a file, or from standard input.
    pub fn new(path: Option<&Path>, text: impl Into<Arc<str>>) -> Self {
        Self { path: path.map(Path::to_owned), text: text.into(), places: Arc::default() }
    }

    /// The text of a file, or of standard input, which is UTF-8.
    ///
    /// # Errors
    /// If it is not.
    pub fn from_bytes(path: Option<&Path>, bytes: Vec<u8>) -> Result<Self, SpecError> {
        let error = |position, message: &str| SpecError {
            path: path.map(Path::to_owned),
            position,
            message: message.to_owned(),
        };
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(error(Some((1, 1)), "this is UTF-16: save it as UTF-8"));
        }
        let text = String::from_utf8(bytes).map_err(|invalid| {
            let valid = invalid.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&invalid.as_bytes()[..valid]);
            error(Some(position_of(&before, valid)), "this is no UTF-8")
        })?;
        // Some editors mark UTF-8 by a byte order mark, which is no part of the text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Self::new(path, text))
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
        self.places.get_or_init(|| Places::of(&self.text)).position(&self.text, offset)
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
