//! Dataclasses, and that they do what the classes did.

use std::process::Command;

use ruff_python_ast::PythonVersion;

use super::{DataclassRequest, dataclass};
use crate::SpecError;
use crate::from_python::Target;

fn request() -> DataclassRequest {
    DataclassRequest {
        is_frozen: false,
        keeps_identity: false,
        none_is_missing: false,
        untyped_is_object: false,
        target_version: PythonVersion::PY311,
    }
}

fn made(text: &str, request: &DataclassRequest) -> Result<String, Vec<SpecError>> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("before.py");
    std::fs::write(&path, text).unwrap();
    let target = Target { path, name: vec!["A".to_owned()] };
    dataclass(&target, request).map(|generated| {
        let [file] = &*generated.files else { panic!("one file is made") };
        file.text.clone()
    })
}

/// Makes a dataclass and compares both classes over all the calls, in CPython: what fails in one
/// must fail in the other, and attributes must be the same, in the same order.
fn same(text: &str, calls: &[&str], request: &DataclassRequest) -> String {
    let after = made(text, request).unwrap_or_else(|errors| panic!("{text}\n{errors:?}"));
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("before.py"), text).unwrap();
    std::fs::write(directory.path().join("after.py"), &after).unwrap();
    let program = "
import sys
import after, before
def attributes(a):
    try:
        return {name: getattr(a, name) for name in vars(a)}
    except TypeError:
        return {name: getattr(a, name, 'unset') for name in sorted(type(a).__slots__)}
class Box:
    def __init__(self, x):
        self.x = x
def outcome(module, call):
    module.Box = Box
    try:
        return attributes(eval(call, {'A': module.A, 'm': module}))
    except Exception as error:
        return type(error).__name__
for call in sys.argv[1:]:
    old, new = outcome(before, call), outcome(after, call)
    assert old == new, (call, old, new)
";
    let output = Command::new("python3")
        .arg("-c")
        .arg(program)
        .args(calls)
        .current_dir(directory.path())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}\n{text}\n\n{after}");
    after
}

/// Why there is no dataclass of class `A`.
fn refusal(text: &str, request: &DataclassRequest) -> Vec<String> {
    let errors = made(text, request).unwrap_err();
    errors
        .iter()
        .map(|error| match error.position {
            Some((line, column)) => format!("{line}:{column}: {}", error.message),
            None => error.message.clone(),
        })
        .collect()
}

