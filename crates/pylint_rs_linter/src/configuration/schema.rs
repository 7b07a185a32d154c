//! The JSON Schema of configuration files.

use serde_json::{Map, Value, json};

use super::{FileModel, RuleCatalog};

/// The JSON Schema of a `lint.toml`, with the options of the catalog's rules.
pub fn schema(catalog: &RuleCatalog) -> Value {
    let mut schema = schemars::schema_for!(FileModel).to_value();
    let mut definitions = Map::new();
    let mut by_selector = Map::new();
    for rule in catalog.iter() {
        let (code, name) = (rule.code().into_owned(), rule.name().into_owned());
        let mut options = rule.options_schema().to_value();
        let Some(options) = options.as_object_mut() else { continue };
        options.remove("$schema");
        if let Some(Value::Object(inner)) = options.remove("$defs") {
            definitions.extend(inner);
        }
        let has_options = options
            .get("properties")
            .and_then(Value::as_object)
            .is_some_and(|properties| !properties.is_empty());
        let reference = if has_options {
            // An option may be given alone, and where a prefix stands for several rules each
            // takes what it has.
            options.remove("required");
            options.insert("title".to_owned(), format!("{name} ({code})").into());
            if let Some(properties) = options["properties"].as_object_mut() {
                properties.insert("severity".to_owned(), severity());
            }
            definitions.insert(code.clone(), Value::Object(std::mem::take(options)));
            json!({ "$ref": format!("#/$defs/{code}") })
        } else {
            json!({ "$ref": "#/$defs/OnlySeverity" })
        };
        by_selector.insert(code, reference.clone());
        by_selector.insert(name, reference);
    }
    definitions.insert(
        "OnlySeverity".to_owned(),
        json!({
            "description": "What a rule without options of its own can be told.",
            "type": "object",
            "properties": { "severity": severity() },
            "additionalProperties": false,
        }),
    );
    let any_rule = json!({
        "type": "object",
        "properties": { "severity": severity() },
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
    let files = json!({ "type": "array", "items": { "type": "string" } });
    let description = "Options of rules, by rule selector; or, as a list, files of rules.";
    let either = json!({ "description": description, "anyOf": [files, reference] });
    for (place, value) in
        [("/properties/rules", either), ("/$defs/OverrideModel/properties/rules", reference)]
    {
        if let Some(rules) = schema.pointer_mut(place) {
            *rules = value;
        }
    }
    schema
}

/// The option that every rule has.
fn severity() -> Value {
    json!({ "$ref": "#/$defs/Severity" })
}
