//! What goes where, and that it is the same each time.

use std::io::Write;
use std::process::Stdio;
use std::time::Duration;

use crate::project::{Project, RULES, Run, SAMPLE};

#[test]
fn threads_change_nothing() {
    let project = Project::new(&[]);
    for number in 0..60 {
        let text = SAMPLE.repeat(1 + number % 7);
        project.write(&format!("p{}/m{number}.py", number % 5), text);
    }
    for format in ["full", "json", "sarif", "gitlab", "grouped"] {
        let run = |threads: &str| {
            let format = format!("--output-format={format}");
            project.run(["check", RULES, &format, "--threads", threads]).exits(1).stdout
        };
        let one = run("1");
        assert!(one.len() > 10_000);
        for threads in ["1", "2", "8"] {
            assert!(run(threads) == one, "{format} differs with {threads} threads");
        }
    }
    let fix = |threads: &str| {
        let copy = Project::new(&[]);
        for name in project.files() {
            copy.write(&name, project.read(&name));
        }
        let run = copy.check(["--fix", "--unsafe-fixes", "--show-fixes", "--threads", threads]);
        (run.stdout, copy.files().iter().map(|name| copy.read(name)).collect::<Vec<_>>())
    };
    assert!(fix("1") == fix("8"));
}

#[test]
fn statistics() {
    let project = Project::new(&[("a.py", SAMPLE), ("b.py", "x == 1\n")]);
    let run = project.check(["--statistics"]).exits(1);
    let expected = "2\tB015\t[ ] useless-comparison\n\
        1\tB009\t[*] get-attr-with-constant\n\
        1\tB011\t[ ] assert-false\n";
    assert_eq!(run.stdout, expected);
    let run = project.run(["check", RULES, "--statistics", "--output-format=json"]).exits(1);
    assert_eq!(run.json()[0]["count"], 2);
}

#[test]
fn a_file_instead_of_standard_output() {
    let project = Project::sample();
    let run = project.check(["--output-file=reports/lint.txt"]).exits(1);
    assert_eq!((&*run.stdout, &*run.stderr), ("", ""));
    assert_eq!(project.read("reports/lint.txt"), project.check([]).stdout);
    project.check(["-o", "reports/lint.txt", "--ignore=B009,B011,B015"]).exits(0);
    assert_eq!(project.read("reports/lint.txt"), "All checks passed!\n", "it is overwritten");
}

#[test]
fn quiet() {
    let run = Project::sample().check(["--quiet"]).exits(1);
    assert_eq!(run.stdout.lines().count(), 3);
    assert_eq!(Project::new(&[("a.py", "")]).check(["-q"]).exits(0).stdout, "");
}

#[test]
fn colors() {
    let project = Project::sample();
    let with = |arguments: &[&str], variable: Option<&str>| {
        let mut command = project.command(["check", RULES].iter().chain(arguments));
        if let Some(variable) = variable {
            command.env(variable, "1");
        }
        Run::from(command.output().unwrap()).exits(1).stdout.contains('\x1b')
    };
    assert!(!with(&[], None), "never in a pipe");
    assert!(with(&["--color=always"], None));
    assert!(with(&["--color=always"], Some("NO_COLOR")), "the flag is the stronger");
    assert!(with(&[], Some("FORCE_COLOR")));
    assert!(!with(&["--color=never"], Some("FORCE_COLOR")));
    assert!(!with(&["--color=always", "--output-format=json"], None));
}

#[test]
fn timing() {
    let project = Project::new(&[("a.py", SAMPLE), ("b.py", "x == 1\n"), ("c.py", "")]);
    let plain = project.check([]).exits(1);
    let run = project.check(["--timing"]).exits(1);
    assert_eq!(run.stdout, plain.stdout, "the report is the same");
    let row = |what: &str| {
        let line = run.stderr.lines().find(|line| line.contains(what)).unwrap();
        let mut words = line.split_whitespace();
        let time: f64 = words.next().unwrap().parse().unwrap();
        assert!(time >= 0.0);
        let words: Vec<_> = words.map(str::to_owned).collect();
        assert_eq!((&*words[0], &*words[2]), ("ms", "%"), "{line}");
        words[3..5].join(" ")
    };
    assert_eq!(row("B015 useless-comparison"), "2 2");
    assert_eq!(row("B011 assert-false"), "1 1");
    assert_eq!(row("parsing"), "3 parsing");
    assert_eq!(row("semantic index").split(' ').next(), Some("3"));
    assert_eq!(row("reading"), "3 reading");
    assert_eq!(row("handing out").split(' ').next(), Some("3"));
    assert_eq!(row("suppression").split(' ').next(), Some("3"));
    assert_eq!(row("syntax errors").split(' ').next(), Some("3"));
    assert_eq!(row("finding files"), "1 finding");
    // Nothing is to be said of the third, and nothing was to be fixed.
    assert_eq!(row("rendering"), "2 rendering");
    assert!(!run.stderr.contains("applying fixes"));
    let shares = |rows: &str| -> f64 {
        let rows = rows.lines().skip(1).filter(|row| !row.contains("all rules"));
        rows.map(|row| row.split_whitespace().nth(2).unwrap().parse::<f64>().unwrap()).sum()
    };
    // Each is rounded; the last is the sum of the others.
    assert!((shares(&run.stderr) - 200.0).abs() < 2.0, "{}", run.stderr);

    let fixing = project.check(["--timing", "--diff"]);
    assert!(fixing.stderr.contains("applying fixes"), "{}", fixing.stderr);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let project = Project::new(&[("a.py", &SAMPLE.repeat(2000))]);
    let mut child = project
        .command(["check", RULES, "--output-format=json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.stderr, "");
    assert!(run.code.is_some_and(|code| code < 2), "{:?}", run.code);
}

/// A run long enough for a progress bar, if there were a terminal.
#[cfg(unix)]
#[test]
fn no_progress_in_a_pipe() {
    let project = Project::sample();
    let mut child = project
        .command(["check", RULES, "--output-format=concise", "sample.py", "/dev/stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(2200));
    child.stdin.take().unwrap().write_all(b"x == 1\n").unwrap();
    let run = Run::from(child.wait_with_output().unwrap()).exits(1);
    assert_eq!(run.findings().len(), 4);
    assert_eq!(run.stderr, "");
}
