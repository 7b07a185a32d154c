//! Every format, with findings in two files.

use serde_json::Value;

use crate::project::{Project, RULES, Run, SAMPLE};

fn report(format: &str) -> (Project, Run) {
    let project = Project::new(&[("b & c.py", "x == 1\n"), ("a/sample.py", SAMPLE)]);
    let format = format!("--output-format={format}");
    let run = project.run(["check", RULES, &format]).exits(1);
    assert_eq!(run.stderr, "");
    (project, run)
}

/// Checks that these are in the report, in this order.
#[track_caller]
fn contains_in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("no {part:?} in order in\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

#[track_caller]
fn pick<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in {value:#}"))
}

#[test]
fn full() {
    contains_in_order(
        &report("full").1.stdout,
        &[
            "[B009]: ",
            "a/sample.py:2:1",
            "2 │ getattr(os, \"path\")",
            "^^^^^^^^^^^^^^^^^^^",
            "-getattr(os, \"path\")",
            "+os.path",
            "[B011]: ",
            "a/sample.py:3:8",
            "[B015]: ",
            "a/sample.py:4:1",
            "[B015]: ",
            "b & c.py:1:1",
            "Found 4 problems",
            "[*] 1 fixable with the `--fix` option (1 more with `--unsafe-fixes`).",
        ],
    );
}

#[test]
fn concise() {
    let (_, run) = report("concise");
    let expected = [
        "a/sample.py:2:1: B009",
        "a/sample.py:3:8: B011",
        "a/sample.py:4:1: B015",
        "b & c.py:1:1: B015",
    ];
    assert_eq!(run.findings(), expected);
    contains_in_order(&run.stdout, &["B009 [*] ", "B011 ", "B015 ", "Found 4 problems"]);
}

#[test]
fn grouped() {
    contains_in_order(
        &report("grouped").1.stdout,
        &["a/sample.py:\n", "2:1 B009 ", "3:8 B011 ", "4:1 B015 ", "b & c.py:\n", "1:1 B015 "],
    );
}

#[test]
fn json() {
    let (project, run) = report("json");
    let findings = run.json();
    let findings = findings.as_array().unwrap();
    assert_eq!(findings.len(), 4);
    let first = &findings[0];
    assert_eq!(first["code"], "B009");
    assert_eq!(first["name"], "get-attr-with-constant");
    assert_eq!(first["filename"], project.path("a/sample.py").to_str().unwrap());
    assert_eq!(first["location"], serde_json::json!({"row": 2, "column": 1}));
    assert_eq!(first["end_location"], serde_json::json!({"row": 2, "column": 20}));
    assert_eq!(first["fix"]["applicability"], "safe");
    assert_eq!(first["fix"]["edits"][0]["content"], "os.path");
    assert_eq!(findings[1]["fix"]["applicability"], "unsafe");
    assert_eq!(findings[2]["fix"], Value::Null);
    assert_eq!(findings[3]["filename"], project.path("b & c.py").to_str().unwrap());
}

#[test]
fn json_lines() {
    let (_, run) = report("json-lines");
    let (_, whole) = report("json");
    let codes = |findings: &[Value]| {
        findings.iter().map(|finding| finding["code"].clone()).collect::<Vec<_>>()
    };
    let lines: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(codes(&lines), codes(whole.json().as_array().unwrap()));
}

#[test]
fn sarif() {
    let report = report("sarif").1.json();
    assert_eq!(report["version"], "2.1.0");
    let results = pick(&report, "/runs/0/results").as_array().unwrap();
    let rules: Vec<_> = results.iter().map(|result| result["ruleId"].as_str().unwrap()).collect();
    assert_eq!(rules, ["B009", "B011", "B015", "B015"]);
    let region = pick(&results[0], "/locations/0/physicalLocation/region");
    assert_eq!((&region["startLine"], &region["startColumn"]), (&2.into(), &1.into()));
}

#[test]
fn github() {
    contains_in_order(
        &report("github").1.stdout,
        &[
            "::",
            "file=",
            "a/sample.py,line=2,",
            "B009",
            "\n::",
            "line=3,",
            "\n::",
            "b & c.py,line=1,",
        ],
    );
}

#[test]
fn gitlab() {
    let (project, run) = report("gitlab");
    let report = run.json();
    let issues = report.as_array().unwrap();
    assert_eq!(issues.len(), 4);
    assert_eq!(issues[0]["check_name"], "B009");
    assert_eq!(pick(&issues[0], "/location/positions/begin/line"), 2);
    let fingerprints: std::collections::BTreeSet<_> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), 4);

    // In a job, paths are relative to the checkout, wherever the linter is run.
    let run = project
        .command(["check", RULES, "--output-format=gitlab"])
        .current_dir(project.path("a"))
        .env("CI_PROJECT_DIR", project.path(""))
        .output()
        .map(Run::from)
        .unwrap();
    assert_eq!(pick(&run.json(), "/0/location/path"), "a/sample.py");
}

#[test]
fn junit() {
    let (_, run) = report("junit");
    contains_in_order(
        &run.stdout,
        &[
            "<?xml",
            "<testsuites",
            "failures=\"4\"",
            "sample.py\"",
            "B009",
            "b &amp; c.py\"",
            "</testsuites>",
        ],
    );
}

#[test]
fn rdjson() {
    let report = report("rdjson").1.json();
    let findings = pick(&report, "/diagnostics").as_array().unwrap();
    assert_eq!(findings.len(), 4);
    assert_eq!(pick(&findings[0], "/code/value"), "B009");
    assert_eq!(pick(&findings[0], "/location/range/start/line"), 2);
    assert_eq!(pick(&findings[0], "/suggestions/0/text"), "os.path");
}

#[test]
fn azure() {
    contains_in_order(
        &report("azure").1.stdout,
        &[
            "##vso[task.logissue ",
            "sourcepath=",
            "a/sample.py;linenumber=2;",
            "code=B009;",
            "b & c.py;linenumber=1;",
        ],
    );
}

#[test]
fn pylint() {
    contains_in_order(
        &report("pylint").1.stdout,
        &["a/sample.py:2: [B009] ", "\na/sample.py:3: [B011] ", "\nb & c.py:1: [B015] "],
    );
}

#[test]
fn without_findings_every_format_is_still_whole() {
    let project = Project::new(&[("a.py", "x = 1\n")]);
    let report = |format: &str| {
        project.run(["check".to_owned(), format!("--output-format={format}")]).exits(0)
    };
    for format in ["json", "gitlab"] {
        assert_eq!(report(format).json(), serde_json::json!([]), "{format}");
    }
    assert_eq!(pick(&report("sarif").json(), "/runs/0/results"), &serde_json::json!([]));
    assert_eq!(pick(&report("rdjson").json(), "/diagnostics"), &serde_json::json!([]));
    contains_in_order(&report("junit").stdout, &["<testsuites", "failures=\"0\"", "</testsuites>"]);
    for format in ["json-lines", "github", "azure", "pylint"] {
        assert_eq!(report(format).stdout, "", "{format}");
    }
    for format in ["full", "concise", "grouped"] {
        assert_eq!(report(format).stdout, "All checks passed!\n", "{format}");
    }
}
