//! Properties, and what has to change for them.

use super::*;

fn properties() -> Request {
    request(Style::Property)
}

/// The accessors of `x: int`.
const OF_X: &str = "
    @property
    def x(self) -> int:
        return self._x

    @x.setter
    def x(self, value: int) -> None:
        self._x = value
";

#[test]
fn assignments_go_through_the_property() {
    let text = "class A:\n    def __init__(self, x: int) -> None:\n        self.x = x\n\n    def more(self) -> None:\n        self.x += 1\n";
    assert_eq!(added(text, &properties()), format!("{text}{OF_X}"));
}

#[test]
fn declarations_are_of_what_is_stored() {
    let text = "class A:\n    x: int\n";
    assert_eq!(added(text, &properties()), format!("class A:\n    _x: int\n{OF_X}"));
    let text = "class A:\n    def __init__(self) -> None:\n        self.x: (\n            int\n        ) = 1  # c\n";
    let kept = "class A:\n    def __init__(self) -> None:\n        self.x = 1  # c\n";
    assert_eq!(added(text, &properties()), format!("{kept}{OF_X}"));
    let text = "class A:\n    def start(self) -> None:\n        self.x: int\n";
    let kept = "class A:\n    def start(self) -> None:\n        self._x: int\n";
    assert_eq!(added(text, &properties()), format!("{kept}{OF_X}"));
    let text =
        "class A:\n    def start(self) -> None:\n        self.x: (  # why\n            int) = 1\n";
    let edited = edit(text, "A", &properties()).unwrap();
    assert_eq!(edited.text, text);
    assert_eq!(
        messages(&edited.warnings),
        ["4:13: the annotation has a comment in it, and cannot be taken away"]
    );
}

#[test]
fn slots_have_the_name_that_is_stored() {
    for (slots, after) in [
        ("('x', \"y\")", "('_x', \"y\")"),
        ("[r'''x''']", "[r'''_x''']"),
        ("'x'", "'_x'"),
        ("{'x': 'doc'}", "{'_x': 'doc'}"),
    ] {
        let text = |slots: &str| {
            format!(
                "class A:\n    __slots__ = {slots}\n\n    def __init__(self, x: int) -> None:\n        self.x = x\n"
            )
        };
        assert_eq!(added(&text(slots), &properties()), text(after) + OF_X);
    }
    let text = "class A:\n    __slots__ = 'x y'.split()\n    def __init__(self, x: int) -> None:\n        self.x = x\n";
    let edited = edit(text, "A", &properties()).unwrap();
    assert_eq!(edited.text, text);
    assert_eq!(messages(&edited.warnings), ["2:17: `__slots__` is no literal: `x` stays as it is"]);
}

#[test]
fn what_is_deleted_can_be_deleted() {
    let text = "class A:\n    def __init__(self, x: int) -> None:\n        self.x = x\n    def clear(self) -> None:\n        del self.x\n";
    let deleter = "\n    @x.deleter\n    def x(self) -> None:\n        del self._x\n";
    assert_eq!(added(text, &properties()), format!("{text}{OF_X}{deleter}"));
}

#[test]
fn what_cannot_be_set_is_set_where_it_is_stored() {
    let request = Request { is_read_only: true, ..properties() };
    let text = |x: &str| {
        format!(
            "class A:\n    def __init__(self, x: int) -> None:\n        self.{x} = x\n        self.y, self.{x} = 1, 2\n    def more(self) -> None:\n        self.{x} += self.x\n        del self.{x}\n"
        )
    };
    let only = Request { only: vec!["x".to_owned()], ..request.clone() };
    let getter = "\n    @property\n    def x(self) -> int:\n        return self._x\n";
    let edited = edit(&text("x"), "A", &only).unwrap();
    assert_eq!(edited.text, text("_x") + getter);

    let other = "def f(a: A) -> None:\n    a.x = 2\n";
    let edited = edit(&format!("{}{other}", text("x")), "A", &only).unwrap();
    assert_eq!(
        messages(&edited.warnings),
        ["9:5: this fails if it is a `A`: its `x` can no longer be set"]
    );
    let subclass = "class B(A):\n    def f(self) -> None:\n        self.x = 2\n";
    let errors = refusal(&format!("{}{subclass}", text("x")), &only);
    assert_eq!(errors, ["10:14: `B` sets `x`, too"]);
}

