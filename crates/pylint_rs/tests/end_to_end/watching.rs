//! `gen --watch`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::project::Project;

/// How long something may take on a machine with other things to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A run that goes on, and what it says on standard error.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(project: &Project, arguments: &[&str]) -> Self {
        let mut child = project.command(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let stderr = child.stderr.take().unwrap();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Self { child, lines }
    }

    /// Waits for a line that contains a text.
    #[track_caller]
    fn says(&self, text: &str) {
        let end = Instant::now() + PATIENCE;
        let mut heard = Vec::new();
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            let Ok(line) = self.lines.recv_timeout(left) else { break };
            if line.contains(text) {
                return;
            }
            heard.push(line);
        }
        panic!("`{text}` was not said, but {heard:?}");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_changes_is_generated_again() {
    let schema = r##"{"type": "object", "properties": {"part": {"$ref": "part.json"}}}"##;
    let part = r##"{"type": "object", "properties": {"id": {"type": "integer"}}}"##;
    let project = Project::new(&[("schemas/order.json", schema), ("schemas/part.json", part)]);
    let mut watch =
        Watch::start(&project, &["gen", "schemas/order.json", "-o", "order.py", "--watch"]);
    watch.says("wrote order.py");
    watch.says("watching 2 files");
    assert!(project.read("order.py").contains("id: int"));

    // As editors do: a file beside it takes its place.
    project.write("schemas/new.json", part.replace("integer", "string"));
    fs::rename(project.path("schemas/new.json"), project.path("schemas/part.json")).unwrap();
    watch.says("wrote order.py");
    assert!(project.read("order.py").contains("id: str"));

    // A mistake is told, and mended later.
    project.write("schemas/order.json", schema.replace("object", "objct"));
    watch.says("did you mean `object`?");
    assert!(project.read("order.py").contains("id: str"));
    project.write("schemas/order.json", schema.replace("part\"", "piece\""));
    watch.says("wrote order.py");
    assert!(project.read("order.py").contains("piece: "));

    interrupt(&mut watch.child);
}

#[test]
fn the_table_is_watched_with_its_specs() {
    let table = "[gen.outputs]\n'made.py' = 'spec.toml'\n";
    let spec = "[type_aliases]\nA = 'int'\n";
    let project = Project::new(&[("lint.toml", table), ("spec.toml", spec)]);
    let mut watch = Watch::start(&project, &["gen", "--watch"]);
    watch.says("wrote made.py");
    watch.says("watching 2 files");
    project.write("lint.toml", table.replace("made.py", "other.py"));
    watch.says("wrote other.py");
    fs::remove_file(project.path("spec.toml")).unwrap();
    watch.says("error: spec.toml: ");
    project.write("spec.toml", spec.replace("int", "str"));
    watch.says("wrote other.py");
    interrupt(&mut watch.child);
}

#[test]
fn without_a_place_to_write_to_there_is_nothing_to_watch() {
    let project = Project::new(&[("spec.toml", "[type_aliases]\nA = 'int'\n")]);
    let run = project.run(["gen", "spec.toml", "--watch"]).exits(2);
    assert!(run.stderr.contains("`--watch` needs `--output`"), "{}", run.stderr);
    project.run(["gen", "-", "-o", "made.py", "--watch"]).exits(2);
}

/// As Ctrl-C does.
fn interrupt(child: &mut Child) {
    if cfg!(unix) {
        let status = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(status.success());
        assert_eq!(child.wait().unwrap().code(), Some(130));
    }
}
