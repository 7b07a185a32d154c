//! The parts of a YAML file.

use std::ops::Range;
use std::sync::Arc;

use saphyr_parser::ScalarStyle;

/// A part of a YAML file.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Its tag, if it is written: `!local`, or in full `tag:yaml.org,2002:str` for `!!str`.
    pub tag: Option<String>,
    /// Where it was written, in bytes.
    pub span: Range<usize>,
    /// How many nodes it is, itself included.
    pub(crate) size: usize,
}

/// What a node is.
#[derive(Debug)]
pub enum Value {
    /// A text, or what a text without quotes may mean.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Arc<Node>>),
    /// Keys and values, in order.
    Mapping(Entries),
}

/// A mapping's keys and values.
pub type Entries = Vec<(Arc<Node>, Arc<Node>)>;

/// A text; numbers and the like are read as what is wanted of them.
#[derive(Debug)]
pub struct Scalar {
    /// The text.
    pub text: String,
    /// Whether it has neither quotes nor a block's indicator, so that it may be a number.
    pub plain: bool,
    pub(crate) style: ScalarStyle,
}

impl Node {
    /// What sort of thing it is, for error messages.
    pub fn sort(&self) -> &'static str {
        match self.value {
            Value::Scalar(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// The text of a scalar.
    pub fn scalar_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    pub(crate) fn is_mapping(&self) -> bool {
        matches!(self.value, Value::Mapping(_))
    }

    /// Whether it is the key `<<`, which merges.
    pub(crate) fn is_merge_key(&self) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.plain && scalar.text == "<<")
    }

    /// The place in the file of a place in the node's text, both in bytes.
    pub fn place_of(&self, source: &str, offset: usize) -> usize {
        let Value::Scalar(scalar) = &self.value else { return self.span.start };
        let written = source.get(self.span.clone()).unwrap_or_default();
        let text = scalar.text.as_str();
        let Some(before) = text.get(..offset) else { return self.span.start };
        match scalar.style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                place_in_block(source, self.span.start, text, offset).unwrap_or(self.span.start)
            }
            _ => {
                // What was written is the text unless there are escapes or several lines.
                let quote = usize::from(!matches!(scalar.style, ScalarStyle::Plain));
                match written.get(quote..).is_some_and(|inner| inner.starts_with(before)) {
                    true => self.span.start + quote + offset,
                    false => self.span.start,
                }
            }
        }
    }
}

/// The place in a file of a place in the text of a block, of which the first line that is not
/// empty begins at `start`, behind its indentation.
fn place_in_block(source: &str, start: usize, text: &str, offset: usize) -> Option<usize> {
    let number = text[..offset].matches('\n').count();
    let column = offset - text[..offset].rfind('\n').map_or(0, |end| end + 1);
    let content = text.split('\n').nth(number)?;
    let empty = text.len() - text.trim_start_matches('\n').len();
    let first = source.get(..start)?.rfind('\n').map_or(0, |end| end + 1);
    let lines = source[first..].split_inclusive('\n');
    let before: usize = lines.clone().take(number.checked_sub(empty)?).map(str::len).sum();
    let line = source[first + before..].lines().next()?;
    // The indentation is what the text does not have.
    let indentation = line.len().checked_sub(content.len())?;
    line.ends_with(content).then_some(first + before + indentation + column)
}
