//! The JSON Schema of configuration files.

use serde_json::{Map, Value, json};

use super::{FileModel, RuleCatalog};

/// The JSON Schema of a `lint.toml`, with the options of the catalog's rules.
pub fn schema(catalog: &RuleCatalog) -> Value {
    let mut schema = schemars::schema_for!(FileModel).to_value();
    let mut definitions = Map::new();
    let mut by_selector = Map::new();
    for rule in catalog.iter() {
        let mut options = rule.options_schema().to_value();
        let inner = options.as_object_mut().and_then(|options| {
            options.remove("$schema");
            options.remove("$defs")
        });
        if let Some(Value::Object(inner)) = inner {
            definitions.extend(inner);
        }
        let Some(options) = options.as_object_mut() else { continue };
        let properties = options.entry("properties").or_insert_with(|| json!({}));
        if let Some(properties) = properties.as_object_mut() {
            properties.insert("severity".to_owned(), json!({ "$ref": "#/$defs/Severity" }));
        }
        // An option may be given alone, and where a prefix stands for several rules each takes
        // what it has.
        options.remove("required");
        let options = Value::Object(std::mem::take(options));
        by_selector.insert(rule.code().into_owned(), options.clone());
        by_selector.insert(rule.name().into_owned(), options);
    }
    let any_rule = json!({
        "type": "object",
        "properties": { "severity": { "$ref": "#/$defs/Severity" } },
        "additionalProperties": true,
    });
    let rules = json!({
        "description": "Options of rules, by rule selector. The option `severity` is every rule's.",
        "type": "object",
        "properties": by_selector,
        "additionalProperties": any_rule,
    });
    if let Some(all) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, definition) in definitions {
            all.entry(name).or_insert(definition);
        }
        all.insert("Rules".to_owned(), rules);
    }
    let reference = json!({ "$ref": "#/$defs/Rules" });
    for place in ["/properties/rules", "/$defs/OverrideModel/properties/rules"] {
        if let Some(rules) = schema.pointer_mut(place) {
            *rules = reference.clone();
        }
    }
    schema
}
