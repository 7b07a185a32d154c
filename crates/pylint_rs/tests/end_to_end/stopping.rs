//! A run that is asked to stop, or that nobody listens to any more, ends soon and in good order.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::project::{Project, RULES};

const COUNT: usize = 150;
const BEFORE: &str = "import os\ngetattr(os, \"path\")\nassert False\n";
const AFTER: &str = "import os\nos.path\nassert False\n";
const REPEATED: usize = 200;
const CONCISE: &str = "--output-format=concise";

fn project() -> Project {
    let text = BEFORE.repeat(REPEATED);
    let project = Project::new(&[]);
    for number in 0..COUNT {
        project.write(&format!("m{number:03}.py"), &text);
    }
    project
}

fn start(project: &Project, arguments: &[&str]) -> Child {
    project
        .command(["check", RULES, "--threads=2"])
        .args(arguments)
        .env_remove("PYLINT_RS_NO_CACHE")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Lets a run go on for a while; then sends it a signal, and reads all it wrote.
fn stop_after(delay: Duration, signal: &'static str, child: Child) -> Output {
    let process = child.id().to_string();
    let stopping = std::thread::spawn(move || {
        std::thread::sleep(delay);
        // It may have ended already.
        let _ = Command::new("kill").args(["-s", signal, &process]).output();
    });
    let output = child.wait_with_output().unwrap();
    stopping.join().unwrap();
    output
}

/// Some machines are fast and some are busy: one of these hits a run half way.
fn delays() -> impl Iterator<Item = Duration> {
    (1..13).map(|power| Duration::from_millis(1 << power))
}

/// The numbers of files that are fixed; each is whole, before or after.
fn fixed(project: &Project) -> Vec<usize> {
    let (before, after) = (BEFORE.repeat(REPEATED), AFTER.repeat(REPEATED));
    (0..COUNT)
        .filter(|number| {
            let text = project.read(&format!("m{number:03}.py"));
            assert!(text == before || text == after, "m{number:03}.py is half written");
            text == after
        })
        .collect()
}

#[test]
fn interrupted_while_fixing() {
    let mut stopped_half_way = false;
    for (delay, signal) in delays().zip(["INT", "TERM"].into_iter().cycle()) {
        let project = project();
        let output = stop_after(delay, signal, start(&project, &["--fix", "--no-cache", CONCISE]));
        let fixed = fixed(&project);
        let names = project.files();
        assert!(names.iter().all(|name| name.ends_with(".py")), "{names:?}");
        let Some(code) = output.status.code() else {
            // It was not listening yet.
            assert!(fixed.is_empty());
            continue;
        };
        let stdout = String::from_utf8(output.stdout).unwrap();
        if code == 1 {
            // It was too fast.
            assert_eq!(fixed.len(), COUNT);
            break;
        }
        assert_eq!(code, 130, "{}", String::from_utf8_lossy(&output.stderr));
        // What is left to say of each file that was fixed, and of no other.
        assert_eq!(fixed, (0..fixed.len()).collect::<Vec<_>>());
        assert_eq!(stdout.lines().count(), fixed.len() * REPEATED);
        assert!(stdout.is_empty() || stdout.ends_with('\n'));
        stopped_half_way |= !fixed.is_empty();
        if stopped_half_way {
            project.check(["--fix"]).exits(1);
            break;
        }
    }
    assert!(stopped_half_way, "no run got to write a file");
}

#[test]
fn stopped_with_a_cache() {
    let project = project();
    let expected = project.check([]).exits(1).stdout;
    for (delay, signal) in delays().zip(["INT", "KILL"].into_iter().cycle()) {
        let output = stop_after(delay, signal, start(&project, &["--cache-dir=cache", CONCISE]));
        let stdout = String::from_utf8(output.stdout).unwrap();
        match output.status.code() {
            Some(1) => assert_eq!(stdout, expected),
            Some(130) => assert!(expected.starts_with(&stdout), "{stdout}"),
            _ => {}
        }
        let next = start(&project, &["--cache-dir=cache", CONCISE]).wait_with_output().unwrap();
        assert_eq!(String::from_utf8(next.stdout).unwrap(), expected);
        assert!(next.stderr.is_empty(), "{}", String::from_utf8_lossy(&next.stderr));
        // Most of the time, what is not known has to be found.
        if signal == "INT" {
            project.write("m000.py", format!("{}#{delay:?}\n", BEFORE.repeat(REPEATED)));
            let _ = std::fs::remove_dir_all(project.path("cache"));
        }
    }
}

#[test]
fn a_closed_pipe_ends_a_run_quietly() {
    for format in ["full", "json", "junit", "grouped"] {
        let project = project();
        let mut child = start(&project, &["--no-cache", "--output-format", format]);
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut String::new()).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{format}");
    }
}

#[test]
fn all_is_fixed_although_nobody_reads_about_it() {
    let project = project();
    let mut child = start(&project, &["--no-cache", "--fix", CONCISE]);
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut String::new()).unwrap();
    drop(stdout);
    child.wait().unwrap();
    assert_eq!(fixed(&project).len(), COUNT);
}
