//! What programs read.

#[allow(dead_code)]
mod sample;

use std::collections::BTreeSet;

use pylint_rs_diagnostics::{EmitterOptions, OutputFormat, json_schema};
use sample::{SampleFile, diagnostic, nasty, options, ordinary, render};
use serde_json::{Value, json};

fn parsed(format: OutputFormat) -> Value {
    serde_json::from_str(&render(&nasty(), format, options())).expect("valid JSON")
}

#[test]
fn json_has_every_field() {
    let text = ordinary().render(OutputFormat::Json, options());
    let findings: Value = serde_json::from_str(&text).expect("valid JSON");
    assert_eq!(
        findings[0],
        json!({
            "cell": null,
            "code": "F401",
            "end_location": {"column": 10, "row": 1},
            "filename": "/project/src/app.py",
            "fix": {
                "applicability": "safe",
                "edits": [{
                    "content": "",
                    "end_location": {"column": 1, "row": 2},
                    "location": {"column": 1, "row": 1},
                }],
                "message": "Remove the import of `os`",
            },
            "location": {"column": 8, "row": 1},
            "message": "`os` is imported but never used",
            "name": "unused-import",
            "noqa_row": 1,
            "severity": "error",
            "url": "https://example.invalid/rules/unused-import",
        })
    );
    assert_eq!(findings[1]["fix"]["applicability"], "unsafe");
    assert_eq!(findings[1]["severity"], "warning");
    assert_eq!(findings[2]["fix"]["applicability"], "display");
    assert_eq!(findings[2]["fix"]["message"], Value::Null);
    assert_eq!(findings[2]["severity"], "hint");
}

#[test]
fn json_counts_code_points_from_the_cell_after_the_mark() {
    let findings = parsed(OutputFormat::Json);
    let find = |file: &str, code: &str| {
        let array = findings.as_array().expect("an array").clone();
        array
            .into_iter()
            .find(|finding| {
                finding["filename"].as_str().is_some_and(|name| name.ends_with(file))
                    && finding["code"] == code
            })
            .expect("the finding")
    };
    let place = |finding: &Value| {
        let number = |end: &str, key: &str| finding[end][key].as_u64().expect("a number");
        (
            number("location", "row"),
            number("location", "column"),
            number("end_location", "row"),
            number("end_location", "column"),
        )
    };
    // After three wide characters.
    assert_eq!(place(&find("red.py", "E702")), (1, 13, 1, 18));
    // The byte order mark has no column, and CRLF is one line break.
    assert_eq!(place(&find("bom.py", "F401")), (1, 8, 1, 10));
    assert_eq!(place(&find("bom.py", "W292")), (5, 5, 5, 5));
    let cell = find("book.ipynb", "F401");
    assert_eq!(cell["cell"], 2);
    assert_eq!(place(&cell), (2, 8, 2, 10));
    assert_eq!(cell["fix"]["edits"][0]["location"], json!({"row": 2, "column": 1}));
    // No comment suppresses a syntax error; but its code is there for editors to index.
    let syntax = find("broken.py", "invalid-syntax");
    assert_eq!(syntax["noqa_row"], Value::Null);
    assert_eq!(place(&syntax), (1, 6, 2, 1));
    assert_eq!(place(&find("secret.py", "E902")), (1, 1, 1, 1));
}

#[test]
fn json_says_where_the_suppression_goes() {
    let findings = parsed(OutputFormat::Json);
    assert_eq!(findings[0]["filename"], "-");
    assert_eq!((&findings[0]["noqa_row"], &findings[1]["noqa_row"]), (&json!(1), &json!(1)));
    assert_eq!(findings[1]["location"]["row"], 2);
}

#[test]
fn json_lines_are_the_same_objects() {
    let lines = render(&nasty(), OutputFormat::JsonLines, options());
    let objects: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("valid JSON")).collect();
    assert_eq!(Value::Array(objects), parsed(OutputFormat::Json));
}

#[test]
fn json_schema_is_published_in_step() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema/diagnostics.schema.json");
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        published == json_schema(),
        "run `cargo run -p pylint_rs_diagnostics --example json_schema > docs/schema/diagnostics.schema.json`"
    );
}

