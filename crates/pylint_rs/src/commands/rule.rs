//! `pylint-rs rule`.

use std::io::Write;

use anyhow::anyhow;
use pylint_rs_rules::{FixAvailability, RuleEntry, find, registry};
use serde_json::{Value, json};

use crate::CLEAN;
use crate::arguments::{RuleArguments, TextFormat};

/// Explains one rule or all.
pub fn run(arguments: &RuleArguments) -> anyhow::Result<u8> {
    let rules: Vec<&RuleEntry> = match &arguments.rule {
        Some(name) => vec![find(name).ok_or_else(|| unknown(name))?],
        None => registry().to_vec(),
    };
    let mut output = std::io::stdout().lock();
    match arguments.output_format {
        TextFormat::Text => {
            let pages: Vec<String> = rules.into_iter().map(page).collect();
            output.write_all(pages.join("\n---\n\n").as_bytes())?;
        }
        TextFormat::Json => {
            let mut records: Vec<Value> = rules.into_iter().map(record).collect();
            let value = if arguments.all { Value::Array(records) } else { records.remove(0) };
            writeln!(output, "{}", serde_json::to_string_pretty(&value)?)?;
        }
    }
    Ok(CLEAN)
}

fn unknown(name: &str) -> anyhow::Error {
    let nearest = registry()
        .iter()
        .flat_map(|rule| [rule.code(), rule.name()])
        .map(|known| (strsim::jaro_winkler(known, name), known))
        .max_by(|left, right| left.0.total_cmp(&right.0));
    match nearest {
        Some((similarity, known)) if similarity > 0.8 => {
            anyhow!("there is no rule `{name}`; did you mean `{known}`?")
        }
        _ => anyhow!("there is no rule `{name}`"),
    }
}

/// The rule's page, in Markdown.
fn page(rule: &RuleEntry) -> String {
    let metadata = rule.metadata();
    let default = if metadata.default { "on by default" } else { "off by default" };
    let fix = match metadata.fix {
        FixAvailability::None => "no fix",
        FixAvailability::Sometimes => "sometimes a fix",
        FixAvailability::Always => "always a fix",
    };
    let mut page = format!(
        "# {} ({})\n\n{} · {} · {default} · {fix}\n\n{}\n",
        metadata.name,
        metadata.code,
        metadata.category.as_str(),
        metadata.severity,
        metadata.documentation.trim()
    );
    let options = rule.default_options();
    if !options.is_empty() {
        page.push_str("\n## Options\n\n");
        let schema = rule.options_schema();
        for (name, value) in &options {
            let description = schema
                .get("properties")
                .and_then(|properties| properties[name]["description"].as_str())
                .unwrap_or_default();
            page.push_str(&format!("- `{name} = {value}`: {description}\n"));
        }
    }
    page
}

fn record(rule: &RuleEntry) -> Value {
    let metadata = rule.metadata();
    json!({
        "code": metadata.code,
        "name": metadata.name,
        "category": metadata.category.as_str(),
        "severity": metadata.severity.as_str(),
        "default": metadata.default,
        "fix": metadata.fix,
        "explanation": metadata.documentation.trim(),
        "options": rule.options_schema(),
    })
}
