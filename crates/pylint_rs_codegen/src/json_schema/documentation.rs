//! What a schema says that no type can.

use super::effective::{Leaf, text};
use crate::document::{Node, Value};

/// Keywords that bound values, with how that is said.
const BOUNDS: &[(&str, &str)] = &[
    ("format", "Format"),
    ("pattern", "Pattern"),
    ("minimum", "At least"),
    ("exclusiveMinimum", "More than"),
    ("maximum", "At most"),
    ("exclusiveMaximum", "Less than"),
    ("multipleOf", "A multiple of"),
    ("minLength", "Least length"),
    ("maxLength", "Greatest length"),
    ("minItems", "Least number of items"),
    ("maxItems", "Greatest number of items"),
    ("minProperties", "Least number of keys"),
    ("maxProperties", "Greatest number of keys"),
    ("contentEncoding", "Encoding"),
    ("contentMediaType", "Media type"),
    ("default", "Default"),
];

/// The docstring of what these schemas describe; the first that has a description gives it.
pub(super) fn of(leaves: &[Leaf<'_>]) -> Option<String> {
    let description = leaves
        .iter()
        .find_map(|leaf| text(leaf.schema, "description"))
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let mut lines = Vec::new();
    for (keyword, words) in BOUNDS {
        let values = leaves.iter().filter_map(|leaf| leaf.schema.node.get(keyword));
        for value in values {
            // Up to draft-04 `exclusiveMinimum` is a flag of `minimum`.
            if let Some(value) = shown(value) {
                let line = format!("{words}: {value}");
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
    }
    if leaves.iter().any(|leaf| leaf.schema.node.get("not").is_some()) {
        lines.push("Some values are excluded by `not`.".to_owned());
    }
    match (description, lines.is_empty()) {
        (None, true) => None,
        (Some(description), true) => Some(description.to_owned()),
        (None, false) => Some(lines.join("\n")),
        (Some(description), false) => Some(format!("{description}\n\n{}", lines.join("\n"))),
    }
}

fn shown(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(format!("`{text}`")),
        Value::Integer(text) | Value::Float(text) => Some(text.clone()),
        Value::Boolean(_) | Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}