#[test]
fn sarif_lists_only_the_rules_that_fired() {
    let report: Value =
        serde_json::from_str(&ordinary().render(OutputFormat::Sarif, options())).expect("JSON");
    let run = &report["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids, ["B006", "E711", "F401"]);
    let results = run["results"].as_array().expect("results");
    let levels: Vec<&str> = results.iter().filter_map(|result| result["level"].as_str()).collect();
    assert_eq!(levels, ["error", "warning", "note"]);
    let replacements = &results[1]["fixes"][0]["artifactChanges"][0]["replacements"];
    assert_eq!(replacements[0]["insertedContent"]["text"], "None");

    let all = parsed(OutputFormat::Sarif);
    let text = all.to_string();
    assert!(text.contains(
        "file:///project/we%3Brd%2C%20100%25%3A%5Bdir%5D/a%26b%20%3Cc%3E%20%22d%27%0A%1B%5B31mred.py"
    ));
}

#[test]
fn gitlab_fingerprints_are_unique_and_survive_moves() {
    let fingerprints = |file: &SampleFile| -> Vec<String> {
        let text = file.render(OutputFormat::Gitlab, options());
        let issues: Value = serde_json::from_str(&text).expect("valid JSON");
        issues
            .as_array()
            .expect("an array")
            .iter()
            .map(|issue| issue["fingerprint"].as_str().expect("a fingerprint").to_owned())
            .collect()
    };
    let at = |text: &str| {
        let mut file = SampleFile::new("a.py", text);
        for nth in 0..text.matches("f()").count() {
            let range = file.range("f()", nth);
            file = file.with(diagnostic("T201", "a call", range));
        }
        fingerprints(&file)
    };
    let before = at("f()\nf()\n");
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), 2);
    assert_eq!(at("import os\n\nf()\n\nf()\n"), before);
    assert_ne!(at("x = f()\nf()\n")[0], before[0]);

    let all = parsed(OutputFormat::Gitlab);
    let issues = all.as_array().expect("an array");
    let unique: BTreeSet<_> = issues.iter().map(|issue| issue["fingerprint"].as_str()).collect();
    assert_eq!(unique.len(), issues.len());
}

#[test]
fn gitlab_paths_start_at_the_project() {
    let options = EmitterOptions { project_directory: Some("/project/src".into()), ..options() };
    let text = ordinary().render(OutputFormat::Gitlab, options);
    let issues: Value = serde_json::from_str(&text).expect("valid JSON");
    assert_eq!(issues[0]["location"]["path"], "app.py");
    assert_eq!(
        issues[0]["location"]["positions"],
        json!({"begin": {"line": 1, "column": 8}, "end": {"line": 1, "column": 10}})
    );
}

#[test]
fn rdjson_columns_are_bytes() {
    let report = parsed(OutputFormat::Rdjson);
    let findings = report["diagnostics"].as_array().expect("an array");
    let wide = findings.iter().find(|finding| finding["code"]["value"] == "E702").expect("E702");
    assert_eq!(
        wide["location"]["range"],
        json!({"start": {"line": 1, "column": 19}, "end": {"line": 1, "column": 24}})
    );
    let fixed = findings.iter().find(|finding| finding["code"]["value"] == "B006").expect("B006");
    assert_eq!(fixed["suggestions"].as_array().map(Vec::len), Some(2));
    assert_eq!(fixed["severity"], "WARNING");
}

/// The value of a workflow command's property, as GitHub's runner takes it apart.
fn github_property(line: &str, name: &str) -> Option<String> {
    let (_, rest) = line.strip_prefix("::")?.split_once(' ')?;
    let (properties, _) = rest.split_once("::")?;
    let value = properties.split(',').find_map(|property| {
        property.strip_prefix(name).and_then(|value| value.strip_prefix('='))
    })?;
    Some(
        value
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%0A", "\n")
            .replace("%0D", "\r")
            .replace("%25", "%"),
    )
}

