//! Runs some rules over some files without the rest of the linter:
//! `cargo run --example check -- B006,F401 FILE...`.

use std::path::Path;

use pylint_rs_rules::{FileSettings, Plan, check_text, registry};
use ruff_source_file::LineIndex;
use ruff_text_size::Ranged;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let codes = arguments.next().expect("codes, separated by commas");
    let codes: Vec<&str> = codes.split(',').collect();
    let rules = registry()
        .iter()
        .filter(|rule| codes.iter().any(|code| rule.code().starts_with(code)))
        .map(|rule| rule.build(toml::Table::new()).expect("default options"))
        .collect();
    let plan = Plan::new(rules);
    for path in arguments {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let index = LineIndex::from_source_text(&text);
        for finding in check_text(Path::new(&path), &text, &plan, &FileSettings::default()) {
            let start = index.line_column(finding.start(), &text);
            let fix = finding.fix.as_ref().map_or("", |_| "[*] ");
            println!(
                "{path}:{}:{}: {} {fix}{}",
                start.line, start.column, finding.code, finding.message
            );
        }
    }
}
