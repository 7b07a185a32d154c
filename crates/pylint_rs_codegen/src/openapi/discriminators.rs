//! Tags of alternatives that `discriminator` tells apart.
//!
//! Where `oneOf` or `anyOf` has a `discriminator`, each alternative's property of that name is
//! the constant by which it is known, so that type checkers narrow by it. OpenAPI says so in
//! prose; here it is written into the schemas, as `const` or `enum`.

use std::ops::Range;

use crate::document::{Key, Node, Value};

/// Where schemas with names are.
const PLACES: [&[&str]; 2] = [&["components", "schemas"], &["definitions"]];

/// That the property of a schema has one of some values.
struct Tag {
    /// The schema's name.
    schema: String,
    property: String,
    values: Vec<(String, Range<usize>)>,
}

/// Writes tags into the schemas that have them.
pub(super) fn tag(root: &mut Node) {
    let mut tags = Vec::new();
    collect(root, &mut tags);
    for place in PLACES {
        let Some(schemas) = entry_at(root, place) else { continue };
        for tag in &tags {
            if let Some(schema) = entry(schemas, &tag.schema) {
                write(schema, tag);
            }
        }
    }
}

/// Finds what `discriminator`s say, wherever they are.
fn collect(root: &Node, tags: &mut Vec<Tag>) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Sequence(items) => open.extend(items),
            Value::Mapping(entries) => {
                if let Some(discriminator) = node.get("discriminator") {
                    of_alternatives(node, discriminator, tags);
                }
                open.extend(entries.iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
}

fn of_alternatives(schema: &Node, discriminator: &Node, tags: &mut Vec<Tag>) {
    let Some(property) = text(discriminator, "propertyName") else { return };
    let alternatives =
        ["oneOf", "anyOf"].into_iter().find_map(|keyword| match &schema.get(keyword)?.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        });
    let mapping = match discriminator.get("mapping").map(|node| &node.value) {
        Some(Value::Mapping(entries)) => entries.as_slice(),
        _ => &[],
    };
    for alternative in alternatives.into_iter().flatten() {
        let Some(name) = text(alternative, "$ref").and_then(schema_name) else { continue };
        let mapped = mapping.iter().filter(|(_, target)| match &target.value {
            Value::String(target) => schema_name(target) == Some(name),
            _ => false,
        });
        let mut values: Vec<_> =
            mapped.map(|(key, _)| (key.text.clone(), key.span.clone())).collect();
        if values.is_empty() {
            // Without a mapping the name is the tag.
            values.push((name.to_owned(), alternative.span.clone()));
        }
        let known = tags.iter_mut().find(|tag| tag.schema == name && tag.property == property);
        match known {
            Some(tag) => {
                values.retain(|(value, _)| tag.values.iter().all(|(other, _)| other != value));
                tag.values.extend(values);
            }
            None => {
                tags.push(Tag { schema: name.to_owned(), property: property.to_owned(), values })
            }
        }
    }
}

/// The name of the schema of this document that a reference or a mapping's value leads to.
fn schema_name(reference: &str) -> Option<&str> {
    match reference.strip_prefix('#') {
        Some(pointer) => ["/components/schemas/", "/definitions/"]
            .into_iter()
            .find_map(|place| pointer.strip_prefix(place)),
        None => (!reference.contains(['/', '#'])).then_some(reference),
    }
}

/// Writes a tag into a schema's property, or, if that is another schema's, beside it.
fn write(schema: &mut Node, tag: &Tag) {
    let span = schema.span.clone();
    let Value::Mapping(keywords) = &mut schema.value else { return };
    if !keywords.iter().any(|(key, _)| key.text == "properties") {
        keywords.push((key("properties", &span), node(Value::Mapping(Vec::new()), &span)));
    }
    let Some(properties) = entry(schema, "properties") else { return };
    let Value::Mapping(properties) = &mut properties.value else { return };
    let place = match properties.iter().position(|(key, _)| key.text == tag.property) {
        Some(place) => place,
        None => {
            properties.push((key(&tag.property, &span), node(Value::Mapping(Vec::new()), &span)));
            properties.len() - 1
        }
    };
    let property = &mut properties[place].1;
    let Value::Mapping(keywords) = &mut property.value else { return };
    if keywords.iter().any(|(key, _)| key.text == "const") {
        return;
    }
    // What was listed are the tags of all.
    keywords.retain(|(key, _)| key.text != "enum");
    let values = tag.values.iter();
    let values = values.map(|(value, span)| node(Value::String(value.clone()), span)).collect();
    keywords.push((key("enum", &span), node(Value::Sequence(values), &span)));
}

fn key(text: &str, span: &Range<usize>) -> Key {
    Key { text: text.to_owned(), span: span.clone() }
}

fn node(value: Value, span: &Range<usize>) -> Node {
    Node { value, span: span.clone() }
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    match &node.get(key)?.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn entry_at<'n>(root: &'n mut Node, path: &[&str]) -> Option<&'n mut Node> {
    path.iter().try_fold(root, |node, key| entry(node, key))
}

fn entry<'n>(node: &'n mut Node, wanted: &str) -> Option<&'n mut Node> {
    match &mut node.value {
        Value::Mapping(entries) => {
            entries.iter_mut().find(|(key, _)| key.text == wanted).map(|(_, value)| value)
        }
        _ => None,
    }
}
