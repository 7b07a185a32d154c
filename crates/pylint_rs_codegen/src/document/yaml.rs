//! YAML 1.2, scalars without quotes read by its core schema.

use std::borrow::Cow;
use std::sync::Arc;

use pylint_rs_yaml::core_schema::{Resolved, resolve};
use pylint_rs_yaml::{
    Limits, Node as YamlNode, Scalar, Value as YamlValue, YamlError, YamlErrorKind,
};

use super::{Key, Node, OtherKey, Source, Value};
use crate::SpecError;

/// As deep as JSON may be nested; and what a reader of aliases has to bear.
const LIMITS: Limits = Limits { depth: 512, repeated: 2_000_000 };
/// What the parser says of lines within brackets that are not indented enough.
const INDENTATION: [&str; 2] = ["invalid indentation", "invalid indentation in flow construct"];
/// How many bytes are read again for the sake of lines that are not indented enough.
const JOINED_LIMIT: usize = 64 << 20;
/// What the tags of YAML itself begin with.
const CORE: &str = "tag:yaml.org,2002:";

/// A document of a file, and its keys that are no strings.
pub(super) type Parsed = (Node, Vec<OtherKey>);

pub(super) fn parse(source: &Source) -> Result<Parsed, SpecError> {
    let root = parsed(source, |text| pylint_rs_yaml::parse(text, LIMITS))?;
    document(root, source)
}

pub(super) fn parse_all(source: &Source) -> Result<Vec<Parsed>, SpecError> {
    let roots = parsed(source, |text| pylint_rs_yaml::parse_all(text, LIMITS))?;
    roots.into_iter().map(|root| document(root, source)).collect()
}

/// What a text is read as; lines within brackets may be indented as one likes.
///
/// YAML wants them deeper than what they are in, but most readers do not, and so a closing bracket
/// below its key is often seen. Where that is found, the line is joined to the one before, which
/// moves nothing.
fn parsed<T>(
    source: &Source,
    parse: impl Fn(&str) -> Result<T, YamlError>,
) -> Result<T, SpecError> {
    let mut text = Cow::Borrowed(&*source.text);
    let mut rest = JOINED_LIMIT;
    loop {
        let error = match parse(&text) {
            Ok(root) => return Ok(root),
            Err(error) => error,
        };
        let is_indentation = matches!(
            &error.kind,
            YamlErrorKind::Other(message) if INDENTATION.contains(&message.as_str())
        );
        rest = rest.saturating_sub(text.len());
        match joined(&text, error.span.start) {
            Some(joined) if is_indentation && rest > 0 => text = Cow::Owned(joined),
            _ => return Err(self::error(source, &error)),
        }
    }
}

/// The text with the line that begins at `start`, behind its indentation, joined to the one before.
fn joined(text: &str, start: usize) -> Option<String> {
    let before = text.get(..start)?;
    let end = before.trim_end().len();
    let line = before[..end].rsplit('\n').next().unwrap_or_default();
    // A comment would swallow it.
    if end == start || line.contains('#') {
        return None;
    }
    Some(format!("{}{}{}", &text[..end], " ".repeat(start - end), &text[start..]))
}

fn error(source: &Source, error: &YamlError) -> SpecError {
    let message = match &error.kind {
        YamlErrorKind::DuplicateKey { key, first } => {
            let line = source.position(first.start).0;
            format!("the key `{key}` is on line {line} already")
        }
        YamlErrorKind::SecondDocument => {
            "a second document begins here: a spec is one document".to_owned()
        }
        YamlErrorKind::Other(message) => message.clone(),
    };
    source.error(&error.span, message)
}

fn document(root: Arc<YamlNode>, source: &Source) -> Result<Parsed, SpecError> {
    let mut reading = Reading { source, other_keys: Vec::new() };
    let node = reading.node(root)?;
    Ok((node, reading.other_keys))
}

struct Reading<'s> {
    source: &'s Source,
    other_keys: Vec<OtherKey>,
}

impl Reading<'_> {
    fn node(&mut self, node: Arc<YamlNode>) -> Result<Node, SpecError> {
        let span = node.span.clone();
        let value = match &node.value {
            YamlValue::Scalar(scalar) => self.scalar(scalar, &node)?,
            YamlValue::Sequence(items) => {
                self.check_tag(&node, "seq")?;
                Value::Sequence(
                    items
                        .iter()
                        .map(|item| self.node(Arc::clone(item)))
                        .collect::<Result<_, _>>()?,
                )
            }
            YamlValue::Mapping(entries) => {
                self.check_tag(&node, "map")?;
                let mut read = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    read.push((self.key(key)?, self.node(Arc::clone(value))?));
                }
                Value::Mapping(read)
            }
        };
        Ok(Node { value, span })
    }

    fn key(&mut self, key: &YamlNode) -> Result<Key, SpecError> {
        let YamlValue::Scalar(scalar) = &key.value else {
            let sort = key.sort();
            return Err(self.source.error(&key.span, format!("a key is a string, not {sort}")));
        };
        let value = Node { value: self.scalar(scalar, key)?, span: key.span.clone() };
        if !matches!(value.value, Value::String(_)) {
            self.other_keys.push(OtherKey {
                text: scalar.text.clone(),
                kind: value.kind(),
                span: key.span.clone(),
            });
        }
        Ok(Key { text: scalar.text.clone(), span: key.span.clone() })
    }

    fn scalar(&self, scalar: &Scalar, node: &YamlNode) -> Result<Value, SpecError> {
        let text = &scalar.text;
        let Some(tag) = &node.tag else {
            return Ok(if scalar.plain { resolved(text) } else { Value::String(text.clone()) });
        };
        let name = tag.strip_prefix(CORE).unwrap_or(if tag == "!" { "str" } else { "" });
        let value = match (name, resolved(text)) {
            ("str", _) => Some(Value::String(text.clone())),
            ("float", Value::Integer(number)) => Some(Value::Float(format!("{number}.0"))),
            ("null", value @ Value::Null)
            | ("bool", value @ Value::Boolean(_))
            | ("int", value @ Value::Integer(_))
            | ("float", value @ Value::Float(_)) => Some(value),
            ("null" | "bool" | "int" | "float", _) => None,
            _ => return Err(self.unknown_tag(node, tag)),
        };
        value.ok_or_else(|| {
            self.source.error(&node.span, format!("`{text}` is no `!!{name}`, as its tag says"))
        })
    }

    fn check_tag(&self, node: &YamlNode, wanted: &str) -> Result<(), SpecError> {
        match &node.tag {
            Some(tag) if tag != "!" && tag.strip_prefix(CORE) != Some(wanted) => {
                Err(self.unknown_tag(node, tag))
            }
            _ => Ok(()),
        }
    }

    fn unknown_tag(&self, node: &YamlNode, tag: &str) -> SpecError {
        let written = match tag.strip_prefix(CORE) {
            Some(name) => format!("!!{name}"),
            None => tag.to_owned(),
        };
        let message = format!("what the tag `{written}` makes of this is not known here");
        self.source.error(&node.span, message)
    }
}

fn resolved(text: &str) -> Value {
    match resolve(text) {
        Resolved::Null => Value::Null,
        Resolved::Boolean(value) => Value::Boolean(value),
        Resolved::Integer(number) => Value::Integer(number),
        Resolved::Float(number) => Value::Float(number),
        Resolved::String => Value::String(text.to_owned()),
    }
}
