//! YAML as a tree that knows where each part was written.
//!
//! Aliases and merge keys (`<<`) are followed; how much they may repeat is bounded, and so is how
//! deep a file may be nested. What a scalar without quotes means (a number, a truth value) is up
//! to those who read the tree; [`core_schema`] has what YAML 1.2 says of it.

pub mod core_schema;
mod node;
mod reader;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use node::{Entries, Node, Scalar, Value};
use reader::Reader;

/// How large a file may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Deeper nesting is an error.
    pub depth: usize,
    /// How many nodes aliases and merge keys may repeat.
    pub repeated: usize,
}

/// Why a text is no YAML, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct YamlError {
    /// What is wrong.
    pub kind: YamlErrorKind,
    /// Where, in bytes.
    pub span: Range<usize>,
}

/// Why a text is no YAML.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum YamlErrorKind {
    /// A mapping has a key twice.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it is first, in bytes.
        first: Range<usize>,
    },
    /// A second document, where one is wanted.
    SecondDocument,
    /// Anything else.
    Other(String),
}

impl fmt::Display for YamlErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateKey { key, .. } => write!(formatter, "the key `{key}` is here twice"),
            Self::SecondDocument => formatter.write_str("there is a second document"),
            Self::Other(message) => formatter.write_str(message),
        }
    }
}

/// Reads the one document of a file.
///
/// # Errors
/// If it is no YAML, is beyond the limits, or has no or several documents.
pub fn parse(text: &str, limits: Limits) -> Result<Arc<Node>, YamlError> {
    let mut reader = Reader::new(text, limits);
    let Some(document) = reader.document()? else { return Err(reader.nothing()) };
    match reader.next_document_start()? {
        None => Ok(document),
        Some(span) => Err(YamlError { kind: YamlErrorKind::SecondDocument, span }),
    }
}

/// Reads all documents of a file.
///
/// # Errors
/// If it is no YAML, or is beyond the limits.
pub fn parse_all(text: &str, limits: Limits) -> Result<Vec<Arc<Node>>, YamlError> {
    let mut reader = Reader::new(text, limits);
    let mut documents = Vec::new();
    while let Some(document) = reader.document()? {
        documents.push(document);
    }
    Ok(documents)
}
