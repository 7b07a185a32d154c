//! `pylint-rs test` on files of rules in TOML.

use crate::custom_rules::TEAM;
use crate::project::Project;

#[test]
fn passing_tests_are_counted() {
    let project = Project::new(&[("rules/team.toml", TEAM)]);
    let run = project.run(["test", "rules"]).exits(0);
    assert_eq!(run.stdout, "2 rules, 4 tests: all as they should be.\n");
    assert_eq!(project.run(["test", "rules/team.toml"]).exits(0).stdout, run.stdout);
    let one = project.run(["test", "rules", "--code", "NET001"]).exits(0).stdout;
    assert_eq!(one, "1 rule, 2 tests: all as they should be.\n");
    assert_eq!(project.run(["test", "rules", "--code", "no-old-name"]).exits(0).stdout, one);
    let none = project.run(["test", "rules", "--code", "NET002"]).exits(2).stderr;
    assert_eq!(none, "error: there is no rule `NET002` in these files\n");
}

#[test]
fn the_configured_files_are_the_default() {
    let project = Project::new(&[("team.toml", TEAM), ("lint.toml", "rules = ['team.toml']\n")]);
    let run = project.run(["test"]).exits(0);
    assert_eq!(run.stdout, "2 rules, 4 tests: all as they should be.\n");
    project.write("lint.toml", "");
    let run = project.run(["test"]).exits(2);
    assert!(run.stderr.contains("no files of rules are configured"), "{}", run.stderr);
}

#[test]
fn failures_have_their_lines_and_a_diff() {
    let project = Project::new(&[(
        "team.toml",
        r#"[[rule]]
code = "TEAM001"
name = "no-old-name"
message = "old: $X"
pattern = "old_name($X)"
fix.template = "new_name($X)"

[[rule.test]]
bad = """
old_name(1)
old_name(2)  # error: TEAM001
new_name(3)  # error: TEAM001
"""
good = """
x = 1
old_name(4)
"""

[[rule.test]]
bad = "old_name(5)"
fixed = "newer_name(5)"

[[rule.test]]
bad = "new_name(6)"

[[rule.test]]
bad = "new_name(7)  # error: TEAM002"
good = "def ("
"#,
    )]);
    let run = project.run(["test", "team.toml"]).exits(1);
    assert_eq!(
        run.stdout,
        "\
team.toml:16: TEAM001: `good` has a finding: old: 4
  +   16 | old_name(4)
team.toml:10: TEAM001: `bad` has a finding that no comment tells of: old: 1
  +   10 | old_name(1)
team.toml:12: TEAM001: `bad` has no finding here
  -   12 | new_name(3)  # error: TEAM001
team.toml:21: TEAM001: fixes make something else of `bad` than `fixed`
  --- fixed
  +++ fixed
  @@ -1 +1 @@
  -newer_name(5)
  \\ No newline at end of file
  +new_name(5)
  \\ No newline at end of file
team.toml:24: TEAM001: `bad` has no finding
team.toml:28: TEAM001: syntax error: Expected an identifier
team.toml:28: TEAM001: syntax error: unexpected EOF while parsing
team.toml:27: TEAM001: the comment names `TEAM002`, which is not this rule
1 rule, 6 tests: 8 failures.
"
    );
}

#[test]
fn fixes_have_to_parse_and_to_come_to_an_end() {
    let rule = |template: &str| {
        format!(
            "[[rule]]\ncode = 'TEAM001'\nname = 'a-rule'\nmessage = 'm'\npattern = 'f($X)'\n\
             fix.template = '{template}'\n[[rule.test]]\nbad = 'f(1)  # error: TEAM001'\n"
        )
    };
    let project = Project::new(&[("team.toml", &rule("g($X)"))]);
    project.run(["test", "team.toml"]).exits(0);
    project.write("team.toml", rule("f(f($X))"));
    let run = project.run(["test", "team.toml"]).exits(1);
    assert!(run.stdout.contains("would never come to an end"), "{}", run.stdout);
}

#[test]
fn rules_without_tests_are_told() {
    let project = Project::new(&[(
        "team.toml",
        "\n[[rule]]\ncode = 'TEAM001'\nname = 'a-rule'\nmessage = 'm'\npattern = 'f()'\n",
    )]);
    let run = project.run(["test", "team.toml"]).exits(0);
    assert_eq!(
        run.stdout,
        "team.toml:2: warning: TEAM001 has no tests\n1 rule, 0 tests: all as they should be.\n"
    );
}

#[test]
fn what_is_right_is_tested_beside_what_is_wrong() {
    let project = Project::new(&[("a.toml", TEAM), ("b.toml", "[[rule]]\ncode = 'X1'\n")]);
    let run = project.run(["test", "."]).exits(2);
    assert!(run.stdout.ends_with("2 rules, 4 tests: all as they should be.\n"), "{}", run.stdout);
    assert!(
        run.stderr.starts_with("error: ./b.toml:1:1: a rule needs a `name`\n"),
        "{}",
        run.stderr
    );
    let run = project.run(["test", "none"]).exits(2);
    assert!(run.stderr.starts_with("error: none: "), "{}", run.stderr);
    // One rule in two files is one too many.
    project.write("b.toml", TEAM);
    let run = project.run(["test", "."]).exits(2);
    assert!(run.stderr.contains("the code `NET001` is that of the rule at ./a.toml:2"));
}
