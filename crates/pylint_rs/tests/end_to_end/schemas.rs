//! The schemas in `docs/schema` are those of the code. `UPDATE_SCHEMAS=1` writes them.

use std::path::Path;

use pylint_rs_linter::baseline;
use pylint_rs_linter::configuration::{RuleCatalog, schema};
use pylint_rs_rules::rule_file_schema;
use serde_json::Value;

use crate::project::Project;

#[track_caller]
fn compare(name: &str, current: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema").join(name);
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        std::fs::write(&path, format!("{current:#}\n")).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let is_current = serde_json::from_str::<Value>(&written).is_ok_and(|it| it == *current);
    assert!(
        is_current,
        "docs/schema/{name} is out of date: UPDATE_SCHEMAS=1 cargo test -p pylint_rs schemas"
    );
}

#[test]
fn the_binary_prints_the_schema_with_the_rules() {
    let schema = Project::new(&[]).run(["config", "schema"]).exits(0).json();
    assert_eq!(schema["properties"]["select"]["type"], serde_json::json!(["array", "null"]));
    let rules = &schema["$defs"]["Rules"]["properties"];
    assert_eq!(rules["B007"]["$ref"], "#/$defs/B007");
    assert_eq!(rules["useless-comparison"]["$ref"], "#/$defs/OnlySeverity");
}

/// Without the options of rules: a rule is one file, and those are in it.
#[test]
fn configuration() {
    compare("configuration.schema.json", &schema(&RuleCatalog::new(Vec::new())));
}

#[test]
fn rules() {
    compare("rules.schema.json", &rule_file_schema());
    let printed = Project::new(&[]).run(["config", "schema", "--rules"]).exits(0).json();
    assert_eq!(printed, rule_file_schema());
}

#[test]
fn known_findings() {
    compare("baseline.schema.json", &baseline::schema());
}
