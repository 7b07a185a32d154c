//! Complains of keywords that have values they cannot have.

use pylint_rs_diagnostics::suggestion;

use super::library::{Library, Schema};
use crate::SpecError;
use crate::document::Value;

/// The names of types.
pub(crate) const TYPES: [&str; 7] =
    ["array", "boolean", "integer", "null", "number", "object", "string"];

/// Keywords whose value is a schema.
const SCHEMA: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "contains",
    "else",
    "if",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];
/// Keywords whose value is a list of schemas.
const LISTS: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];
/// Keywords whose value maps names to schemas.
const MAPPINGS: &[&str] =
    &["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"];

/// Looks at every schema of every document.
pub(super) fn check(library: &Library) -> Result<(), Vec<SpecError>> {
    let mut errors = Vec::new();
    let mut schemas: Vec<Schema<'_>> = library.roots().collect();
    while let Some(schema) = schemas.pop() {
        match &schema.node.value {
            Value::Boolean(_) => continue,
            Value::Mapping(_) => {}
            _ => {
                let message =
                    format!("a schema is an object or a boolean, not {}", schema.node.kind());
                errors.push(library.error(schema, message));
                continue;
            }
        }
        check_type(library, schema, &mut errors);
        check_reference(library, schema, &mut errors);
        check_required(library, schema, &mut errors);
        for keyword in SCHEMA {
            schemas.extend(schema.keyword(keyword));
        }
        if let Some(items) = schema.keyword("items") {
            match &items.node.value {
                Value::Sequence(nodes) => {
                    schemas.extend(nodes.iter().map(|node| Schema { node, ..items }))
                }
                _ => schemas.push(items),
            }
        }
        for keyword in LISTS {
            let Some(list) = schema.keyword(keyword) else { continue };
            match &list.node.value {
                Value::Sequence(nodes) => {
                    schemas.extend(nodes.iter().map(|node| Schema { node, ..list }))
                }
                _ => errors.push(library.error(list, format!("`{keyword}` is a list of schemas"))),
            }
        }
        for keyword in MAPPINGS {
            let Some(mapping) = schema.keyword(keyword) else { continue };
            match &mapping.node.value {
                Value::Mapping(entries) => {
                    schemas.extend(entries.iter().map(|(_, node)| Schema { node, ..mapping }));
                }
                _ => errors
                    .push(library.error(mapping, format!("`{keyword}` maps names to schemas"))),
            }
        }
    }
    errors.sort_by_key(|error| error.position);
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn check_type(library: &Library, schema: Schema<'_>, errors: &mut Vec<SpecError>) {
    let Some(given) = schema.keyword("type") else { return };
    let one = [given.node.clone()];
    let nodes = match &given.node.value {
        Value::Sequence(items) => items.as_slice(),
        _ => &one,
    };
    for node in nodes {
        let found = Schema { document: schema.document, node };
        match &node.value {
            Value::String(name) if TYPES.contains(&name.as_str()) => {}
            Value::String(name) => {
                let message = format!("there is no type `{name}`{}", suggestion(name, TYPES));
                errors.push(library.source(found).error(&node.span, message));
            }
            _ => errors.push(
                library.source(found).error(&node.span, "`type` is a name or a list of names"),
            ),
        }
    }
}

fn check_reference(library: &Library, schema: Schema<'_>, errors: &mut Vec<SpecError>) {
    let Some(reference) = schema.keyword("$ref") else { return };
    match &reference.node.value {
        Value::String(text) => {
            if let Err(message) = library.resolve(schema, text) {
                errors.push(library.error(reference, message));
            }
        }
        _ => errors.push(library.error(reference, "`$ref` is a string")),
    }
}

fn check_required(library: &Library, schema: Schema<'_>, errors: &mut Vec<SpecError>) {
    let Some(required) = schema.keyword("required") else { return };
    match &required.node.value {
        Value::Sequence(items) => {
            for node in items {
                if !matches!(node.value, Value::String(_)) {
                    let message = format!("`required` lists names, not {}", node.kind());
                    errors.push(library.source(required).error(&node.span, message));
                }
            }
        }
        // Draft-03's flag on each property, which some still write.
        Value::Boolean(_) => {}
        _ => errors.push(library.error(required, "`required` is a list of names")),
    }
}
