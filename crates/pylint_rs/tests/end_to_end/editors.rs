//! The JSON as editors' plugins for Ruff read it, with the arguments they give.

use serde_json::Value;

use crate::project::{Project, RULES, SAMPLE};

/// A field that has to be there, as each of these plugins would fail without.
#[track_caller]
fn number(value: &Value, field: &str, key: &str) -> i64 {
    let number = value[field][key].as_i64();
    number.unwrap_or_else(|| panic!("{field}.{key} is no number in {value:#}"))
}

#[track_caller]
fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is no text in {value:#}"))
}

/// Texts that have findings of all sorts: rules', the parser's, the reader's.
fn inputs() -> [(Vec<u8>, usize); 5] {
    [
        (SAMPLE.into(), 3),
        (b"x = (\n".to_vec(), 1),
        (b"\xff\n".to_vec(), 1),
        ("os = 'h\u{e9}\u{1f600}'; os == 1\n".into(), 1),
        (b"x = 1\n".to_vec(), 0),
    ]
}

/// nvim-lint decodes one array, and counts lines and columns from 0.
#[test]
fn nvim_lint() {
    let project = Project::new(&[]);
    let name = project.path("buffer.py");
    for (input, count) in inputs() {
        let arguments = [
            "check",
            "--force-exclude",
            "--quiet",
            "--stdin-filename",
            name.to_str().unwrap(),
            "--no-fix",
            "--output-format",
            "json",
            "-",
        ];
        let run = project
            .run_with_input(arguments.iter().chain(&[RULES, "--extend-select=E902"]), &input);
        assert_eq!(run.stderr, "");
        let results = run.json();
        let results = results.as_array().unwrap();
        assert_eq!(results.len(), count);
        for result in results {
            let lnum = number(result, "location", "row") - 1;
            let end_lnum = number(result, "end_location", "row") - 1;
            let col = number(result, "location", "column") - 1;
            let end_col = number(result, "end_location", "column") - 1;
            assert!((0, 0) <= (lnum, col) && (lnum, col) <= (end_lnum, end_col), "{result:#}");
            assert!(!text(result, "message").is_empty());
            assert!(!text(result, "code").is_empty());
        }
    }
}

/// ALE decodes each line, and wants the last column rather than the one after it.
#[test]
fn ale() {
    let project = Project::new(&[]);
    let name = project.path("buffer.py");
    for (input, count) in inputs() {
        let arguments = [
            "check",
            "-q",
            "--no-fix",
            "--output-format",
            "json-lines",
            "--stdin-filename",
            name.to_str().unwrap(),
            "-",
        ];
        let run = project
            .run_with_input(arguments.iter().chain(&[RULES, "--extend-select=E902"]), &input);
        assert_eq!(run.stdout.lines().count(), count);
        for line in run.stdout.lines() {
            let item: Value = serde_json::from_str(line).unwrap();
            assert!(number(&item, "location", "row") >= 1);
            assert!(number(&item, "location", "column") >= 1);
            assert!(number(&item, "end_location", "row") >= 1);
            assert!(number(&item, "end_location", "column") > 0);
            assert!(!text(&item, "code").is_empty());
            assert!(!text(&item, "message").is_empty());
            assert_eq!(text(&item, "filename"), name.to_str().unwrap());
        }
    }
}

/// Columns are code points: a plugin that counts otherwise converts from that.
#[test]
fn columns_are_code_points() {
    let project = Project::new(&[]);
    let arguments = ["check", RULES, "--output-format=json", "-"];
    let run = project.run_with_input(arguments, "os = 'h\u{e9}\u{1f600}'; os == 1\n").exits(1);
    let finding = &run.json()[0];
    assert_eq!(number(finding, "location", "column"), 13);
    assert_eq!(number(finding, "end_location", "column"), 20);
    assert_eq!(text(finding, "filename"), "-", "standard input without a name");
}

/// Editors apply the edits themselves.
#[test]
fn fixes_can_be_applied() {
    let project = Project::new(&[]);
    let arguments = ["check", RULES, "--output-format=json", "-"];
    let findings = project.run_with_input(arguments, SAMPLE).exits(1).json();
    let fix = &findings[0]["fix"];
    assert_eq!(text(fix, "applicability"), "safe");
    let edits = fix["edits"].as_array().unwrap();
    assert_eq!(edits.len(), 1);
    let mut lines: Vec<String> = SAMPLE.lines().map(str::to_owned).collect();
    let row = number(&edits[0], "location", "row") as usize - 1;
    assert_eq!(number(&edits[0], "end_location", "row") as usize - 1, row);
    let [start, end] =
        ["location", "end_location"].map(|field| number(&edits[0], field, "column") as usize - 1);
    lines[row].replace_range(start..end, text(&edits[0], "content"));
    assert_eq!(lines[row], "os.path");
}
