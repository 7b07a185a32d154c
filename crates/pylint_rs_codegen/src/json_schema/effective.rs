//! Schemas that apply to one value together.

use super::library::{Library, Schema};
use crate::document::Value;

/// Keywords that say of what type a value is.
const TYPED: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "enum",
    "items",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "properties",
    "type",
];

/// One of the schemas that apply to a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaf<'d> {
    pub(super) schema: Schema<'d>,
    /// Whether one of its alternatives has been chosen already.
    pub(super) is_chosen: bool,
}

/// The schemas that apply where `schema` does: itself, what it refers to, and those in `allOf`.
pub(super) fn flatten<'d>(library: &'d Library, schema: Schema<'d>, leaves: &mut Vec<Leaf<'d>>) {
    if leaves.iter().any(|leaf| leaf.schema == schema) {
        return;
    }
    leaves.push(Leaf { schema, is_chosen: false });
    if let Some(target) = reference(library, schema) {
        flatten(library, target, leaves);
    }
    for part in list(schema, "allOf") {
        flatten(library, part, leaves);
    }
}

/// What its `$ref` leads to; `keywords` has complained if that is nowhere.
pub(super) fn reference<'d>(library: &'d Library, schema: Schema<'d>) -> Option<Schema<'d>> {
    let node = schema.node.get("$ref").or_else(|| schema.node.get("$dynamicRef"))?;
    match &node.value {
        Value::String(text) => library.resolve(schema, text).ok(),
        _ => None,
    }
}

/// The schemas in the list under a keyword.
pub(super) fn list<'d>(schema: Schema<'d>, keyword: &str) -> impl Iterator<Item = Schema<'d>> {
    let items = match schema.node.get(keyword).map(|node| &node.value) {
        Some(Value::Sequence(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().map(move |node| Schema { document: schema.document, node })
}

/// The schemas in the mapping under a keyword, with their keys.
pub(super) fn mapping<'d>(
    schema: Schema<'d>,
    keyword: &str,
) -> impl Iterator<Item = (&'d str, Schema<'d>)> {
    let entries = match schema.node.get(keyword).map(|node| &node.value) {
        Some(Value::Mapping(entries)) => entries.as_slice(),
        _ => &[],
    };
    entries
        .iter()
        .map(move |(key, node)| (key.text.as_str(), Schema { document: schema.document, node }))
}

/// The text under a keyword.
pub(super) fn text<'d>(schema: Schema<'d>, keyword: &str) -> Option<&'d str> {
    match &schema.node.get(keyword)?.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// Whether the keyword is `true`.
pub(super) fn is_true(schema: Schema<'_>, keyword: &str) -> bool {
    matches!(schema.node.get(keyword).map(|node| &node.value), Some(Value::Boolean(true)))
}

/// Whether the keyword is `false`.
pub(super) fn is_false(schema: Schema<'_>, keyword: &str) -> bool {
    matches!(schema.node.get(keyword).map(|node| &node.value), Some(Value::Boolean(false)))
}

/// Whether a schema says of what type a value is.
pub(super) fn is_typed(schema: Schema<'_>) -> bool {
    TYPED.iter().any(|keyword| schema.node.get(keyword).is_some())
}

/// Whether a schema admits everything: `true` or `{}`.
pub(super) fn is_anything(schema: Schema<'_>) -> bool {
    match &schema.node.value {
        Value::Boolean(value) => *value,
        Value::Mapping(_) => !is_typed(schema),
        _ => false,
    }
}

/// The names of the types that `type` admits, if it is there.
pub(super) fn types<'d>(schema: Schema<'d>) -> Option<Vec<&'d str>> {
    match &schema.node.get("type")?.value {
        Value::String(name) => Some(vec![name]),
        Value::Sequence(items) => Some(
            items
                .iter()
                .filter_map(|item| match &item.value {
                    Value::String(name) => Some(name.as_str()),
                    _ => None,
                })
                .collect(),
        ),
        _ => None,
    }
}
