//! Which files are looked at, and what standard input counts as.

use crate::project::{Project, RULES, Run, SAMPLE};

fn tree() -> Project {
    Project::new(&[
        ("a.py", SAMPLE),
        ("b/c.pyi", "x: int\n"),
        ("b/d.pyw", SAMPLE),
        ("b/script", "#!/usr/bin/env python3\nx == 1\n"),
        ("venv/e.py", SAMPLE),
        ("skip/f.py", SAMPLE),
        ("notes.txt", SAMPLE),
    ])
}

#[track_caller]
fn shown(run: &Run, project: &Project) -> Vec<String> {
    let root = project.path("");
    run.stdout
        .lines()
        .map(|line| {
            line.strip_prefix(root.to_str().unwrap()).unwrap().trim_start_matches('/').into()
        })
        .collect()
}

#[test]
fn show_files() {
    let project = tree();
    let list = |arguments: &[&str]| {
        let arguments = ["check", "--show-files"].iter().chain(arguments);
        shown(&project.run(arguments).exits(0), &project)
    };
    assert_eq!(list(&[]), ["a.py", "b/c.pyi", "b/d.pyw", "skip/f.py"]);
    assert_eq!(list(&["b"]), ["b/c.pyi", "b/d.pyw"]);
    assert_eq!(list(&["b/script", "notes.txt"]), ["b/script", "notes.txt"]);
    assert_eq!(list(&["--extend-exclude=skip,b/*.pyw"]), ["a.py", "b/c.pyi"]);
    assert_eq!(list(&["--exclude=skip"]), ["a.py", "b/c.pyi", "b/d.pyw", "venv/e.py"]);
    assert_eq!(list(&["venv/e.py"]), ["venv/e.py"]);
    assert_eq!(list(&["venv/e.py", "a.py", "--force-exclude"]), ["a.py"]);
    assert_eq!(list(&["venv"]), ["venv/e.py"]);
}

#[test]
fn gitignore() {
    let project = tree();
    project.write(".gitignore", "skip\n");
    project.git(&["init", "--quiet"]);
    let list = |arguments: &[&str]| {
        let arguments = ["check", "--show-files"].iter().chain(arguments);
        shown(&project.run(arguments).exits(0), &project).contains(&"skip/f.py".to_owned())
    };
    assert!(!list(&[]));
    assert!(list(&["skip/f.py"]));
    assert!(list(&["--no-respect-gitignore"]));
    project.write("lint.toml", "respect-gitignore = false\n");
    assert!(list(&[]));
    assert!(!list(&["--respect-gitignore"]));
}

#[test]
fn scripts_are_linted_when_named() {
    assert_eq!(tree().check(["b/script"]).exits(1).findings(), ["b/script:2:1: B015"]);
}

#[test]
fn files_from() {
    let project = tree();
    project.write("list", "a.py\r\n\nb\n");
    let expected = ["a.py:2:1: B009", "a.py:3:8: B011", "a.py:4:1: B015"];
    let run = project.check(["--files-from=list"]).exits(1);
    assert_eq!(run.findings()[..3], expected);
    assert_eq!(run.findings().len(), 6);
    let arguments = ["check", "--output-format=concise", RULES, "--files-from=-"];
    assert_eq!(project.run_with_input(arguments, "a.py\n").exits(1).findings(), expected);
    let run = project.run_with_input(arguments, "").exits(0);
    assert_eq!(run.stdout, "All checks passed!\n", "an empty list is no file, not all files");
}

#[test]
fn standard_input() {
    let project = Project::new(&[("lint.toml", "exclude = [\"skip\"]\n")]);
    project.write("tests/lint.toml", "ignore = [\"B015\"]\n");
    let run = |arguments: &[&str]| {
        let fixed = ["check", "--output-format=concise", RULES, "-"].iter().chain(arguments);
        project.run_with_input(fixed, SAMPLE).findings()
    };
    assert_eq!(run(&[]), ["-:2:1: B009", "-:3:8: B011", "-:4:1: B015"]);
    let named = run(&["--stdin-filename=src/new.py"]);
    assert_eq!(named, ["src/new.py:2:1: B009", "src/new.py:3:8: B011", "src/new.py:4:1: B015"]);
    // The command line's `--select` is stronger than the `ignore` of the file's configuration.
    assert_eq!(run(&["--stdin-filename=tests/new.py"]).len(), 3);
    assert_eq!(run(&["--stdin-filename=tests/new.py", "--per-file-ignores=tests/*:B015"]).len(), 2);
}

#[test]
fn the_name_of_standard_input_decides_about_stubs_and_exclusion() {
    let project = Project::new(&[]);
    let run = |arguments: &[&str], input: &str| {
        let fixed = ["check", "--output-format=concise", "--select=B", "-"].iter().chain(arguments);
        project.run_with_input(fixed, input).findings().len()
    };
    assert_eq!(run(&["--stdin-filename=a.py"], "class C:\n    x == 1\n"), 1);
    let excluded = ["--stdin-filename=venv/a.py", "--force-exclude"];
    assert_eq!(run(&excluded, SAMPLE), 0, "an editor's file is held to the exclusions");
    assert_eq!(run(&["--stdin-filename=venv/a.py"], SAMPLE), 3);
}
