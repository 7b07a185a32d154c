//! `--baseline`, `--write-baseline` and `--since`.

use crate::project::{Project, SAMPLE};

const RECORDED: &str = r#"{
  "version": 1,
  "findings": {
    "sample.py": [
      {
        "code": "B009",
        "line": "f8aaf5e6d431f5a3",
        "count": 1
      },
      {
        "code": "B011",
        "line": "9b90219fb1ecc801",
        "count": 1
      },
      {
        "code": "B015",
        "line": "4074feee3d9f7cf1",
        "count": 1
      }
    ]
  }
}
"#;

#[test]
fn known_findings_pass() {
    let project = Project::sample();
    let run = project.check(["--write-baseline=known.json"]).exits(0);
    assert_eq!((&*run.stdout, &*run.stderr), ("", "Recorded 3 findings in known.json.\n"));
    assert_eq!(project.read("known.json"), RECORDED);

    let run = project.check(["--baseline=known.json"]).exits(0);
    assert_eq!((&*run.stdout, &*run.stderr), ("All checks passed!\n", ""));

    // Lines move, a line comes twice, and a file is new.
    project.write("sample.py", format!("# first\n{SAMPLE}os == 1\n"));
    project.write("new.py", "x == 1\n");
    let run = project.check(["--baseline=known.json"]).exits(1);
    assert_eq!(run.findings(), ["new.py:1:1: B015", "sample.py:6:1: B015"]);
}

#[test]
fn a_baseline_is_found_from_anywhere() {
    let project = Project::new(&[("src/a.py", SAMPLE), ("ci/readme", "")]);
    project.check(["--write-baseline=ci/known.json"]).exits(0);
    assert!(project.read("ci/known.json").contains("\"../src/a.py\""));
    for arguments in [["--baseline=ci/known.json", "src"], ["--baseline=ci/known.json", "src/a.py"]]
    {
        project.check(arguments).exits(0);
    }
    let arguments = ["check", "--select=B", "--baseline=../ci/known.json"];
    let status = project.command(arguments).current_dir(project.path("src")).status().unwrap();
    assert_eq!(status.code(), Some(0));
    let mut arguments = vec!["check", "--select=B", "--baseline=ci/known.json", "-"];
    assert_eq!(project.run_with_input(&arguments, SAMPLE).code, Some(1));
    arguments.push("--stdin-filename=src/a.py");
    project.run_with_input(&arguments, SAMPLE).exits(0);
}

#[test]
fn what_is_gone_is_told() {
    let project = Project::sample();
    project.check(["--write-baseline=known.json"]).exits(0);
    project.write("sample.py", "import os\nos == 1\n");
    let told = |arguments: &[&'static str]| {
        let arguments = ["--baseline=known.json"].into_iter().chain(arguments.iter().copied());
        project.check(arguments).exits(0).stderr
    };
    let expected =
        "2 findings of the baseline are gone; `--write-baseline known.json` forgets them.\n";
    assert_eq!(told(&[]), expected);
    assert_eq!(told(&["--quiet"]), "");
    // A rule that did not run says nothing about its findings.
    assert_eq!(told(&["--ignore=B011"]).split(' ').next(), Some("1"));
    std::fs::remove_file(project.path("sample.py")).unwrap();
    assert_eq!(told(&[]).split(' ').next(), Some("3"));
    project.check(["--write-baseline=known.json"]).exits(0);
    assert_eq!(project.read("known.json"), "{\n  \"version\": 1,\n  \"findings\": {}\n}\n");
    assert_eq!(told(&[]), "");
}

#[test]
fn known_findings_are_not_fixed() {
    let project = Project::sample();
    project.check(["--select=B009", "--write-baseline=known.json"]).exits(0);
    project.write("sample.py", format!("{SAMPLE}getattr(os, \"name\")\n"));
    project.check(["--fix", "--baseline=known.json", "--ignore=B011,B015"]).exits(0);
    assert_eq!(project.read("sample.py"), format!("{SAMPLE}os.name\n"));
}

#[test]
fn what_cannot_be_recorded_is_told() {
    let project = Project::new(&[("a.py", "x = (\n"), ("b.py", "x == 1\n")]);
    let run = project.check(["--write-baseline=known.json"]).exits(0);
    assert!(run.stderr.starts_with("Recorded 1 finding in known.json.\n1 finding cannot"));
    let run = project.check(["--baseline=known.json"]).exits(1);
    assert!(run.findings().iter().all(|finding| finding.ends_with(": invalid-syntax")));
}

#[test]
fn flags_that_contradict_each_other() {
    let project = Project::sample();
    for flag in ["--fix", "--diff", "--baseline=known.json", "--since=HEAD", "--add-noqa"] {
        project.check(["--write-baseline=known.json", flag]).exits(2);
    }
    project.write("lint.toml", "fix = true\n");
    project.check(["--write-baseline=known.json"]).exits(0);
    assert_eq!(project.read("sample.py"), SAMPLE);
    for flag in ["--write-baseline=x", "--since=HEAD"] {
        project.run_with_input(["check", flag, "-"], SAMPLE).exits(2);
    }
}

