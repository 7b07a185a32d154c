//! Accessors, dataclasses and TypedDicts of Python that is there already.

use crate::project::Project;

const CLASS: &str = "class A:\n    def __init__(self, x: int) -> None:\n        self.x = x\n";

#[test]
fn a_class_is_changed_where_it_stands() {
    let project = Project::new(&[("a.py", CLASS)]);
    let command = ["gen", "accessors", "--in", "a.py:A"];
    for flag in ["--check", "--diff"] {
        let run = project.run([&command[..], &[flag]].concat()).exits(1);
        assert!(run.stdout.contains("+    def get_x(self) -> int:\n"), "{}", run.stdout);
        assert_eq!(project.read("a.py"), CLASS);
    }
    project.run(command).exits(0);
    let after = project.read("a.py");
    assert!(after.starts_with(CLASS), "{after}");
    assert_eq!(project.run([&command[..], &["--check"]].concat()).exits(0).stdout, "");
    project.run(command).exits(0);
    assert_eq!(project.read("a.py"), after);
    assert_eq!(project.files(), ["a.py"]);
}

#[test]
fn bytes_stay_what_they_are() {
    let project = Project::new(&[]);
    let latin = b"# coding: latin-1\r\nclass A:\r\n\tx: int # \xe9\r\n";
    project.write("latin.py", latin);
    project.write("mark.py", [b"\xef\xbb\xbf", CLASS.as_bytes()].concat());
    project.run(["gen", "accessors", "--in", "latin.py:A"]).exits(0);
    project.run(["gen", "accessors", "--in", "mark.py:A", "--style", "property"]).exits(0);
    let after = std::fs::read(project.path("latin.py")).unwrap();
    assert!(after.starts_with(latin));
    assert!(after.ends_with(b"\r\n\tdef set_x(self, x: int) -> None:\r\n\t\tself.x = x\r\n"));
    let after = std::fs::read(project.path("mark.py")).unwrap();
    assert!(after.starts_with(b"\xef\xbb\xbfclass A:\n"));
}

#[test]
fn what_is_wrong_has_a_place_and_changes_nothing() {
    let text = "class A:\n    def __init__(self, x):\n        self.x = x\n\nB = 1\n";
    let project = Project::new(&[("a.py", text), ("b.py", "class (:\n")]);
    for (arguments, message) in [
        (
            &["gen", "accessors", "--in", "a.py:A"][..],
            "error: a.py:3:14: the type of `x` is not evident: annotate it, or say \
             `--untyped object` or `--untyped skip`\n",
        ),
        (
            &["gen", "accessors", "--in", "a.py:A", "--only", "xx"],
            "error: a.py:1:7: `A` has no attribute `xx` of its own; did you mean `x`?\n",
        ),
        (
            &["gen", "dataclass", "--from", "a.py:A"],
            "error: a.py:2:24: the type of `x` is not evident: annotate it, or say `--untyped object`\n",
        ),
        (
            &["gen", "typed-dict", "--from", "a.py:B"],
            "error: a.py:5:5: `B` is no dict with keys that are strings\n",
        ),
    ] {
        let run = project.run(arguments).exits(2);
        assert_eq!(run.stderr, message);
        assert_eq!(run.stdout, "");
    }
    for command in ["dataclass", "typed-dict"] {
        let run = project.run(["gen", command, "--from", "b.py:A"]).exits(2);
        assert!(run.stderr.starts_with("error: b.py:1:7: "), "{}", run.stderr);
        let run = project.run(["gen", command, "--from", "c.py:A"]).exits(2);
        assert!(run.stderr.starts_with("error: c.py: "), "{}", run.stderr);
    }
    project.run(["gen", "accessors", "--in", "b.py:A"]).exits(2);
    assert_eq!(project.read("a.py"), text);
    let run = project.run(["gen", "accessors", "--in", "a.py:A", "--untyped", "skip"]).exits(0);
    assert_eq!(
        run.stderr,
        "warning: a.py:3:14: the type of `x` is not evident: it gets no accessors\n"
    );
    assert_eq!(project.read("a.py"), text);
}

#[test]
fn data_types_are_generated_files() {
    let project = Project::new(&[("a.py", CLASS), ("b.py", "B = {'a': 1}\n")]);
    for (command, from) in [("dataclass", "a.py:A"), ("typed-dict", "b.py:B")] {
        let output = format!("{command}.py");
        let arguments = ["gen", command, "--from", from, "-o", &output];
        project.run([&arguments[..], &["--check"]].concat()).exits(1);
        project.run(arguments).exits(0);
        project.run([&arguments[..], &["--check"]].concat()).exits(0);
        let made = project.read(&output);
        assert!(made.contains(&format!("from {from}")), "{made}");
    }
}
