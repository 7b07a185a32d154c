//! JSON, as RFC 8259 has it and nothing beyond.

use std::ops::Range;

use jsonc_parser::ast::{ObjectPropName, Value as JsonValue};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};
use rustc_hash::FxHashMap;

use super::{Key, Node, Source, Value};
use crate::SpecError;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(super) fn parse(source: &Source) -> Result<Node, SpecError> {
    match parse_part(source, 0..source.text.len())? {
        Some(node) => Ok(node),
        None => Err(source.error(&(0..0), "there is no value")),
    }
}

/// Reads a value of each line that is not empty.
pub(super) fn parse_lines(source: &Source) -> Result<Vec<Node>, SpecError> {
    let mut values = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let end = start + line.len();
        values.extend(parse_part(source, start..end)?);
        start = end;
    }
    Ok(values)
}

/// Reads the value in a part of the text, if there is one.
fn parse_part(source: &Source, part: Range<usize>) -> Result<Option<Node>, SpecError> {
    let collect = CollectOptions { comments: CommentCollectionStrategy::Off, tokens: false };
    let result = parse_to_ast(&source.text[part.clone()], &collect, &STRICT).map_err(|error| {
        let range = error.range();
        let span = part.start + range.start..part.start + range.end;
        source.error(&span, error.kind().to_string())
    })?;
    result.value.map(|value| node(value, source, part.start)).transpose()
}

/// What stands `before` bytes behind where the parser thinks it does.
fn node(value: JsonValue<'_>, source: &Source, before: usize) -> Result<Node, SpecError> {
    let span = before + value.start()..before + value.end();
    let value = match value {
        JsonValue::NullKeyword(_) => Value::Null,
        JsonValue::BooleanLit(literal) => Value::Boolean(literal.value),
        JsonValue::NumberLit(literal) => {
            let text = literal.value.to_owned();
            if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
                Value::Integer(text)
            } else {
                Value::Float(text)
            }
        }
        JsonValue::StringLit(literal) => Value::String(literal.value.into_owned()),
        JsonValue::Array(array) => Value::Sequence(
            array
                .elements
                .into_iter()
                .map(|item| node(item, source, before))
                .collect::<Result<_, _>>()?,
        ),
        JsonValue::Object(object) => {
            let mut entries = Vec::with_capacity(object.properties.len());
            let mut places = FxHashMap::default();
            for property in object.properties {
                let span = before + property.name.start()..before + property.name.end();
                let text = match property.name {
                    ObjectPropName::String(literal) => literal.value.into_owned(),
                    ObjectPropName::Word(literal) => literal.value.to_owned(),
                };
                if let Some(first) = places.insert(text.clone(), span.start) {
                    let line = source.position(first).0;
                    let message = format!("the key `{text}` is on line {line} already");
                    return Err(source.error(&span, message));
                }
                entries.push((Key { text, span }, node(property.value, source, before)?));
            }
            Value::Mapping(entries)
        }
    };
    Ok(Node { value, span })
}
