//! TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Key, Node, Source, Value};
use crate::SpecError;

pub(super) fn parse(source: &Source) -> Result<Node, SpecError> {
    let table = DeTable::parse(&source.text)
        .map_err(|error| source.error(&error.span().unwrap_or(0..0), error.message().to_owned()))?;
    let span = table.span();
    Ok(Node { value: mapping(table.into_inner()), span })
}

fn mapping(table: DeTable<'_>) -> Value {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let key = Key { span: key.span(), text: key.into_inner().into_owned() };
            (key, node(value))
        })
        .collect();
    // The crate sorts them by name.
    entries.sort_by_key(|(key, _)| key.span.start);
    Value::Mapping(entries)
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(integer) => {
            match i128::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(number) => Value::Integer(number.to_string()),
                Err(_) => Value::Integer(integer.as_str().to_owned()),
            }
        }
        DeValue::Float(float) => Value::Float(float.as_str().to_owned()),
        DeValue::Boolean(boolean) => Value::Boolean(boolean),
        DeValue::Datetime(datetime) => Value::String(datetime.to_string()),
        DeValue::Array(array) => Value::Sequence(array.into_iter().map(node).collect()),
        DeValue::Table(table) => mapping(table),
    };
    Node { value, span }
}