#[test]
fn a_broken_baseline() {
    let project = Project::new(&[("a.py", "x = 1\n"), ("known.json", "{\"version\": 1,\n]")]);
    let run = project.check(["--baseline=known.json"]).exits(2);
    assert!(run.stderr.starts_with("error: baseline known.json: "), "{}", run.stderr);
    assert!(run.stderr.contains("line 2 column 1"), "{}", run.stderr);
}

#[test]
fn changed_lines() {
    let project = Project::sample();
    project.commit_all();
    assert_eq!(project.check(["--since=HEAD"]).exits(0).stdout, "All checks passed!\n");
    project.write("sample.py", format!("x == 1\n{SAMPLE}y == 1\n"));
    let expected = ["sample.py:1:1: B015", "sample.py:6:1: B015"];
    assert_eq!(project.check(["--since=HEAD"]).exits(1).findings(), expected);
    project.git(&["add", "--all"]);
    assert_eq!(project.check(["--since=HEAD"]).exits(1).findings(), expected, "staged or not");
    project.git(&["commit", "--quiet", "--message=second"]);
    project.check(["--since=HEAD"]).exits(0);
    assert_eq!(project.check(["--since=HEAD~1"]).exits(1).findings(), expected);
}

#[test]
fn new_files_and_renamed_ones() {
    let long: String = (0..50).map(|number| format!("v{number} = {number}\n")).collect();
    let project = Project::new(&[("old.py", &format!("x == 1\n{long}")), ("untouched.py", SAMPLE)]);
    project.write("ignored.py", "x == 1\n");
    project.write(".gitignore", "ignored.py\n");
    project.commit_all();
    project.git(&["mv", "old.py", "new name \"ü\".py"]);
    project.write("new name \"ü\".py", format!("x == 1\n{long}y == 1\n"));
    project.write("untracked.py", "x == 1\n");
    project.write("deep/staged.py", "x == 1\n");
    project.git(&["add", "deep/staged.py"]);
    let expected =
        ["deep/staged.py:1:1: B015", "new name \"ü\".py:52:1: B015", "untracked.py:1:1: B015"];
    assert_eq!(project.check(["--since=HEAD"]).exits(1).findings(), expected);
    let run = project.check(["--since=HEAD", "ignored.py"]).exits(1);
    assert_eq!(run.findings(), ["ignored.py:1:1: B015"], "no revision has it");

    let arguments = ["check", "--select=B015", "--output-format=concise", "--since=HEAD"];
    let output = project.command(arguments).current_dir(project.path("deep")).output().unwrap();
    let run = crate::project::Run::from(output).exits(1);
    assert_eq!(run.findings(), ["staged.py:1:1: B015"], "from below the top directory");
}

#[test]
fn only_changed_lines_are_fixed() {
    let project = Project::sample();
    project.commit_all();
    project.write("sample.py", format!("{SAMPLE}getattr(os, \"name\")\n"));
    project.check(["--since=HEAD", "--fix"]).exits(0);
    assert_eq!(project.read("sample.py"), format!("{SAMPLE}os.name\n"));
}

#[test]
fn only_changed_lines_get_a_noqa() {
    let project = Project::sample();
    project.commit_all();
    project.write("sample.py", format!("{SAMPLE}x == 1\n"));
    project.check(["--since=HEAD", "--add-noqa"]).exits(0);
    assert_eq!(project.read("sample.py"), format!("{SAMPLE}x == 1  # noqa: B015\n"));
}

#[test]
fn the_users_configuration_of_git_has_no_say() {
    let project = Project::sample();
    project.commit_all();
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.external", "false"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "99"),
        ("color.ui", "always"),
        ("core.quotePath", "false"),
        ("diff.renames", "false"),
    ] {
        project.git(&["config", key, value]);
    }
    project.write("sample.py", format!("x == 1\n{SAMPLE}y == 1\n"));
    let expected = ["sample.py:1:1: B015", "sample.py:6:1: B015"];
    assert_eq!(project.check(["--since=HEAD"]).exits(1).findings(), expected);
}

#[test]
fn what_git_cannot_answer() {
    let project = Project::sample();
    let error = |arguments: &[&'static str]| {
        project.check(arguments.iter().copied()).exits(2).stderr.trim_end().to_owned()
    };
    let outside = error(&["--since=HEAD"]);
    assert!(outside.starts_with("error: `git rev-parse`: not a git repository"), "{outside}");
    project.git(&["init", "--quiet"]);
    assert_eq!(error(&["--since=HEAD"]), "error: git knows no revision `HEAD`");
    project.commit_all();
    assert_eq!(error(&["--since=nope"]), "error: git knows no revision `nope`");
    assert_eq!(error(&["--since=--help"]), "error: git knows no revision `--help`");
    let output = project.command(["check", "--since=HEAD"]).env("PATH", "").output().unwrap();
    let run = crate::project::Run::from(output).exits(2);
    assert!(run.stderr.starts_with("error: cannot run `git`: "), "{}", run.stderr);
}
