//! What is read off small classes.

use std::path::PathBuf;

use ruff_python_ast::PythonVersion;

use super::{ProtocolRequest, StubRequest, Target, Untyped, protocol, stubs};
use crate::SpecError;
use crate::generation::Generated;

fn request(untyped: Option<Untyped>, minor: u8) -> ProtocolRequest {
    ProtocolRequest { name: None, untyped, target_version: PythonVersion { major: 3, minor } }
}

fn generate(source: &str, request: &ProtocolRequest) -> Result<Generated, Vec<SpecError>> {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("source.py");
    std::fs::write(&path, source).unwrap();
    protocol(&Target { path, name: vec!["A".to_owned()] }, request)
}

/// The body of the protocol of class `A`.
fn body(source: &str) -> String {
    body_for(source, 11)
}

fn body_for(source: &str, minor: u8) -> String {
    let text = generate(source, &request(None, minor)).unwrap().files.remove(0).text;
    let (_, rest) = text.split_once("class AProtocol").unwrap();
    let (body, _) = rest.split_once("\n\n\n").unwrap();
    format!("class AProtocol{body}\n")
}

fn stub(source: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("source.py");
    std::fs::write(&path, source).unwrap();
    let target_version = PythonVersion { major: 3, minor: 11 };
    let request = StubRequest { has_private: false, target_version };
    stubs(&[path], &request).unwrap().files.remove(0).text
}

#[test]
fn attributes_can_be_set_where_the_class_lets_them() {
    let source = "\
from dataclasses import dataclass
@dataclass(frozen=True)
class Frozen:
    a: int
class A(Frozen):
    b: str = ''
    c = 1
    LIMIT = 2
    def __init__(self, d: bytes, e: int | None) -> None:
        self.d = d
        if e is None:
            e = 3
        self.e = e
        self._hidden = 1
";
    assert_eq!(
        body(source),
        "class AProtocol(Protocol):
    b: str
    c: int
    d: bytes

    @property
    def LIMIT(self) -> int: ...

    @property
    def e(self) -> int | None: ...

    @property
    def a(self) -> int: ...
"
    );
}

#[test]
fn methods_are_what_they_are_called_on() {
    let source = "\
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import cached_property
class A:
    @classmethod
    def make(cls, *args: int, **kwargs: str) -> 'A': ...
    @staticmethod
    def help(a: int, /, b: int = 1, *, c: int = 2) -> None: ...
    async def run(self) -> None: ...
    async def stream(self) -> AsyncIterator[int]:
        yield 1
    @contextmanager
    def hold(self) -> Iterator[int]:
        yield 1
    @cached_property
    def size(self) -> int: ...
    def __len__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...
    def same(self, other: 'A') -> bool: ...
";
    assert_eq!(
        body(source),
        "class AProtocol(Protocol):
    @classmethod
    def make(cls, *args: int, **kwargs: str) -> AProtocol: ...

    @staticmethod
    def help(a: int, /, b: int = ..., *, c: int = ...) -> None: ...

    async def run(self) -> None: ...

    def stream(self) -> AsyncIterator[int]: ...

    def hold(self) -> AbstractContextManager[int]: ...

    @property
    def size(self) -> int: ...

    def __len__(self) -> int: ...

    def same(self, other: Self) -> bool: ...
"
    );
}

#[test]
fn overloads_are_kept_but_for_those_of_some_objects() {
    let source = "\
from typing import Generic, TypeVar, overload
T = TypeVar('T')
class A(Generic[T]):
    @overload
    def get(self, key: int) -> T: ...
    @overload
    def get(self, key: str) -> str: ...
    def get(self, key): ...
    @overload
    def put(self: 'A[None]') -> None: ...
    @overload
    def put(self, value: T) -> None: ...
    def put(self, value=None): ...
";
    let text = body(source);
    assert!(text.contains("    @overload\n    def get(self, key: int) -> T: ...\n"), "{text}");
    assert!(text.contains("key: str) -> str: ...\n\n    def put(self, value: T) -> None: ...\n"));
}

