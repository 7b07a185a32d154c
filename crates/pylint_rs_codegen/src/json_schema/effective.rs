//! Schemas that apply to one value together.

use super::library::{Library, Schema};
use crate::document::Value;

/// Keywords that say of what type a value is.
const TYPED: &[&str] = &[
    "$dynamicRef",
    "$recursiveRef",
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "else",
    "enum",
    "items",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "properties",
    "then",
    "type",
    "unevaluatedProperties",
];

/// One of the schemas that apply to a value.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct Leaf<'d> {
    pub(super) schema: Schema<'d>,
    /// Which of its lists of alternatives have been chosen from already: `oneOf`, `anyOf`.
    pub(super) is_chosen: [bool; 2],
    /// Whether it applies to some values only (`then`, `dependentSchemas`): it can add keys, and
    /// demands nothing.
    pub(super) is_conditional: bool,
}

impl<'d> Leaf<'d> {
    /// A schema that applies always.
    pub(super) fn new(schema: Schema<'d>) -> Self {
        Self { schema, is_chosen: [false; 2], is_conditional: false }
    }
}

/// The lists of alternatives, in the order of [`Leaf::is_chosen`].
pub(super) const ALTERNATIVES: [&str; 2] = ["oneOf", "anyOf"];

/// The schemas that apply where `schema` does: itself, what it refers to, and those in `allOf`;
/// then those that may apply.
pub(super) fn flatten<'d>(library: &'d Library, schema: Schema<'d>, leaves: &mut Vec<Leaf<'d>>) {
    add(library, schema, false, leaves);
    let mut index = 0;
    while index < leaves.len() {
        let leaf = leaves[index];
        if !library.is_lone_reference(leaf.schema) {
            add_conditional(library, leaf.schema, leaves);
            // Which of a condition's alternatives applies is not followed up: all may.
            if leaf.is_conditional {
                for keyword in ALTERNATIVES {
                    for part in list(leaf.schema, keyword) {
                        add(library, part, true, leaves);
                    }
                }
            }
        }
        index += 1;
    }
}

fn add<'d>(
    library: &'d Library,
    schema: Schema<'d>,
    is_conditional: bool,
    leaves: &mut Vec<Leaf<'d>>,
) {
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        let is_lone = library.is_lone_reference(schema);
        // What stands beside a reference of an old draft demands nothing, but was meant to add keys.
        let is_conditional = is_conditional || (is_lone && schema.keyword("properties").is_some());
        if let Some(leaf) = leaves.iter_mut().find(|leaf| leaf.schema == schema) {
            leaf.is_conditional &= is_conditional;
            continue;
        }
        if is_lone && !is_conditional {
            open.extend(reference(library, schema));
            continue;
        }
        leaves.push(Leaf { is_conditional, ..Leaf::new(schema) });
        if !is_lone {
            let parts: Vec<_> = list(schema, "allOf").collect();
            open.extend(parts.into_iter().rev());
        }
        open.extend(reference(library, schema));
    }
}

/// What applies under a condition, and the keys that the condition asks for.
fn add_conditional<'d>(library: &'d Library, schema: Schema<'d>, leaves: &mut Vec<Leaf<'d>>) {
    for keyword in ["then", "else"] {
        if let Some(part) = schema.keyword(keyword) {
            add(library, part, true, leaves);
        }
    }
    for keyword in ["dependentSchemas", "dependencies"] {
        for (_, part) in mapping(schema, keyword) {
            if matches!(part.node.value, Value::Mapping(_)) {
                add(library, part, true, leaves);
            }
        }
    }
}

/// What its `$ref` leads to; `keywords` has complained if that is nowhere.
pub(super) fn reference<'d>(library: &'d Library, schema: Schema<'d>) -> Option<Schema<'d>> {
    if let Some(reference) = text(schema, "$ref") {
        return library.resolve(schema, reference).ok();
    }
    let reference = text(schema, "$dynamicRef").or_else(|| text(schema, "$recursiveRef"))?;
    library.resolve_dynamic(schema, reference).ok()
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
) -> impl Iterator<Item = (&'d str, Schema<'d>)> + use<'d> {
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

/// The texts in the list under a keyword.
pub(super) fn texts<'d>(schema: Schema<'d>, keyword: &str) -> impl Iterator<Item = &'d str> {
    list(schema, keyword).filter_map(|item| match &item.node.value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    })
}

/// Whether the keyword is `true`.
pub(super) fn is_true(schema: Schema<'_>, keyword: &str) -> bool {
    matches!(schema.node.get(keyword).map(|node| &node.value), Some(Value::Boolean(true)))
}

/// Whether the keyword is `false`.
pub(super) fn is_false(schema: Schema<'_>, keyword: &str) -> bool {
    matches!(schema.node.get(keyword).map(|node| &node.value), Some(Value::Boolean(false)))
}

/// Whether a schema says of what type a value is. `additionalProperties: true` does not.
pub(super) fn is_typed(schema: Schema<'_>) -> bool {
    TYPED.iter().any(|keyword| {
        schema
            .node
            .get(keyword)
            .is_some_and(|node| *keyword == "const" || !matches!(node.value, Value::Boolean(true)))
    })
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
        Value::Sequence(_) => Some(texts(schema, "type").collect()),
        _ => None,
    }
}
