//! 0 clean, 1 findings, 2 trouble.

use crate::project::{Project, SAMPLE};

#[test]
fn clean() {
    let project = Project::new(&[("a.py", "x = 1\n"), ("readme.md", "os == 1\n")]);
    let run = project.run(["check"]).exits(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("All checks passed!\n", ""));
    Project::new(&[]).run(["check"]).exits(0);
}

#[test]
fn findings() {
    let run = Project::sample().check([]).exits(1);
    let expected = ["sample.py:2:1: B009", "sample.py:3:8: B011", "sample.py:4:1: B015"];
    assert_eq!(run.findings(), expected);
    assert_eq!(run.stderr, "");
}

#[test]
fn syntax_errors_are_findings() {
    let project = Project::new(&[("a.py", "x = (\nos == 1\n")]);
    let run = project.check([]).exits(1);
    assert!(run.findings().iter().any(|finding| finding.ends_with(": invalid-syntax")));
}

#[test]
fn what_is_not_there_is_a_finding() {
    let run = Project::sample().run(["check", "--output-format=concise", "nowhere.py"]).exits(1);
    assert_eq!(run.findings(), ["nowhere.py:1:1: E902"]);
}

#[test]
fn an_unreadable_file_is_told_of_where_its_rule_is_off() {
    let run = Project::sample().check(["nowhere.py", "sample.py"]).exits(1);
    assert_eq!(run.findings().len(), 3);
    assert!(run.stderr.starts_with("warning: nowhere.py: "), "{}", run.stderr);
}

#[test]
fn wrong_usage() {
    let project = Project::sample();
    for arguments in [
        &[][..],
        &["check", "--nonsense"],
        &["check", "--output-format=nonsense"],
        &["check", "--select=NONSENSE"],
        &["check", "--fail-on=nonsense"],
        &["check", "--target-version=py1"],
        &["check", "--config=nonsense = 1"],
        &["check", "--config=nowhere.toml"],
        &["check", "--files-from=nowhere.txt"],
        &["check", "--per-file-ignores=sample.py"],
        &["check", "--per-file-ignores=sample.py:NONSENSE"],
        &["check", "--baseline=nowhere.json"],
        &["check", "--output-file=sample.py/report"],
        &["rule", "NONSENSE"],
        &["rule"],
        &["ast", "nowhere.py"],
        &["nonsense"],
    ] {
        let run = project.run(arguments).exits(2);
        assert!(!run.stderr.is_empty(), "{arguments:?} fails without a word");
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
}

#[test]
fn a_wrong_configuration_comes_before_findings() {
    let project = Project::new(&[("a/lint.toml", "selct = []\n"), ("b.py", SAMPLE)]);
    project.write("a/c.py", SAMPLE);
    let run = project.check([]).exits(2);
    assert_eq!(run.findings().len(), 3, "the other files are checked all the same");
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
}

#[test]
fn exit_zero() {
    let run = Project::sample().check(["--exit-zero"]).exits(0);
    assert_eq!(run.findings().len(), 3);
    Project::sample().check(["--exit-zero", "--config=nonsense = 1"]).exits(2);
}

#[test]
fn exit_non_zero_on_fix() {
    let text = "import os\ngetattr(os, \"path\")\n";
    let fix = |arguments: &[&'static str]| {
        let project = Project::new(&[("a.py", text)]);
        let run = project.check(["--fix"].into_iter().chain(arguments.iter().copied()));
        assert_eq!(project.read("a.py"), "import os\nos.path\n");
        run
    };
    fix(&[]).exits(0);
    fix(&["--exit-non-zero-on-fix"]).exits(1);
    fix(&["--exit-non-zero-on-fix", "--fix-only"]).exits(1);
    Project::new(&[("a.py", "x = 1\n")]).check(["--fix", "--exit-non-zero-on-fix"]).exits(0);
}

#[test]
fn fail_on() {
    let project = Project::sample();
    let severity = |severity: &str| format!("--config=severity.B = \"{severity}\"");
    project.check(["--fail-on=warning", &severity("info")]).exits(0);
    project.check(["--fail-on=warning", &severity("warning")]).exits(1);
    project.check(["--fail-on=error", &severity("warning")]).exits(0);
    project.check(["--fail-on=hint", &severity("hint")]).exits(1);
    project.check([&*severity("hint")]).exits(1);
    project.write("lint.toml", "fail-on = \"error\"\n[severity]\nB = \"warning\"\n");
    assert_eq!(project.check([]).exits(0).findings().len(), 3, "they are still shown");
    project.check(["--fail-on=warning"]).exits(1);
}
