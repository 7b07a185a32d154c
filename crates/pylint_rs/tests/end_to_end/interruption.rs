//! Whenever a run is stopped, and whatever else is running, no file is left half written.

use std::process::{Child, Stdio};
use std::time::Duration;

use crate::project::{Project, RULES};

const COUNT: usize = 150;

/// Many files with much to fix, and what each of them becomes.
fn project() -> (Project, String, String) {
    let before = "import os\ngetattr(os, \"path\")\n".repeat(400);
    let after = "import os\nos.path\n".repeat(400);
    let project = Project::new(&[]);
    for number in 0..COUNT {
        project.write(&format!("m{number}.py"), &before);
    }
    (project, before, after)
}

fn start_fixing(project: &Project) -> Child {
    project
        .command(["check", RULES, "--fix", "--threads=2"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// How many files are fixed; the others are as they were.
fn fixed(project: &Project, before: &str, after: &str) -> usize {
    (0..COUNT)
        .filter(|number| {
            let text = project.read(&format!("m{number}.py"));
            assert!(text == before || text == after, "m{number}.py is half written");
            text == after
        })
        .count()
}

#[test]
fn killed_while_fixing() {
    let mut stopped_half_way = false;
    // Some machines are fast and some are busy: one of these hits the run half way.
    for delay in (3..13).map(|power| Duration::from_millis(1 << power)) {
        let (project, before, after) = project();
        let mut child = start_fixing(&project);
        std::thread::sleep(delay);
        child.kill().unwrap();
        child.wait().unwrap();
        let count = fixed(&project, &before, &after);
        if count == 0 {
            continue;
        }
        stopped_half_way = true;
        // What is left beside the files is no file to check, and the next run does the rest.
        let listed = project.run(["check", "--show-files"]).exits(0);
        assert_eq!(listed.stdout.lines().count(), COUNT);
        assert!(project.files().iter().all(|name| name.ends_with(".py") || name.ends_with(".tmp")));
        project.check(["--fix"]).exits(0);
        assert_eq!(fixed(&project, &before, &after), COUNT);
        break;
    }
    assert!(stopped_half_way, "no run got to write a file");
}

#[test]
fn two_runs_at_once() {
    let (project, before, after) = project();
    let runs = [start_fixing(&project), start_fixing(&project)];
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        // A run that is overtaken says so and leaves the file to the other.
        let overtaken = stderr.lines().filter(|line| line.starts_with("error: ")).count();
        assert!(
            stderr
                .lines()
                .filter(|line| line.starts_with("error: "))
                .all(|line| line.ends_with("the file changed on disk since it was read")),
            "{stderr}"
        );
        assert_eq!(output.status.code(), Some(if overtaken > 0 { 2 } else { 0 }), "{stderr}");
    }
    assert_eq!(fixed(&project, &before, &after), COUNT);
    assert_eq!(project.files().len(), COUNT, "{:?}", project.files());
}
