//! The JSON Schema of a TOML file of rules, made of the declarations of its keys.

use serde_json::{Map, Value, json};

use super::keys::{FILE, Shape, TableKind};

/// The JSON Schema of a file of rules in TOML.
pub fn schema() -> Value {
    let mut definitions = Map::new();
    define(&FILE, &mut definitions);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rules of pylint-rs",
        "$defs": {},
    });
    if let (Some(object), Some(Value::Object(file))) =
        (schema.as_object_mut(), definitions.remove(FILE.name))
    {
        object.extend(file);
        object.insert("$defs".to_owned(), Value::Object(definitions));
    }
    schema
}

fn define(kind: &'static TableKind, definitions: &mut Map<String, Value>) {
    if definitions.contains_key(kind.name) {
        return;
    }
    // It may be within itself.
    definitions.insert(kind.name.to_owned(), Value::Null);
    let mut properties = Map::new();
    for key in kind.keys() {
        let mut value = shape(&key.shape, definitions);
        if let Some(value) = value.as_object_mut() {
            value.insert("description".to_owned(), key.about.into());
        }
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> = kind.keys().filter(|key| key.required).map(|key| key.name).collect();
    let mut definition = json!({
        "description": kind.about,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        definition["required"] = required.into();
    }
    definitions.insert(kind.name.to_owned(), definition);
}

fn shape(shape: &Shape, definitions: &mut Map<String, Value>) -> Value {
    let mut reference = |kind: &'static TableKind| {
        define(kind, definitions);
        json!({ "$ref": format!("#/$defs/{}", kind.name) })
    };
    let list = |item: &Value| json!({ "type": "array", "items": item, "minItems": 1 });
    let one_or_more = |item: Value| json!({ "anyOf": [item, list(&item)] });
    let text = || json!({ "type": "string" });
    let formula = |table: Value| json!({ "anyOf": [text(), table] });
    match shape {
        Shape::Text => text(),
        Shape::TextLike(pattern) => json!({ "type": "string", "pattern": pattern }),
        Shape::Texts => one_or_more(text()),
        Shape::Scalars => one_or_more(json!({ "type": ["string", "number", "boolean"] })),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Number => json!({ "type": "number", "minimum": 0 }),
        Shape::Choice(choices) => json!({ "enum": choices() }),
        Shape::Choices(choices) => one_or_more(json!({ "enum": choices() })),
        Shape::Table(kind) => reference(kind),
        Shape::Tables(kind) => list(&reference(kind)),
        Shape::Named(kind) => json!({
            "type": "object",
            "propertyNames": { "pattern": "^([A-Z_][A-Z0-9_]*|[0-9]+)$" },
            "additionalProperties": reference(kind),
        }),
        Shape::Formulas(kind) => one_or_more(formula(reference(kind))),
        Shape::FormulaList(kind) => list(&formula(reference(kind))),
    }
}