#[test]
fn github_commands_come_apart_again() {
    let output = render(&nasty(), OutputFormat::Github, options());
    let findings: usize = nasty().iter().map(|file| file.diagnostics.len()).sum();
    assert_eq!(output.lines().count(), findings);
    let odd = output.lines().find(|line| line.contains("E702")).expect("E702");
    let path = nasty().pop().expect("the odd path").path;
    assert_eq!(github_property(odd, "file").as_deref(), path.to_str());
    assert_eq!(github_property(odd, "line").as_deref(), Some("1"));
    assert_eq!(github_property(odd, "endColumn").as_deref(), Some("18"));
    let several_lines = output.lines().find(|line| line.contains("PLR0904")).expect("PLR0904");
    assert_eq!(github_property(several_lines, "endLine").as_deref(), Some("61"));
    assert_eq!(github_property(several_lines, "col"), None);
    assert!(output.contains("X1:2,3 line one%0D%0Aline two\n"));
}

#[test]
fn azure_commands_come_apart_again() {
    let output = render(&nasty(), OutputFormat::Azure, options());
    let findings: usize = nasty().iter().map(|file| file.diagnostics.len()).sum();
    assert_eq!(output.lines().count(), findings);
    let odd = output.lines().find(|line| line.contains("E702")).expect("E702");
    let (properties, message) = odd.split_once(']').expect("the end of the properties");
    assert_eq!(message, "100%AZP25 of `;`, `]]>`, <tags> & \"quotes\"");
    assert_eq!(properties.split(';').count(), 6, "{properties}");
    assert!(properties.contains("we%3Brd, 100%AZP25:[dir%5D/a&b"), "{properties}");
}

#[test]
fn pylint_lines() {
    let output = ordinary().render(OutputFormat::Pylint, options());
    assert_eq!(
        output,
        "src/app.py:1: [F401] `os` is imported but never used\n\
         src/app.py:5: [B006] A list as default is shared by all calls\n\
         src/app.py:7: [E711] Compare to `None` with `is`\n"
    );
}

#[test]
fn junit_states_totals_and_escapes() {
    let output = render(&nasty(), OutputFormat::Junit, options());
    let findings: usize = nasty().iter().map(|file| file.diagnostics.len()).sum();
    let opening = format!(
        r#"<testsuites name="pylint-rs" tests="{findings}" failures="{findings}" errors="0">"#
    );
    assert_eq!(output.lines().nth(1), Some(opening.as_str()));
    assert_eq!(output.matches("<failure ").count(), findings);
    assert!(output.contains("`]]&gt;`, &lt;tags&gt; &amp; &quot;quotes&quot;"));
    let unprintable = |character: char| character.is_control() && character != '\n';
    assert!(!output.contains(unprintable));
}

#[test]
fn nothing_found_is_a_report_too() {
    let clean = [SampleFile::new("clean.py", "x = 1\n")];
    let of = |format| render(&clean, format, options());
    assert_eq!(of(OutputFormat::Json), "[]\n");
    assert_eq!(of(OutputFormat::JsonLines), "");
    assert_eq!(of(OutputFormat::Gitlab), "[]\n");
    assert_eq!(of(OutputFormat::Github), "");
    assert_eq!(of(OutputFormat::Concise), "All checks passed!\n");
    let sarif: Value = serde_json::from_str(&of(OutputFormat::Sarif)).expect("valid JSON");
    assert_eq!(sarif["runs"][0]["results"], json!([]));
    let rdjson: Value = serde_json::from_str(&of(OutputFormat::Rdjson)).expect("valid JSON");
    assert_eq!(rdjson["diagnostics"], json!([]));
    assert!(
        of(OutputFormat::Junit).contains(r#"<testsuites name="pylint-rs" tests="1" failures="0""#)
    );
}

#[test]
fn format_names() {
    for format in OutputFormat::ALL {
        assert_eq!(format.to_string().parse::<OutputFormat>().ok(), Some(format));
        assert_eq!(serde_json::to_value(format).ok(), Some(json!(format.as_str())));
    }
    let error = "text".parse::<OutputFormat>().expect_err("no such format").to_string();
    assert!(error.starts_with("unknown output format `text`: use one of full, concise"), "{error}");
}
