//! What is generated from Python that is there already.

use crate::project::Project;

const SOURCE: &str = "from .base import Base\n\n\n\
class Point(Base):\n    x: int\n\n    def shift(self, by: int) -> 'Point':\n        return self\n\n    class Inner:\n        def name(self) -> str:\n            return ''\n";

fn project() -> Project {
    Project::new(&[
        ("pkg/__init__.py", ""),
        (
            "pkg/base.py",
            "class Base:\n    def __init__(self, label: str) -> None:\n        self.label = label\n",
        ),
        ("pkg/point.py", SOURCE),
    ])
}

#[test]
fn a_protocol_has_what_bases_in_other_modules_have() {
    let run = project().run(["gen", "protocol", "--from", "pkg/point.py:Point"]).exits(0);
    for line in [
        "class PointProtocol(Protocol):\n    x: int\n    label: str\n",
        "    def shift(self, by: int) -> PointProtocol: ...\n",
        "    from pkg.point import Point\n",
        "    _: PointProtocol = cast(\"Point\", ...)\n",
    ] {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
    assert!(run.stderr.contains("pkg/point.py:10:11: the class `Inner`"), "{}", run.stderr);
}

#[test]
fn a_class_in_a_class_is_named_with_it() {
    let project = project();
    let run = project
        .run(["gen", "protocol", "--from", "pkg/point.py:Point.Inner", "--name", "Named"])
        .exits(0);
    assert!(run.stdout.contains("class Named(Protocol):\n    def name(self) -> str: ...\n"));
    assert!(run.stdout.contains("_: Named = cast(\"Point.Inner\", ...)"), "{}", run.stdout);
}

#[test]
fn what_cannot_be_found_is_told_with_its_place() {
    let project = project();
    project.write("broken.py", "def f(:\n    pass\n");
    project.write("values.py", "LIMIT = 3\n\n\nclass Limits:\n    pass\n");
    for (target, told) in [
        ("missing.py:A", "error: missing.py: No such file or directory"),
        ("broken.py:A", "error: broken.py:1:7: "),
        (
            "pkg/point.py:Pont",
            "error: pkg/point.py: there is no `Pont` in this module; did you mean `Point`?",
        ),
        ("pkg/point.py:Point.Iner", "there is no `Iner` in `Point`; did you mean `Inner`?"),
        ("pkg/point.py:Base", "pkg/point.py:1:19: `Base` is imported here, from `pkg.base.Base`"),
        ("values.py:LIMIT", "error: values.py:1:1: `LIMIT` is no class"),
        ("pkg", "expected a file and a name in it"),
    ] {
        let run = project.run(["gen", "protocol", "--from", target]).exits(2);
        assert!(run.stderr.contains(told), "{target}: {}", run.stderr);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn protocols_are_held_against_the_file_that_was_written() {
    let project = project();
    let command = ["gen", "protocol", "--from", "pkg/point.py:Point", "-o", "protocols.py"];
    project.run(command).exits(0);
    let check = command.iter().chain(&["--check"]).copied();
    project.run(check.clone()).exits(0);
    project.write("pkg/point.py", SOURCE.replace("x: int", "x: float"));
    let run = project.run(check).exits(1);
    assert!(run.stdout.contains("-    x: int\n+    x: float\n"), "{}", run.stdout);
}

#[test]
fn stubs_go_to_the_places_of_their_modules() {
    let project = project();
    project
        .run(["gen", "stub", "pkg/__init__.py", "pkg/point.py", "pkg/base.py", "-o", "stubs/"])
        .exits(0);
    let stub = project.read("stubs/pkg/base.pyi");
    let class = "class Base:\n    label: str\n\n    def __init__(self, label: str) -> None: ...\n";
    assert!(stub.ends_with(class), "{stub}");
    assert!(
        project
            .read("stubs/pkg/point.pyi")
            .contains("    def shift(self, by: int) -> Point: ...\n")
    );
    assert!(project.files().contains(&"stubs/pkg/__init__.pyi".to_owned()));
}
