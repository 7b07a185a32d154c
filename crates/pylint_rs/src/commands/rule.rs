//! `pylint-rs rule`.

use std::io::Write;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use pylint_rs_diagnostics::suggestion;
use pylint_rs_linter::configuration::{CommandLine, Resolver, RuleCatalog};
use pylint_rs_rules::{FixAvailability, RuleDefinition};
use serde_json::{Value, json};

use crate::CLEAN;
use crate::arguments::{RuleArguments, TextFormat};

/// Explains one rule or all.
pub fn run(arguments: &RuleArguments) -> anyhow::Result<u8> {
    let catalog = catalog(arguments)?;
    let all: Vec<_> = catalog.iter().filter_map(|rule| rule.definition().cloned()).collect();
    let rules: Vec<&RuleDefinition> = match &arguments.rule {
        Some(name) => vec![find(name, &all).ok_or_else(|| unknown(name, &all))?],
        None => all.iter().collect(),
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

/// The rules of the linter and of the files that are configured where the command is given.
fn catalog(arguments: &RuleArguments) -> anyhow::Result<Arc<RuleCatalog>> {
    let mut command_line = CommandLine::default();
    if let Some(paths) = &arguments.rules {
        let paths = toml::Value::from(paths.clone());
        command_line.assignments.push(format!("rule-files = {paths}"));
    }
    let built_in = Arc::new(RuleCatalog::built_in());
    let current = std::env::current_dir().context("the current directory")?;
    let resolver = Resolver::new(command_line, &current, built_in)?;
    let settings = resolver.for_run().map_err(anyhow::Error::msg)?;
    Ok(Arc::clone(settings.catalog()))
}

fn find<'a>(name: &str, rules: &'a [RuleDefinition]) -> Option<&'a RuleDefinition> {
    rules.iter().find(|rule| {
        let rule = rule.description();
        rule.code == name || rule.name == name
    })
}

fn unknown(name: &str, rules: &[RuleDefinition]) -> anyhow::Error {
    let known =
        rules.iter().map(RuleDefinition::description).flat_map(|rule| [rule.code, rule.name]);
    anyhow!("there is no rule `{name}`{}", suggestion(name, known))
}

/// The rule's page, in Markdown.
fn page(rule: &RuleDefinition) -> String {
    let description = rule.description();
    let default = if description.default { "on by default" } else { "off by default" };
    let fix = match description.fix {
        FixAvailability::None => "no fix",
        FixAvailability::Sometimes => "sometimes a fix",
        FixAvailability::Always => "always a fix",
    };
    let mut page = format!(
        "# {} ({})\n\n{} · {} · {default} · {fix}\n\n{}\n",
        description.name,
        description.code,
        description.category.as_str(),
        description.severity,
        description.documentation
    );
    if let Some(url) = description.url {
        page.push_str(&format!("\nSee <{url}>.\n"));
    }
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

fn record(rule: &RuleDefinition) -> Value {
    let description = rule.description();
    json!({
        "code": description.code,
        "name": description.name,
        "pack": description.pack,
        "category": description.category.as_str(),
        "severity": description.severity.as_str(),
        "default": description.default,
        "fix": description.fix,
        "explanation": description.documentation,
        "url": description.url,
        "options": rule.options_schema(),
    })
}
