//! `get_x` and `set_x`.

use super::*;

fn methods() -> Request {
    request(Style::Methods)
}

/// What is added after the text.
fn tail(text: &str) -> String {
    let after = added(text, &methods());
    after.strip_prefix(text).unwrap_or_else(|| panic!("{after}")).to_owned()
}

#[test]
fn types_come_from_where_the_source_says_them() {
    let text = "class A:\n    declared: list[int]\n\n    def __init__(self, given: str, *rest: int, **more: 'A') -> None:\n        self.given = given\n        self.rest = rest\n        self.more = more\n        self.said: dict[str, int] = {}\n        self.shown = 0\n        self.final: Final[int] = 1\n";
    let text = format!("from typing import Final\n{text}");
    assert_eq!(
        tail(&text),
        "
    def get_declared(self) -> list[int]:
        return self.declared

    def set_declared(self, declared: list[int]) -> None:
        self.declared = declared

    def get_given(self) -> str:
        return self.given

    def set_given(self, given: str) -> None:
        self.given = given

    def get_rest(self) -> tuple[int, ...]:
        return self.rest

    def set_rest(self, rest: tuple[int, ...]) -> None:
        self.rest = rest

    def get_more(self) -> dict[str, \"A\"]:
        return self.more

    def set_more(self, more: dict[str, \"A\"]) -> None:
        self.more = more

    def get_said(self) -> dict[str, int]:
        return self.said

    def set_said(self, said: dict[str, int]) -> None:
        self.said = said

    def get_shown(self) -> int:
        return self.shown

    def set_shown(self, shown: int) -> None:
        self.shown = shown

    def get_final(self) -> int:
        return self.final
"
    );
}

#[test]
fn what_is_there_is_left() {
    let text = "class B:\n    def get_x(self) -> int: return 1\n    def set_x(self, x: int) -> None: ...\nclass A(B):\n    x: int\n    y: int\n    def get_y(self) -> int:\n        return 7\n";
    assert_eq!(tail(text), "\n    def set_y(self, y: int) -> None:\n        self.y = y\n");
}

#[test]
fn lines_are_written_as_the_file_writes_them() {
    let text = "class A:\r\n\tx: int  # c\r\n\r\nz = 1\r\n";
    assert_eq!(
        added(text, &methods()),
        "class A:\r\n\tx: int  # c\r\n\r\n\tdef get_x(self) -> int:\r\n\t\treturn self.x\r\n\r\n\tdef set_x(self, x: int) -> None:\r\n\t\tself.x = x\r\n\r\nz = 1\r\n"
    );
    // No line ending at the end stays none.
    let text = "if True:\n  class A:\n    x: int";
    assert_eq!(
        added(text, &methods()),
        format!(
            "{text}\n\n    def get_x(self) -> int:\n      return self.x\n\n    def set_x(self, x: int) -> None:\n      self.x = x"
        )
    );
}

#[test]
fn a_body_on_the_class_s_line_becomes_a_block() {
    for (text, opened) in [
        ("class A: x: int; y = 1 # c\nz = 2\n", "class A:\n    x: int; y = 1 # c\n"),
        ("class A(object):x: int\nz = 2\n", "class A(object):\n    x: int\n"),
        ("class A:      x: int\nz = 2\n", "class A:\n    x: int\n"),
        ("class A: \\\n x: int\nz = 2\n", "class A:\n    x: int\n"),
    ] {
        let accessors = "\n    def get_x(self) -> int:\n        return self.x\n\n    def set_x(self, x: int) -> None:\n        self.x = x\n";
        assert_eq!(added(text, &methods()), format!("{opened}{accessors}z = 2\n"));
    }
}

#[test]
fn comments_of_the_last_method_stay_with_it() {
    let text = "class A:\n    def __init__(self, x: int) -> None:\n        self.x = x\n        # so\n\n    # and\n# of the file\nz = 1\n";
    let after = added(text, &methods());
    assert!(after.starts_with(
        "class A:\n    def __init__(self, x: int) -> None:\n        self.x = x\n        # so\n\n    # and\n\n    def get_x"
    ), "{after}");
    assert!(after.ends_with("self.x = x\n# of the file\nz = 1\n"), "{after}");
}

#[test]
fn names_that_the_class_takes_are_written_otherwise() {
    let text = "class A:\n    x: list[int]\n\n    def list(self) -> None:\n        pass\n";
    let after = added(text, &methods());
    assert!(after.starts_with("import builtins\n\n\nclass A:"), "{after}");
    assert!(after.contains("def get_x(self) -> builtins.list[int]:"), "{after}");
    // A type of the method's own cannot be written outside of it.
    let text = "class A:\n    def __init__[T](self, x: T) -> None:\n        self.x = x\n";
    assert_eq!(
        refusal(text, &methods()),
        [
            "3:14: the type of `x` is not evident: annotate it, or say `--untyped object` or `--untyped skip`"
        ]
    );
}

#[test]
fn untyped_attributes() {
    let text = "class A:\n    def __init__(self, x, y: int):\n        self.x = x\n        self.y = y\n        self.z = f()\n";
    assert_eq!(refusal(text, &methods()).len(), 2);
    let skip = Request { untyped: Some(Untyped::Skip), ..methods() };
    let edited = edit(text, "A", &skip).unwrap();
    assert_eq!(
        messages(&edited.warnings),
        [
            "3:14: the type of `x` is not evident: it gets no accessors",
            "5:14: the type of `z` is not evident: it gets no accessors"
        ]
    );
    assert_eq!(edited.text.matches("def get_").count(), 1);
    let object = added(text, &Request { untyped: Some(Untyped::Object), ..methods() });
    assert!(object.contains("def set_x(self, x: object) -> None:"), "{object}");
    // What `f` gives is not known, and so not what may take its place.
    assert!(object.contains("def get_z(self) -> object:"), "{object}");
    assert!(!object.contains("set_z"), "{object}");
}

#[test]
fn types_that_a_test_narrows_are_not_taken_from_the_parameter() {
    let narrowed = "class A:\n    def __init__(self, x: int | None) -> None:\n        if x is None:\n            x = 1\n        self.x = x\n";
    assert_eq!(refusal(narrowed, &methods()).len(), 1);
    let tested = "class A:\n    def __init__(self, x: int | None) -> None:\n        assert x is not None\n        self.x = x\n";
    assert_eq!(refusal(tested, &methods()).len(), 1);
    let replaced = "class A:\n    def __init__(self, x: list[int] | None = None) -> None:\n        self.x = x or []\n";
    assert!(tail(replaced).contains("get_x(self) -> list[int]:"));
    let kept = "class A:\n    def __init__(self, x: int | None) -> None:\n        self.x = x\n";
    assert!(tail(kept).contains("get_x(self) -> int | None:"));
}

#[test]
fn private_attributes_are_named() {
    let text = "class A:\n    def __init__(self, x: int) -> None:\n        self._x = x\n        self.__y = 'a'\n";
    assert_eq!(added(text, &methods()), text);
    let only = Request { only: vec!["_x".to_owned(), "__y".to_owned()], ..methods() };
    let after = added(text, &only);
    assert!(after.contains("def get_x(self) -> int:\n        return self._x"), "{after}");
    assert!(after.contains("def set_y(self, y: str) -> None:\n        self.__y = y"), "{after}");
    let wrong = Request { only: vec!["_xx".to_owned()], ..methods() };
    assert_eq!(
        refusal(text, &wrong),
        ["1:7: `A` has no attribute `_xx` of its own; did you mean `_x`?"]
    );
}

#[test]
fn classes_that_cannot_be_changed_get_getters() {
    for head in [
        "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass A:",
        "from typing import NamedTuple\nclass A(NamedTuple):",
        "import attrs\n@attrs.frozen\nclass A:",
    ] {
        let after = tail(&format!("{head}\n    x: int\n"));
        assert_eq!(after, "\n    def get_x(self) -> int:\n        return self.x\n");
    }
    for (base, what) in [
        ("from typing import TypedDict as B", "a TypedDict"),
        ("from typing import Protocol as B", "a protocol"),
        ("from enum import Enum as B", "an enumeration"),
    ] {
        let text = format!("{base}\nclass A(B):\n    x: int\n");
        assert_eq!(
            refusal(&text, &methods()),
            [format!("2:7: `A` is {what}, and has no accessors")]
        );
    }
}

#[test]
fn type_variables_that_vary_cannot_be_taken() {
    let text = "from typing import Generic, TypeVar\nT_co = TypeVar('T_co', covariant=True)\nclass A(Generic[T_co]):\n    def __init__(self, x: T_co) -> None:\n        self.x = x\n";
    assert_eq!(tail(text), "\n    def get_x(self) -> T_co:\n        return self.x\n");
}

#[test]
fn long_lines_are_broken() {
    let kind = "dict[str, tuple[int, int, int, int]]";
    let text = format!("class A:\n    some_long_attribute_name: {kind}\n");
    assert!(tail(&text).contains(&format!(
        "    def set_some_long_attribute_name(\n        self, some_long_attribute_name: {kind}\n    ) -> None:\n"
    )));
}
