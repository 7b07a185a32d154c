//! TypedDicts of literals of all sorts.

use ruff_python_ast::PythonVersion;

use super::{TypedDictRequest, typed_dict};
use crate::from_python::Target;
use crate::{Generated, SpecError};

fn made(text: &str, name: &str) -> Result<Generated, Vec<SpecError>> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("settings.py");
    std::fs::write(&path, text).unwrap();
    let target = Target { path, name: name.split('.').map(str::to_owned).collect() };
    typed_dict(&target, &TypedDictRequest { name: None, target_version: PythonVersion::PY311 })
}

/// What is made of the constant `X`, of which everything is known.
fn text(source: &str) -> String {
    let generated = made(source, "X").unwrap_or_else(|errors| panic!("{source}\n{errors:?}"));
    assert_eq!(messages(&generated.warnings), Vec::<String>::new(), "{source}");
    generated.files[0].text.clone()
}

fn messages(errors: &[SpecError]) -> Vec<String> {
    errors
        .iter()
        .map(|error| {
            let (line, column) = error.position.unwrap();
            format!("{line}:{column}: {}", error.message)
        })
        .collect()
}

#[test]
fn values_of_all_kinds() {
    let source = "from pathlib import Path
NAME = 'a'
PORT: int = 80
X = {
    'string': 'a' 'b', 'format': f'{NAME}', 'int': -1, 'float': 1.5, 'sum': 1 + 2.0,
    'bool': not True, 'none': None, 'bytes': b'a', 'complex': 1j, 'either': 1 if NAME else 'a',
    'list': [1, 'a', *[None]], 'tuple': (1, 'a'), 'pairs': [(1, 2), (3, 4)],
    'uneven': [(1,), (2, 3)], 'set': {1, 2}, 'numbers': {1: 'a', 2: 'b'}, 'empty': [],
    'nothing': {}, 'unit': (), 'name': NAME, 'port': PORT, 'call': len('a'), 'path': Path('a'),
    'function': print, 'class': int, 'lambda': lambda: 1,
}
";
    assert_eq!(
        text(source),
        "from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

X = TypedDict(
    \"X\",
    {
        \"string\": str,
        \"format\": str,
        \"int\": int,
        \"float\": float,
        \"sum\": float,
        \"bool\": bool,
        \"none\": None,
        \"bytes\": bytes,
        \"complex\": complex,
        \"either\": int | str,
        \"list\": list[int | str | None],
        \"tuple\": tuple[int, str],
        \"pairs\": list[tuple[int, int]],
        \"uneven\": list[tuple[int, ...]],
        \"set\": set[int],
        \"numbers\": dict[int, str],
        \"empty\": list[object],
        \"nothing\": dict[str, object],
        \"unit\": tuple[()],
        \"name\": str,
        \"port\": int,
        \"call\": int,
        \"path\": Path,
        \"function\": Callable[..., object],
        \"class\": type[int],
        \"lambda\": Callable[..., object],
    },
)
"
    );
}

#[test]
fn dicts_within_are_put_together() {
    let source = "BASE = {'id': 1, 'kind': 'a'}
X = {
    'owner': {'name': 'a', 'address': {'street': 's'}},
    'users': [{'name': 'a'}, {'name': 'b', 'age': 3}],
    'all': {**BASE, 'kind': 2},
    'made': dict(BASE, more=None),
}
";
    let made = text(source);
    for part in [
        "class Address(TypedDict):\n    street: str\n",
        "class Owner(TypedDict):\n    name: str\n    address: Address\n",
        "class User(TypedDict):\n    name: str\n    age: NotRequired[int]\n",
        "class All(TypedDict):\n    id: int\n    kind: int\n",
        "class Made(TypedDict):\n    id: int\n    kind: str\n    more: None\n",
        "class X(TypedDict):\n    owner: Owner\n    users: list[User]\n    all: All\n    made: Made\n",
    ] {
        assert!(made.contains(part), "{part}\n{made}");
    }
}

#[test]
fn names_come_from_the_constant() {
    let made = |source: &str, name: &str| self::made(source, name).unwrap().files[0].text.clone();
    assert!(
        made("DEFAULT_SETTINGS = {'a': 1}\n", "DEFAULT_SETTINGS")
            .contains("class DefaultSettings(")
    );
    assert!(made("class A:\n    config = {'a': 1}\n", "A.config").contains("class Config("));
    assert!(
        made("USERS = [{'a': 1}, {'b': 2}]\n", "USERS")
            .contains("class User(TypedDict, total=False):")
    );
}

#[test]
fn what_is_not_evident_is_said() {
    let generated = made("import os\nX = {'a': os.environ, 'b': [f()], 'c': 1}\n", "X").unwrap();
    assert_eq!(
        messages(&generated.warnings),
        [
            "2:11: its value is not evident: its type is `object`",
            "2:29: its value is not evident: its type is `object`"
        ]
    );
    assert!(generated.files[0].text.contains("    a: object\n    b: list[object]\n    c: int\n"));
    for (source, message) in [
        ("X = {**f()}\n", "1:8: the keys that this adds are not known here"),
        ("X = dict(f())\n", "1:10: the keys that this gives are not known here"),
        ("X = {1: 2}\n", "1:5: `X` is no dict with keys that are strings"),
        ("X = [1]\n", "1:5: `X` is no dict with keys that are strings"),
        ("X = 1\n", "1:5: `X` is no dict with keys that are strings"),
    ] {
        assert_eq!(messages(&made(source, "X").unwrap_err()), [message]);
    }
    let deep = format!("X = {{'a': {}1{}}}\n", "[".repeat(200), "]".repeat(200));
    assert!(messages(&made(&deep, "X").unwrap_err())[0].contains("nested deeper"), "{deep}");
}

#[test]
fn enumerations_and_classes_of_the_module() {
    let source = "from enum import Enum
class Color(Enum):
    RED = 1
class Box: ...
X = {'color': Color.RED, 'box': Box(), 'kind': Box, 'wrong': {'color': {'a': 1}}}
";
    let made = text(source);
    assert!(made.contains("from settings import Box, Color\n"), "{made}");
    assert!(made.contains("    color: Color\n    box: Box\n    kind: type[Box]\n"), "{made}");
    // The record is called otherwise.
    assert!(made.contains("    color: WrongColor\n"), "{made}");
}
