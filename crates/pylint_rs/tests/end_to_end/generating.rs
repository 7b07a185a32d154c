//! Specs, from the file they are written in to Python that runs.

use std::process::Command;

use crate::project::Project;

/// The tutorial's three examples.
const TUTORIAL: &str = r#"
[classes.Person]
doc = "Somebody."
accessors = "methods"
fields.name = { type = "str", default = "" }
fields.age = { type = "int", default = 0, doc = "In years." }

[protocols.Drawable]
methods.draw = "(self) -> str"

[typed_dicts.UserDict]
fields.name = "str"
fields.age = "int"
fields.email = { type = "str", required = false }
"#;

/// What Python prints of a program beside the generated files.
fn python(project: &Project, program: &str) -> String {
    let output = Command::new("python3")
        .args(["-c", program])
        .current_dir(project.path(""))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_tutorial_runs() {
    let project = Project::new(&[("spec.toml", TUTORIAL)]);
    project.run(["gen", "spec.toml", "-o", "made.py"]).exits(0);
    let program = "from made import Person, Drawable, UserDict\n\
                   p = Person()\np.set_name('Alice')\np.set_age(30)\n\
                   print(p.get_name(), p.get_age())\n\
                   class Circle:\n    def draw(self) -> str:\n        return 'O'\n\
                   def show(it: Drawable) -> str:\n    return it.draw()\n\
                   print(show(Circle()))\n\
                   user: UserDict = {'name': 'Bob', 'age': 4}\nprint(user)\n\
                   print(sorted(UserDict.__required_keys__))\n";
    assert_eq!(
        python(&project, program),
        "Alice 30\nO\n{'name': 'Bob', 'age': 4}\n['age', 'name']\n"
    );
}

#[test]
fn drift_is_found_and_mended() {
    let project = Project::new(&[("spec.toml", TUTORIAL)]);
    let run = project.run(["gen", "spec.toml", "-o", "made.py", "--check"]).exits(1);
    assert_eq!(run.stderr, "made.py is missing\n");
    assert_eq!(project.files(), ["spec.toml"]);
    project.run(["gen", "spec.toml", "-o", "made.py"]).exits(0);
    let made = project.read("made.py");
    let run = project.run(["gen", "spec.toml", "-o", "made.py", "--check"]).exits(0);
    assert_eq!(run.stdout, "");
    project.write("made.py", made.replace("Somebody", "Nobody"));
    for flag in ["--check", "--diff"] {
        let run = project.run(["gen", "spec.toml", "-o", "made.py", flag]).exits(1);
        let change = "-    \"\"\"Nobody.\"\"\"\n+    \"\"\"Somebody.\"\"\"\n";
        assert!(run.stdout.contains(change), "{}", run.stdout);
    }
    project.run(["gen", "spec.toml", "-o", "made.py"]).exits(0);
    assert_eq!(project.read("made.py"), made);
    assert_eq!(project.run(["gen", "spec.toml"]).exits(0).stdout, made);
}

#[test]
fn modules_go_into_a_directory() {
    let spec = "[modules.'shop.types'.type_aliases]\nPrice = 'int | float'\n\n\
                [modules.people.enums.Role]\nkind = 'StrEnum'\nmembers = { ADMIN = 'admin' }\n";
    let project = Project::new(&[("spec.toml", spec)]);
    project.run(["gen", "spec.toml"]).exits(2);
    project.run(["gen", "spec.toml", "-o", "out"]).exits(0);
    assert_eq!(project.files(), ["out/people.py", "out/shop/types.py", "spec.toml"]);
    assert_eq!(
        project.read("out/people.py"),
        "from enum import StrEnum\n\n\nclass Role(StrEnum):\n    ADMIN = \"admin\"\n"
    );
    assert_eq!(
        project.read("out/shop/types.py"),
        "from typing import TypeAlias\n\nPrice: TypeAlias = int | float\n"
    );
}

#[test]
fn a_schema_becomes_types() {
    let schema = r##"{
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "order",
      "type": "object",
      "required": ["id", "lines"],
      "properties": {
        "id": {"type": "integer"},
        "state": {"enum": ["open", "paid", null]},
        "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}},
        "parent": {"$ref": "#"}
      },
      "$defs": {
        "line": {
          "type": "object",
          "description": "What is bought.",
          "required": ["sku"],
          "properties": {"sku": {"type": "string"}, "count": {"type": "number", "minimum": 1}}
        }
      }
    }"##;
    let project = Project::new(&[("order.json", schema)]);
    let made = project.run(["gen", "order.json"]).exits(0).stdout;
    assert_eq!(
        made,
        r#"from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class Line(TypedDict):
    """What is bought."""

    sku: str
    count: NotRequired[float]
    """At least: 1"""


class Order(TypedDict):
    id: int
    state: NotRequired[Literal["open", "paid"] | None]
    lines: list[Line]
    parent: NotRequired[Order]
"#
    );
    let old = project.run(["gen", "order.json", "--target-version=3.9", "--kind=dataclass"]);
    let old = old.exits(0).stdout;
    assert!(old.contains("@dataclass\nclass Line:\n"), "{old}");
    project.write("made.py", &old);
    assert_eq!(
        python(&project, "import made; print(made.Line('a'))"),
        "Line(sku='a', count=None)\n"
    );
}

#[test]
fn mistakes_are_told_with_their_place_and_nothing_is_written() {
    let project = Project::new(&[
        (
            "spec.toml",
            "[classes.Person]\nacessors = 'methods'\nfields.name = 'str['\nfields.age = 'Age'\n\
             [protocols.P]\nmethods.m = '(self, x) -> None'\n",
        ),
        ("name.toml", "[classes.Person]\nfields.age = 'Age'\n"),
        ("schema.json", "{\n  \"type\": \"strng\",\n  \"$ref\": \"#/nowhere\"\n}\n"),
        ("away.json", "{\"$ref\": \"https://example.com/a.json\"}"),
        ("outside.json", "{\"$ref\": \"../a.json\"}"),
        ("twice.json", "{\"title\": 1,\n \"title\": 2}"),
        ("deep.json", &"[".repeat(100_000)),
    ]);
    for (spec, errors) in [
        (
            "spec.toml",
            "error: spec.toml:2:1: class `Person` has no key `acessors`; did you mean `accessors`?\n\
             error: spec.toml:3:20: unexpected EOF while parsing\n\
             error: spec.toml:6:21: parameter `x` has no type\n",
        ),
        (
            "name.toml",
            "error: name.toml:2:14: `Age` is neither defined here, nor imported, nor a builtin: \
             add it to `imports`\n",
        ),
        (
            "schema.json",
            "error: schema.json:2:11: there is no type `strng`; did you mean `string`?\n\
             error: schema.json:3:11: `#/nowhere` leads nowhere\n",
        ),
        (
            "away.json",
            "error: away.json:1:10: `https://example.com/a.json` is elsewhere, and nothing is \
             fetched: keep a copy\n",
        ),
        ("outside.json", "error: outside.json:1:10: `../a.json` is outside of .\n"),
        ("twice.json", "error: twice.json:2:2: the key `title` is on line 1 already\n"),
    ] {
        let run = project.run(["gen", spec, "-o", "made.py"]).exits(2);
        assert_eq!(run.stderr, errors);
    }
    let run = project.run(["gen", "deep.json", "-o", "made.py"]).exits(2);
    assert!(run.stderr.starts_with("error: deep.json:1:513: "), "{}", run.stderr);
    assert!(!project.files().contains(&"made.py".to_owned()));
}
