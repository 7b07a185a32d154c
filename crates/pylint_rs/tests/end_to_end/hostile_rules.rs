//! Files of rules that nobody should have to write, and that anybody may send: loading one neither
//! panics nor hangs.

use std::time::{Duration, Instant};

use crate::project::{Project, Run};

/// Checks a file with rules of this text.
#[track_caller]
fn check(name: &str, rules: &str) -> Run {
    let project = Project::new(&[("a.py", "f(1)\n"), (name, rules)]);
    let start = Instant::now();
    let run = project.run(["check", "--isolated", "--select=custom", "--rules", name]);
    assert!(run.code.is_some(), "it was killed: {}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(start.elapsed() < Duration::from_secs(60), "it takes for ever");
    run
}

/// A rule with these keys.
fn rule(keys: &str) -> String {
    format!("[[rule]]\ncode = 'X1'\nname = 'x-rule'\nmessage = 'm'\n{keys}\n")
}

#[test]
fn large_files_are_refused() {
    let comment = format!("# {}\n", "x".repeat(1000)).repeat(11_000);
    for name in ["a.toml", "a.yaml"] {
        let run = check(name, &comment).exits(2);
        assert!(run.stderr.contains("a file of rules has 10 MB at most"), "{}", run.stderr);
    }
    check("a.toml", &(rule("pattern = 'f(1)'") + &comment[..9 << 20])).exits(1);
}

#[test]
fn deep_files_are_refused() {
    for keys in [
        format!("all = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("not = {}'f()'{}", "{ not = ".repeat(50_000), " }".repeat(50_000)),
        format!("{}x = 1", "not.".repeat(50_000)),
        format!("pattern = '{}1{}'", "(".repeat(100_000), ")".repeat(100_000)),
        format!("pattern = '{}1'", "not ".repeat(100_000)),
        format!("where.X.compare = '{}1'", "-".repeat(100_000)),
    ] {
        let run = check("a.toml", &rule(&keys));
        assert!(run.code == Some(2) || run.code == Some(0), "{}", &run.stderr[..200]);
    }
}

#[test]
fn expressions_that_grow_are_refused() {
    for expression in ["(a{1000}){1000}", "(?:x{100}){100}{100}", "((((a{50}){50}){50}){50})"] {
        let run = check("a.toml", &rule(&format!("regex = '{expression}'"))).exits(2);
        assert!(run.stderr.contains("not a regular expression"), "{}", run.stderr);
    }
}

#[test]
fn files_of_nonsense_are_refused() {
    for text in [
        "",
        "\0",
        "\u{feff}",
        "[[rule]]",
        "rule = 3",
        "rule = []",
        "rule = [3]",
        "[rule]\na = 1",
        "[[rule]]\n[[rule.test]]\n",
        "[[rule]]\ncode = ''",
        "= = =",
        "[[rule]]\npattern = [[]]",
        "[[rule]]\nwhere = 3\nfix = []\npaths = ''\noptions = 1\ntest = 1",
        "[[rule]]\nwhere.X = 3\nfocus = 1\nall = {}\nany = ''\nnot = 1\ninside = []",
    ] {
        let run = check("a.toml", text).exits(2);
        assert!(run.stderr.starts_with("error: "), "{text}: {}", run.stderr);
    }
    let project = Project::new(&[("a.py", "f(1)\n")]);
    project.write("a.toml", b"\xff\xfe");
    let run = project.run(["check", "--rules", "a.toml"]).exits(2);
    assert!(run.stderr.contains("the file is not UTF-8"), "{}", run.stderr);
}

#[test]
fn many_errors_are_cut_short() {
    let run = check("a.toml", &"[[rule]]\n".repeat(50_000)).exits(2);
    assert!(run.stderr.lines().count() <= 102, "{}", run.stderr.lines().count());
    assert!(run.stderr.contains("more errors"));
}
