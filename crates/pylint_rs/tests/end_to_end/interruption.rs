//! Whenever a run is stopped, no file is left half written.

use std::process::Stdio;
use std::time::Duration;

use crate::project::{Project, RULES};

#[test]
fn killed_while_fixing() {
    let before = "import os\ngetattr(os, \"path\")\n".repeat(400);
    let after = "import os\nos.path\n".repeat(400);
    // Some machines are fast and some are busy: one of these hits the run half way.
    for delay in (3..13).map(|power| Duration::from_millis(1 << power)) {
        let project = Project::new(&[]);
        for number in 0..150 {
            project.write(&format!("m{number}.py"), &before);
        }
        let mut child = project
            .command(["check", RULES, "--fix", "--threads=2"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(delay);
        child.kill().unwrap();
        child.wait().unwrap();
        let mut fixed = 0;
        for number in 0..150 {
            let text = project.read(&format!("m{number}.py"));
            assert!(text == before || text == after, "m{number}.py is half written");
            fixed += usize::from(text == after);
        }
        if fixed > 0 {
            return;
        }
    }
    panic!("no run got to write a file");
}
