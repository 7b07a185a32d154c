use pylint_rs_diagnostics::Severity;
use ruff_text_size::{TextRange, TextSize};

use super::*;

fn finding(text: &str, code: &'static str, at: &str) -> Diagnostic {
    let start = TextSize::try_from(text.rfind(at).unwrap()).unwrap();
    Diagnostic {
        code: code.into(),
        name: "".into(),
        message: String::new(),
        severity: Severity::Error,
        range: TextRange::at(start, TextSize::of(at)),
        fix: None,
        suppression_offset: None,
        noqa_offset: None,
    }
}

/// A directory with a baseline that knows these findings of `a/b.py`.
fn baseline(text: &str, findings: &[(&'static str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("a/b.py");
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, text).unwrap();
    let writer = BaselineWriter::new(&directory.path().join("baseline.json"));
    let findings: Vec<_> = findings.iter().map(|(code, at)| finding(text, code, at)).collect();
    writer.record(&file, text, &findings);
    writer.write().unwrap();
    (directory, file)
}

fn read(directory: &tempfile::TempDir) -> Baseline {
    Baseline::read(&directory.path().join("baseline.json")).unwrap()
}

#[test]
fn the_file() {
    let text = "x = 1\n  x = 1\nyy\n";
    let findings = [("B002", "x"), ("B002", "1"), ("A001", "yy"), (INVALID_SYNTAX, "yy")];
    let (directory, _) = baseline(text, &findings);
    let written = fs::read_to_string(directory.path().join("baseline.json")).unwrap();
    let expected = r#"{
  "version": 1,
  "findings": {
    "a/b.py": [
      {
        "code": "A001",
        "line": "b532061979766818",
        "count": 1
      },
      {
        "code": "B002",
        "line": "78a1221670527dfc",
        "count": 2
      }
    ]
  }
}
"#;
    assert_eq!(written, expected);
    let schema: serde_json::Value = schema();
    assert_eq!(schema["properties"]["version"]["type"], "integer");
}

#[test]
fn known_findings_stay_known_when_lines_move() {
    let (directory, file) = baseline("f(x)\n", &[("B002", "x")]);
    let baseline = read(&directory);
    let text = "# new\n    f(x)  \r\ng(y)\n";
    let mut findings =
        vec![finding(text, "B002", "x"), finding(text, "B003", "x"), finding(text, "B002", "y")];
    baseline.retain_and_count(&file, text, &mut findings, |_| true);
    let left: Vec<_> = findings.iter().map(|it| (&*it.code, it.start().to_u32())).collect();
    assert_eq!(left, [("B003", 12), ("B002", 20)]);
    assert_eq!(baseline.stale(), 0);
}

#[test]
fn one_more_than_known_is_new() {
    let text = "f(x)\n";
    let (directory, file) = baseline(text, &[("B002", "x")]);
    let baseline = read(&directory);
    let mut findings = vec![finding(text, "B002", "f"), finding(text, "B002", "x")];
    baseline.retain(&file, text, &mut findings);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].start().to_u32(), 2);
}

#[test]
fn what_is_gone_is_counted() {
    let text = "f(x)\ng(y)\n";
    let (directory, file) = baseline(text, &[("B002", "x"), ("B002", "y"), ("B003", "y")]);
    let known = read(&directory);
    known.retain_and_count(&file, text, &mut vec![finding(text, "B002", "x")], |code| {
        code == "B002"
    });
    assert_eq!(known.stale(), 1, "B003 was not run");
    fs::remove_file(file).unwrap();
    assert_eq!(read(&directory).stale(), 3);
}

#[test]
fn what_is_no_baseline() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("baseline.json");
    let error = |text: &str| {
        fs::write(&path, text).unwrap();
        Baseline::read(&path).unwrap_err().to_string().replace(path.to_str().unwrap(), "PATH")
    };
    assert_eq!(
        error("{\n\"version\": 1}"),
        "baseline PATH: missing field `findings` at line 2 column 13"
    );
    assert_eq!(
        error(r#"{"version": 2, "findings": {}}"#),
        "baseline PATH: its version is 2; only 1 is known"
    );
    assert!(error("[").starts_with("baseline PATH: "));
    fs::remove_file(&path).unwrap();
    assert!(Baseline::read(&path).is_err());
}

#[test]
fn names_go_up_and_down() {
    let name = |path: &str, directory: &str| relative_name(Path::new(path), Path::new(directory));
    assert_eq!(name("/no/a/b.py", "/no/a"), "b.py");
    assert_eq!(name("/no/b.py", "/no/a/c"), "../../b.py");
}
