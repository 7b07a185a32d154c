//! The repository's own `lint.toml`: the example shows every key, and tells the truth.

use std::path::{Path, PathBuf};

use crate::project::Project;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn example() -> String {
    std::fs::read_to_string(repository().join("lint.toml")).unwrap()
}

/// The example's keys that are not set, as TOML: those after a bare `#`.
fn unset() -> String {
    let text = example();
    text.lines()
        .filter_map(|line| line.strip_prefix('#'))
        .filter(|line| !line.is_empty() && !line.starts_with([' ', '#']))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn every_key_is_shown() {
    let project = Project::new(&[]);
    let schema = project.run(["config", "schema"]).exits(0).json();
    let text = example();
    for key in schema["properties"].as_object().unwrap().keys() {
        let is_shown = text.lines().any(|line| {
            let line = line.trim_start_matches(['#', '[']);
            line.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with([' ', '.', ']']))
        });
        assert!(is_shown, "`{key}` is not in lint.toml");
    }
}

#[test]
fn what_is_shown_is_accepted() {
    let project = Project::new(&[("lint.toml", ""), ("sub/lint.toml", &unset())]);
    project.write("sub/a.py", "");
    project.run(["check", "sub"]).exits(0);
}

#[test]
fn defaults_are_the_defaults() {
    let project = Project::new(&[]);
    let shown = project.run(["config", "show", "--isolated", "a.py"]).exits(0).stdout;
    let shown = shown.split_once(" rules\n").unwrap().0;
    let root = project.path("").display().to_string();
    let root = root.trim_end_matches('/');
    let mut compared = 0;
    for line in unset().lines() {
        let (key, value) = line.split_once(" = ").unwrap();
        let Some(default) = shown.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")))
        else {
            continue;
        };
        let default = default.strip_suffix("  # default").unwrap();
        let default = default.replace(&format!("{root}/"), "").replace(root, ".");
        assert_eq!(value, default, "{key}");
        compared += 1;
    }
    assert!(compared >= 12, "only {compared} defaults were compared");
}

#[test]
fn the_guide_tells_of_every_key() {
    let project = Project::new(&[]);
    let schema = project.run(["config", "schema"]).exits(0).json();
    let guide = std::fs::read_to_string(repository().join("docs/configuration.md")).unwrap();
    for key in schema["properties"].as_object().unwrap().keys() {
        assert!(guide.contains(&format!("`{key}`")), "`{key}` is not in docs/configuration.md");
    }
    let help = project.run(["check", "--help"]).exits(0).stdout;
    let is_flag = |word: &&str| {
        word.strip_prefix("--").is_some_and(|name| name.starts_with(|it: char| it.is_alphabetic()))
    };
    for word in guide.split(|it: char| !(it == '-' || it.is_alphanumeric())).filter(is_flag) {
        assert!(help.contains(word), "the guide tells of {word}, which `check` does not have");
    }
}

#[test]
fn examples_in_the_documentation_are_accepted() {
    let mut count = 0;
    for page in ["README.md", "docs/configuration.md"] {
        let text = std::fs::read_to_string(repository().join(page)).unwrap();
        for block in text.split("```toml\n").skip(1) {
            let block = block.split("```").next().unwrap();
            let project = Project::new(&[("lint.toml", ""), ("sub/lint.toml", block)]);
            project.write("sub/a.py", "x = 1\n");
            // The files of rules that the examples load.
            let rule = |code| {
                let name = format!("{code}-example").to_lowercase();
                format!(
                    "[[rule]]\ncode = '{code}'\nname = '{name}'\nmessage = 'm'\npattern = 'f()'\n"
                )
            };
            project.write("sub/rules/one.toml", rule("ONE1"));
            project.write("sub/team.toml", rule("TEAM1"));
            project.write(
                "sub/semgrep.yaml",
                "rules:\n- {id: a, pattern: f(), message: m, languages: [python], severity: INFO}\n",
            );
            let run = project.run(["check", "--ignore=ALL", "sub"]);
            assert_eq!(run.code, Some(0), "{page}:\n{block}\n{}", run.stderr);
            count += 1;
        }
    }
    assert!(count >= 3, "only {count} examples were tried");
}

/// What pre-commit runs, with the files it would name.
#[test]
fn the_hook_runs() {
    let hooks = std::fs::read_to_string(repository().join(".pre-commit-hooks.yaml")).unwrap();
    let entry = hooks.lines().find_map(|line| line.trim().strip_prefix("entry: ")).unwrap();
    let mut words = entry.split(' ');
    assert_eq!(words.next(), Some("pylint-rs"));
    let project = Project::new(&[("a.py", "x = 1\n"), ("venv/b.py", "x == 1\n")]);
    let arguments: Vec<_> = words.chain(["a.py", "venv/b.py"]).collect();
    project.run(&arguments).exits(0);
    project.write("a.py", "x == 1\n");
    project.run(&arguments).exits(1);
}
