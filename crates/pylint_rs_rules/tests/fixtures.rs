//! Runs every rule over its fixtures: Python files in `fixtures/rules/CODE/`.
//!
//! A line on which the rule must fire says so: `x = []  # error: B006` (once per finding that
//! starts there: `# error: B006 B006`). No other line may fire. Messages and fixed lines are in
//! the snapshot beside the file. A first line `# options: { ... }` sets the rule's options, a line
//! `# target-version: 3.9` among the first three the Python to support.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use pylint_rs_diagnostics::Diagnostic;
use pylint_rs_rules::{FileSettings, Plan, check_text, find};
use ruff_python_ast::PythonVersion;
use ruff_source_file::LineIndex;
use ruff_text_size::Ranged;

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/rules");
    let mut files = Vec::new();
    for folder in std::fs::read_dir(root).expect("fixtures").flatten() {
        for file in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            if file.path().extension().is_some_and(|ending| ending == "py" || ending == "pyi") {
                files.push(file.path());
            }
        }
    }
    files.sort();
    files
}

fn settings_of(text: &str) -> (toml::Table, FileSettings) {
    let mut options = toml::Table::new();
    let mut settings =
        FileSettings { target_version: PythonVersion::PY313, ..FileSettings::default() };
    for line in text.lines().take(3) {
        if let Some(value) = line.strip_prefix("# options: ") {
            let table: toml::Table = toml::from_str(&format!("options = {value}")).expect("TOML");
            options = table["options"].as_table().expect("a table").clone();
        } else if let Some(value) = line.strip_prefix("# target-version: 3.") {
            settings.target_version =
                PythonVersion { major: 3, minor: value.trim().parse().expect("a minor version") };
        }
    }
    (options, settings)
}

fn expected(text: &str, code: &str) -> BTreeMap<usize, usize> {
    let mut expected = BTreeMap::new();
    for (row, line) in text.lines().enumerate() {
        if let Some((_, codes)) = line.rsplit_once("# error:") {
            let count = codes.split([' ', ',']).filter(|word| *word == code).count();
            if count > 0 {
                expected.insert(row + 1, count);
            }
        }
    }
    expected
}

fn render(diagnostics: &[Diagnostic], text: &str, index: &LineIndex) -> String {
    let mut output = String::new();
    for finding in diagnostics {
        let start = index.line_column(finding.start(), text);
        let end = index.line_column(finding.end(), text);
        let _ = writeln!(
            output,
            "{}:{}-{}:{} {}",
            start.line, start.column, end.line, end.column, finding.message
        );
        let Some(fix) = &finding.fix else { continue };
        let message = fix.message().unwrap_or("fix");
        let _ = writeln!(
            output,
            "  {message} ({})",
            format!("{:?}", fix.applicability()).to_lowercase()
        );
        for edit in fix.edits() {
            let before = &text[edit.range()];
            let _ = writeln!(output, "    {before:?} -> {:?}", edit.content());
        }
    }
    output
}

#[test]
fn fixtures_hold() {
    let mut failures = Vec::new();
    for path in fixtures() {
        let code = path.parent().and_then(Path::file_name).expect("a folder").to_string_lossy();
        let Some(rule) = find(&code) else {
            failures.push(format!("{}: no such rule", path.display()));
            continue;
        };
        let text = std::fs::read_to_string(&path).expect("readable");
        let (options, mut settings) = settings_of(&text);
        settings.source_roots.extend(path.parent().map(Path::to_owned));
        let plan = Plan::new(vec![rule.build(options).expect("options")]);
        let diagnostics = check_text(&path, &text, &plan, &settings);
        let index = LineIndex::from_source_text(&text);
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        for finding in &diagnostics {
            *found.entry(index.line_index(finding.start()).get()).or_default() += 1;
        }
        let expected = expected(&text, &code);
        if found != expected {
            failures.push(format!(
                "{}\n  expected (row: count) {expected:?}\n  found {found:?}\n{}",
                path.display(),
                render(&diagnostics, &text, &index)
            ));
            continue;
        }
        insta::with_settings!({
            snapshot_path => path.parent().expect("a folder"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            let name = path.file_name().expect("a file").to_string_lossy().replace('.', "_");
            insta::assert_snapshot!(name, render(&diagnostics, &text, &index));
        });
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
