//! Every rule's documentation is complete, and its examples are true.

use std::path::Path;

use pylint_rs_rules::{FileSettings, Plan, RuleEntry, check_text, registry};
use ruff_python_ast::PythonVersion;

/// The fenced blocks of a kind: `python bad`, `python good`.
fn blocks<'a>(documentation: &'a str, kind: &str) -> Vec<&'a str> {
    let fence = format!("```python {kind}");
    documentation
        .split(fence.as_str())
        .skip(1)
        .filter_map(|rest| rest.split_once('\n').and_then(|(_, block)| block.split_once("\n```")))
        .map(|(block, _)| block)
        .collect()
}

/// Whether the linter, not the rule, makes the findings: its own tests run those examples.
fn is_passive(rule: &RuleEntry) -> bool {
    rule.build(toml::Table::new()).expect("default options").is_passive()
}

/// How often a rule fires on a text with its default options, unless the fence names others:
/// a first line `# options: {...}` gives them as TOML.
fn findings(rule: &RuleEntry, text: &str) -> usize {
    let options = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("# options: "))
        .map_or_else(toml::Table::new, |line| {
            let table: toml::Table = toml::from_str(&format!("options = {line}")).expect("TOML");
            table["options"].as_table().expect("a table").clone()
        });
    let instance = rule.build(options).unwrap_or_else(|error| panic!("{error}"));
    let settings = FileSettings { target_version: PythonVersion::PY314, ..FileSettings::default() };
    check_text(Path::new(file_name(text)), text, &Plan::new(vec![instance]), &settings).len()
}

/// What a first line `# name.py` calls the file, or just a name.
fn file_name(text: &str) -> &str {
    let first = text.lines().next().unwrap_or_default();
    match first.strip_prefix("# ") {
        Some(name) if Path::new(name).extension().is_some_and(|ending| ending == "py") => name,
        Some(words) if words.starts_with("stub") => "example.pyi",
        _ => "example.py",
    }
}

#[test]
fn every_rule_is_documented_with_examples() {
    for rule in registry() {
        let documentation = rule.metadata().documentation.trim();
        let code = rule.code();
        assert!(
            documentation.split("\n\n").next().is_some_and(|line| line.ends_with('.')),
            "{code}"
        );
        if is_passive(rule) {
            continue;
        }
        assert!(!blocks(documentation, "bad").is_empty(), "{code} has no bad example");
        assert!(!blocks(documentation, "good").is_empty(), "{code} has no good example");
    }
}

#[test]
fn bad_examples_fire_and_good_ones_do_not() {
    let mut failures = Vec::new();
    for rule in registry().iter().filter(|rule| !is_passive(rule)) {
        let documentation = rule.metadata().documentation;
        for block in blocks(documentation, "bad") {
            if findings(rule, block) == 0 {
                failures.push(format!("{}: silent on\n{block}", rule.code()));
            }
        }
        for block in blocks(documentation, "good") {
            if findings(rule, block) > 0 {
                failures.push(format!("{}: fires on\n{block}", rule.code()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn codes_and_names_are_unique() {
    let mut seen = std::collections::HashSet::new();
    for rule in registry() {
        assert!(seen.insert(rule.code()), "{}", rule.code());
        assert!(seen.insert(rule.name()), "{}", rule.name());
    }
}