#[test]
fn parameters_are_fields_with_all_that_is_said_of_them() {
    let text = "\"\"\"Shapes.\"\"\"
from typing import ClassVar
import os.path

SIZE = 3


# What it is about.
class A:
    \"\"\"A shape.\"\"\"

    kind: ClassVar[str] = \"a\"

    def __init__(
        self,
        name: str,  # what it is called
        size: int = SIZE,
        # so many
        *,
        tags: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        # As it is.
        self.size = size  # in mm
        self.tags = tags

    def area(self) -> int:
        return self.size * SIZE  # squared

    def where(self) -> str:
        return os.path.join(self.kind, self.name)
";
    let calls = [
        "A('x')",
        "A('x', 2)",
        "A('x', tags=('a',))",
        "A('x', 2, ('a',))",
        "A()",
        "A(size=1, name='y')",
    ];
    let after = same(text, &calls, &request());
    assert_eq!(
        after,
        "import os.path
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

from before import SIZE


# What it is about.
@dataclass
class A:
    \"\"\"A shape.\"\"\"

    kind: ClassVar[str] = \"a\"

    name: str  # what it is called
    # As it is.
    size: int = SIZE  # in mm
    _: KW_ONLY
    # so many
    tags: tuple[str, ...] = ()

    def area(self) -> int:
        return self.size * SIZE  # squared

    def where(self) -> str:
        return os.path.join(self.kind, self.name)
"
    );
}

#[test]
fn what_is_derived_is_set_after() {
    let text = "class A:
    def __init__(this, x: int, y: int, scale: float = 1.0) -> None:
        \"\"\"Make one.\"\"\"
        this.x, this.y = x, y
        this.area: float = x * y * scale  # scaled
        this.seen: list[int] = []
        this.count = 0
        this._scale = scale
";
    let calls = ["A(1, 2)", "A(1, 2, 0.5)", "A(y=1, x=3)", "A(1)"];
    let after = same(text, &calls, &request());
    assert_eq!(
        after,
        "from dataclasses import InitVar, dataclass, field


@dataclass
class A:
    \"\"\"Make one.\"\"\"

    x: int
    y: int
    scale: InitVar[float] = 1.0
    area: float = field(init=False)
    seen: list[int] = field(default_factory=list, init=False)
    count: int = field(init=False)
    _scale: float = field(init=False)

    def __post_init__(this, scale: float) -> None:
        this.area = this.x * this.y * scale  # scaled
        this.count = 0
        this._scale = scale
"
    );
}

#[test]
fn none_that_stands_for_a_new_value() {
    let text = "class A:
    def __init__(self, x: list[int] | None = None, y: 'dict[str, int] | None' = None) -> None:
        if x is None:
            x = []
        self.x = x
        self.y = y if y is not None else {'a': 1}
";
    assert_eq!(
        refusal(text, &request()),
        [
            "4:17: `None` given for `x` is replaced by `[]`, which no field does: with \
             `--none-is-missing`, that is what it is if nothing is given",
            "6:42: `None` given for `y` is replaced by `{'a': 1}`, which no field does: with \
             `--none-is-missing`, that is what it is if nothing is given"
        ]
    );
    let after = same(
        text,
        &["A()", "A([1])", "A(y={})"],
        &DataclassRequest { none_is_missing: true, ..request() },
    );
    assert!(after.contains("x: list[int] = field(default_factory=list)"), "{after}");
    assert!(
        after.contains("y: dict[str, int] = field(default_factory=lambda: {\"a\": 1})"),
        "{after}"
    );
    // Nobody may give `None` for this one.
    let text = "class A:
    def __init__(self, x: list[int] = None) -> None:
        if x is None:
            x = []
        self.x = x
";
    let after = same(text, &["A()", "A([1])"], &request());
    assert!(after.contains("x: list[int] = field(default_factory=list)"), "{after}");
}

#[test]
fn slots_become_the_decorator_s() {
    let text = "class A:
    __slots__ = ('x', 'y', 'z')

    def __init__(self, x: int, y: str = 'a') -> None:
        super().__init__()
        self.x = x
        self.y = y
        self.z = 0
";
    let calls = ["A(1)", "A(1, 'b')"];
    let after = same(text, &calls, &request());
    assert!(after.contains("@dataclass(slots=True)\nclass A:\n    x: int\n    y: str = \"a\"\n    z: int = field(default=0, init=False)\n"), "{after}");
    let old = DataclassRequest { target_version: PythonVersion::PY39, ..request() };
    assert_eq!(refusal(text, &old), ["2:5: `y` cannot be in `__slots__` and have a value"]);
    let text = text.replace(" = 'a'", "").replace(", 'z'", "").replace("        self.z = 0\n", "");
    let after = same(&text, &["A(1, 'b')", "A(1)"], &old);
    assert!(after.contains("__slots__ = (\"x\", \"y\")"), "{after}");
}

#[test]
fn methods_that_dataclasses_make_are_kept() {
    let text = "class B:
    def __repr__(self) -> str:
        return 'B'

    def __eq__(self, other: object) -> bool:
        return True

class A(B):
    def __init__(self, x: int) -> None:
        self.x = x

    def __hash__(self) -> int:
        return 1
";
    let calls = ["A(1)", "m.Box(repr(A(1)))", "m.Box(A(1) == A(2))", "m.Box(hash(A(3)))"];
    let after = same(text, &calls, &request());
    assert!(after.contains("@dataclass(eq=False, repr=False)\nclass A(B):"), "{after}");
    assert!(after.contains("from before import B\n"), "{after}");
    let own = "class A:
    def __init__(self, x: int) -> None:
        self.x = x
    def __eq__(self, other: object) -> bool:
        return True
";
    assert!(same(own, &["A(1)"], &request()).contains("@dataclass\nclass A:"));
    let identity = DataclassRequest { keeps_identity: true, ..request() };
    let plain = "class A:\n    def __init__(self, x: int) -> None:\n        self.x = x\n";
    assert!(same(plain, &["A(1)"], &identity).contains("@dataclass(eq=False)\nclass A:"));
}

#[test]
fn declarations_stay_where_they_are() {
    let text = "class A:
    x: int  # first
    y: str = field

    def __init__(self, x: int) -> None:
        self.x = x
";
    // What has a value in the class and is no parameter would become one.
    assert_eq!(refusal(text, &request()).len(), 1);
    let text = "class A:
    x: int  # first
    y: list[str]
    later: bytes

    def __init__(self, x: int, y: list[str], z: int = 1) -> None:
        self.x = x
        self.y = y
        self.z = z
";
    let after = same(text, &["A(1, [])", "A(1, [], 2)", "A(1)"], &request());
    assert!(
        after.contains(
            "    x: int  # first
    y: list[str]
    later: bytes = field(init=False, repr=False, compare=False)

    z: int = 1
"
        ),
        "{after}"
    );
    let text = text.replace("y: list[str], z", "z").replace("z: int = 1", "z: int, y: list[str]");
    assert_eq!(
        refusal(&text, &request()),
        ["6:9: attributes are declared in another order than `__init__` takes them"]
    );
}

#[test]
fn frozen_ones() {
    let frozen = DataclassRequest { is_frozen: true, ..request() };
    let text = "class A:
    def __init__(self, *, x: int, y: int = 0) -> None:
        self.x = x
        self.y = y
        self.kind = 'a'
";
    let after = same(text, &["A(1)", "m.Box((A(x=1).x, A(x=1).kind))"], &frozen);
    assert!(after.contains("@dataclass(frozen=True, kw_only=True)\nclass A:\n    x: int\n    y: int = 0\n    kind: str = field(default=\"a\", init=False)\n"), "{after}");
    let text = "class A:
    def __init__(self, x: int) -> None:
        self.x = x
        self.y: int = x + 1

    def change(self) -> None:
        self.x = 2
";
    assert_eq!(
        refusal(text, &frozen),
        [
            "4:9: a frozen dataclass can set nothing after its fields are set",
            "7:9: a frozen dataclass cannot set `x`"
        ]
    );
}

#[test]
fn generic_classes_and_imports() {
    let text = "from __future__ import annotations
import typing as t
from typing import TYPE_CHECKING, Generic, TypeVar
if TYPE_CHECKING:
    from decimal import Decimal as D

T = TypeVar('T')

def helper(x: object) -> object:
    return x

class A(Generic[T]):
    def __init__(self, x: T, y: t.Sequence[D] = ()) -> None:
        self.x = x
        self.y = y

    def copy(self) -> A[T]:
        return A(self.x, self.y)

    def f(self) -> object:
        return helper(self)
";
    let after = same(text, &["A(1)", "A(1, [2])", "A(1).copy()"], &request());
    let after = after.replace("Generic, TYPE_CHECKING", "TYPE_CHECKING, Generic");
    assert!(
        after.starts_with(
            "from __future__ import annotations

import typing as t
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from before import T, helper

if TYPE_CHECKING:
    from decimal import Decimal as D


@dataclass
class A(Generic[T]):
"
        ),
        "{after}"
    );
}

#[test]
fn what_no_dataclass_does_is_refused() {
    for (body, message) in [
        (
            "x: int) -> None:\n        self.y = 1",
            "`x` is not stored: a dataclass has no use for it",
        ),
        (
            "*x: int) -> None:\n        self.x = x",
            "a dataclass takes no such number of arguments: `x`",
        ),
        (
            "x: int) -> None:\n        return print(x)",
            "a dataclass's `__init__` does nothing like this",
        ),
        (
            "x: int) -> None:\n        self.x = str(x)",
            "`x` is made of the parameter `x`, and a dataclass has one of that name only",
        ),
        ("x: int) -> None:\n        self.x = x\n        self.x = 2", "`x` is set twice"),
        (
            "x: list[int] = []) -> None:\n        self.x = x",
            "all instances share this value, which a dataclass does not allow",
        ),
        (
            "x) -> None:\n        self.x = x",
            "the type of `x` is not evident: annotate it, or say `--untyped object`",
        ),
        (
            "x: int) -> None:\n        self.x = x\n        self.f: object = lambda: x",
            "what is called later would see the attribute, not the parameter",
        ),
        (
            "x: int) -> None:\n        x = x + 1\n        self.y = x",
            "the parameter is something else by now",
        ),
        (
            "x: int) -> None:\n        self.x = x\n    def x(self) -> None: ...",
            "`x` is something of the class, too",
        ),
        (
            "list: int, y: list[int]) -> None:\n        self.list = list\n        self.y = y",
            "a field `list` would take the place of the type `list`",
        ),
    ] {
        let text = format!("class A:\n    def __init__(self, {body}\n");
        let found = refusal(&text, &request());
        assert!(found.iter().any(|it| it.ends_with(&format!(": {message}"))), "{text}\n{found:?}");
    }
    for (text, message) in [
        ("class A:\n    x: int\n", "1:7: `A` has no `__init__` of its own"),
        (
            "import b\nclass A(b.B):\n    def __init__(self) -> None: pass\n",
            "2:9: what `b.B` does when an instance is made is not known here",
        ),
        (
            "class B:\n    def __init__(self) -> None: ...\nclass A(B):\n    def __init__(self) -> None: pass\n",
            "3:8: `B` has a say in how an instance of `A` is made",
        ),
        (
            "class A(metaclass=type):\n    def __init__(self) -> None: pass\n",
            "1:9: the metaclass, or what the keyword is for, may make attributes",
        ),
        (
            "class A:\n    def __new__(cls) -> 'A': ...\n    def __init__(self) -> None: pass\n",
            "2:9: a dataclass has no room for `__new__`",
        ),
        (
            "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\n",
            "2:2: `A` has its `__init__` from `dataclasses.dataclass` already",
        ),
    ] {
        assert_eq!(refusal(text, &request()), [message]);
    }
}

#[test]
fn names_that_are_taken_are_had_from_the_module() {
    let text = "class A:
    def __init__(self, field: int, y: int) -> None:
        self.field = field
        self.y = y
        self.z: list[int] = []
";
    let after = same(text, &["A(1, 2)"], &request());
    assert!(
        after.starts_with("import dataclasses\n\n\n@dataclasses.dataclass\nclass A:\n"),
        "{after}"
    );
    assert!(after.contains("z: list[int] = dataclasses.field("), "{after}");
}

#[test]
fn types_are_read_off_defaults_or_are_objects() {
    let text = "class A:
    def __init__(self, x, y=1, z='a'):
        self.x = x
        self.y = y
        self.z = z
";
    let object = DataclassRequest { untyped_is_object: true, ..request() };
    let after = same(text, &["A(1)", "A(1, 2, 'c')", "A()"], &object);
    assert!(after.contains("    x: object\n    y: int = 1\n    z: str = \"a\"\n"), "{after}");
}

#[test]
fn what_else_is_done_is_done_after() {
    let text = "class A:
    def __init__(self, x: int, y: int = 1) -> None:
        # It is never negative.
        if x < 0:
            # So there.
            raise ValueError(x)
        self.x = x
        half, rest = divmod(x, 2)  # both
        self.half: int = half
        for _ in range(y):
            self.check()

    def check(self) -> None:
        assert self.x != 7
";
    let after = same(text, &["A(1)", "A(-1)", "A(4, 2)", "A(7)", "A(7, 0)"], &request());
    assert!(
        after.contains(
            "    x: int
    y: InitVar[int] = 1
    half: int = field(init=False)

    def __post_init__(self, y: int) -> None:
        # It is never negative.
        if self.x < 0:
            # So there.
            raise ValueError(self.x)
        half, rest = divmod(self.x, 2)  # both
        self.half = half
        for _ in range(y):
            self.check()
"
        ),
        "{after}"
    );
}

#[test]
fn the_docstring_of_what_is_gone_is_the_class_s() {
    let text = "class A:
    __slots__ = ['x']

    def __init__(self, x: int) -> None:
        \"\"\"Make one.\"\"\"
        self.x = x

    def f(self) -> int:
        return 1
";
    let after = same(text, &["A(1)"], &request());
    let expected = "@dataclass(slots=True)\nclass A:\n    \"\"\"Make one.\"\"\"\n\n    x: int\n";
    assert!(after.contains(expected), "{after}");
}
