//! Rules in Semgrep's YAML: loading, running, suppressing and testing them.

use crate::project::Project;

const RULES: &str = r#"rules:
- id: team.no-eval
  languages: [python]
  severity: ERROR
  message: $X is evaluated
  patterns:
  - pattern: eval($X)
  - pattern-not: eval("...")
  fix: literal_eval($X)
- id: no-todo
  languages: [regex]
  severity: INFO
  message: found $1
  pattern-regex: '#\s*(TODO|FIXME)(?=:)'
- id: tainted
  mode: taint
  languages: [python]
  severity: ERROR
  message: m
  pattern-sources: [{pattern: a}]
  pattern-sinks: [{pattern: b}]
- id: of-another-language
  languages: [go]
  severity: ERROR
  message: m
  pattern: a
"#;

#[test]
fn rules_run_and_say_what_is_not_supported() {
    let code = "from os import name\neval(name)\neval('1')\n# TODO: more\n";
    let project = Project::new(&[("rules.yaml", RULES), ("a.py", code)]);
    let run = project
        .run(["check", "--no-cache", "--rules", "rules.yaml", "--output-format", "concise", "a.py"])
        .exits(1);
    let ours: Vec<_> = run.stdout.lines().filter(|line| line.starts_with("a.py:")).collect();
    assert!(ours.contains(&"a.py:2:1: team.no-eval name is evaluated"), "{ours:?}");
    assert!(ours.contains(&"a.py:4:1: no-todo found TODO"), "{ours:?}");
    let expected = "rules.yaml:16:9: `mode: taint` is not supported yet; the rule is left out";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
    let one = project.run([
        "check",
        "--no-cache",
        "--rules",
        "rules.yaml",
        "--select",
        "team.no-eval",
        "--fix",
        "--unsafe-fixes",
        "a.py",
    ]);
    one.exits(0);
    assert_eq!(project.read("a.py"), code.replace("eval(name)", "literal_eval(name)"));
}

#[test]
fn suppression_comments_take_their_names() {
    let code = "from os import name\neval(name)  # nosemgrep\neval(name)  # nosemgrep: no-eval\n\
                # nosemgrep: team.no-eval\neval(name)\neval(name)  # noqa: team.no-eval\n\
                eval(name)  # pylint-rs: ignore[team.no-eval]\neval(name)  # nosemgrep: other\n";
    let project = Project::new(&[("rules.yaml", RULES), ("a.py", code)]);
    let arguments = ["check", "--no-cache", "--rules", "rules.yaml", "--select", "team.no-eval"];
    let run = project.run(arguments.iter().chain(&["--output-format", "concise", "a.py"])).exits(1);
    let found: Vec<_> = run.stdout.lines().filter(|line| line.starts_with("a.py:")).collect();
    assert_eq!(found, ["a.py:8:1: team.no-eval name is evaluated"]);
}

#[test]
fn annotated_files_are_tests() {
    let code = "# ruleid: team.no-eval, no-todo\neval(name)  # TODO: x\n# ok: no-eval\neval('1')\n\
                # ruleid: tainted\na\n";
    let fixed = code.replace("eval(name)", "literal_eval(name)");
    let project = Project::new(&[("r/a.yaml", RULES), ("r/a.py", code), ("r/a.fixed.py", &fixed)]);
    let run = project.run(["test", "r"]).exits(0);
    assert_eq!(run.stdout, "2 rules, 5 tests: all as they should be.\n");

    project.write("r/a.py", "# ruleid: no-todo\nx\neval(name)\n# ok: nothing\n");
    let run = project.run(["test", "r/a.yaml"]).exits(1);
    let expected = "\
r/a.py:2: no-todo finds nothing here
  -    2 | x
r/a.py:3: team.no-eval finds something that no comment tells of
  +    3 | eval(name)
r/a.py:4: `nothing` is no rule of this file's
       4 | # ok: nothing
r/a.py:1: fixes make something else of this than the file `*.fixed.*` has
";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    assert!(run.stdout.contains("+literal_eval(name)"), "{}", run.stdout);
}