#[test]
fn final_attributes_cannot_be_set() {
    let text = "from typing import Final\nclass A:\n    def __init__(self) -> None:\n        self.x: Final = 1\n";
    let after = added(text, &properties());
    assert!(after.contains("self._x: Final = 1"), "{after}");
    assert!(after.contains("def x(self) -> int:"), "{after}");
    assert!(!after.contains("setter"), "{after}");
}

#[test]
fn private_attributes_get_the_public_name() {
    let text = "class A:\n    def __init__(self, x: int) -> None:\n        self._x = x\n";
    let only = Request { only: vec!["_x".to_owned()], ..properties() };
    assert_eq!(added(text, &only), format!("{text}{OF_X}"));
}

#[test]
fn what_a_property_would_break_is_left() {
    for (text, message) in [
        (
            "class A:\n    x: int = 1\n",
            "2:5: `x` has a value in the class: `A.x` would no longer give it",
        ),
        (
            "class A:\n    def __init__(self) -> None:\n        self.x = 1\n        self._x = 2\n",
            "4:9: `_x` is in use, so that `x` can be no property",
        ),
        (
            "import b\nclass A(b.B):\n    x: int\n",
            "3:5: `x` is declared in the body of a class whose bases or decorators may read that",
        ),
        (
            "class A(ValueError):\n    def __init__(self) -> None:\n        self.args = (1,)\n",
            "3:14: `args` is an attribute of `ValueError`, too",
        ),
        (
            "class A:\n    x: int\nclass B(A):\n    x: bool\n",
            "3:7: `B` has a `x` of its own in its body",
        ),
        (
            "class B:\n    x: int\nclass A(B):\n    def f(self) -> None:\n        self.x = 1\n",
            "5:14: `x` is an attribute of `B`, too",
        ),
        (
            "class A:\n    def __init__(self, type: type) -> None:\n        self.type = type\n",
            "3:14: a property `type` would take the place of the type `type`",
        ),
    ] {
        let edited = edit(text, "A", &properties()).unwrap();
        assert_eq!(edited.text, text);
        assert_eq!(messages(&edited.warnings), [message]);
        let name = ["type", "args"].into_iter().find(|it| text.contains(&format!("self.{it}")));
        let name = name.unwrap_or("x");
        let only = Request { only: vec![name.to_owned()], ..properties() };
        assert_eq!(refusal(text, &only), [message]);
    }
    for text in [
        "class A:\n    x: int\n    def __setattr__(self, name: str, value: object) -> None: ...\n",
        "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\n",
        "from typing import NamedTuple\nclass A(NamedTuple):\n    x: int\n",
    ] {
        let [message] = &*refusal(text, &properties()) else { panic!("{text}") };
        assert!(message.ends_with("`--style methods` can be had"), "{message}");
    }
}

#[test]
fn keys_of_the_dictionary_are_spoken_of() {
    let text = "class A:\n    def __init__(self, x: int) -> None:\n        self.x = x\n    def f(self) -> object:\n        return vars(self), self.__dict__\n";
    let edited = edit(text, "A", &properties()).unwrap();
    assert_eq!(
        messages(&edited.warnings),
        ["5:28: what was `x` in this is `_x` now", "5:16: what was `x` in this is `_x` now"]
    );
}

#[test]
fn bases_that_are_not_known_are_spoken_of() {
    let text = "from threading import Thread\nclass A(Thread):\n    def __init__(self, x: int) -> None:\n        self.x = x\n";
    let edited = edit(text, "A", &properties()).unwrap();
    assert_eq!(edited.text, format!("{text}{OF_X}"));
    assert_eq!(
        messages(&edited.warnings),
        [
            "2:7: `threading.Thread` is not known here: the properties take the place of what it has \
             of the same names"
        ]
    );
}