#[test]
fn type_parameters_vary_as_they_are_used() {
    let source = "\
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar
I = TypeVar('I')
O = TypeVar('O')
B = TypeVar('B')
class A(Generic[I, O, B]):
    def take(self, value: I, call: Callable[[O], None]) -> Iterator[O]: ...
    def both(self, value: B) -> B: ...
";
    let text = generate(source, &request(None, 11)).unwrap().files.remove(0).text;
    assert!(text.contains("I = TypeVar(\"I\", contravariant=True)"), "{text}");
    assert!(text.contains("O = TypeVar(\"O\", covariant=True)"), "{text}");
    assert!(text.contains("B = TypeVar(\"B\")"), "{text}");
    assert!(body_for(source, 12).starts_with("class AProtocol[I, O, B](Protocol):\n"));
}

#[test]
fn what_bases_are_given_stands_for_their_type_parameters() {
    let source = "\
from typing import Generic, TypeVar
T = TypeVar('T')
class Base(Generic[T]):
    items: list[T]
    def first(self) -> T: ...
class Middle(Base[bytes]):
    def last(self) -> 'A': ...
class A(Middle):
    pass
";
    assert_eq!(
        body(source),
        "class AProtocol(Protocol):
    items: list[bytes]

    def last(self) -> AProtocol: ...

    def first(self) -> bytes: ...
"
    );
}

#[test]
fn names_of_members_do_not_hide_types() {
    let source = "\
class A:
    def last(self) -> list[int]: ...
    def list(self) -> None: ...
";
    assert!(body(source).contains("-> builtins.list[int]: ..."));
}

#[test]
fn untyped_members_are_an_error_or_as_is_asked() {
    let source = "\
class A:
    def f(self, a) -> int: ...
    def g(self) -> int: ...
";
    let errors = generate(source, &request(None, 11)).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].position, Some((2, 17)));
    let skipped = generate(source, &request(Some(Untyped::Skip), 11)).unwrap();
    assert_eq!(skipped.warnings.len(), 1);
    assert!(!skipped.files[0].text.contains("def f"));
    let filled = generate(source, &request(Some(Untyped::Object), 11)).unwrap();
    assert!(filled.files[0].text.contains("def f(self, a: object) -> int: ..."));
}

#[test]
fn stubs_have_types_that_can_be_read_off() {
    let source = "\
import os
import re
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from decimal import Decimal
_T = 3
LIMIT = 10
PATTERN = re.compile('a')
def f(a, b=1, c=None, *, d: 'Decimal' = ...):
    'What it does.'
    return str(a)
class A:
    __slots__ = ('x', 'y')
    def __init__(self, x: int):
        self.x = x
        self.y = []
        self._z = os.getcwd()
    def _hidden(self): ...
";
    assert_eq!(
        stub(source),
        "from _typeshed import Incomplete
from decimal import Decimal

LIMIT: int
PATTERN: Incomplete

def f(
    a: Incomplete, b: int = 1, c: Incomplete | None = None, *, d: Decimal = ...
) -> str: ...

class A:
    x: int
    y: Incomplete
    __slots__ = \"x\", \"y\"

    def __init__(self, x: int) -> None: ...
"
    );
}

#[test]
fn stubs_keep_conditions_on_the_version_and_take_what_comes_first_of_others() {
    let source = "\
import sys
if sys.version_info >= (3, 12):
    def new() -> int: ...
else:
    def old() -> int: ...
try:
    import fast
except ImportError:
    fast = None
if sys.argv:
    def choose() -> int: ...
else:
    def choose() -> str: ...
    def other() -> str: ...
";
    assert_eq!(
        stub(source),
        "import sys

if sys.version_info >= (3, 12):
    def new() -> int: ...
else:
    def old() -> int: ...

def choose() -> int: ...
def other() -> str: ...
"
    );
}
