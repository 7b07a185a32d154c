//! Every mistake of a spec is told, with its line and column, all at once.

use std::path::PathBuf;

use pylint_rs_codegen::document::Source;
use pylint_rs_codegen::json_schema::Shape;
use pylint_rs_codegen::{Input, Request, generate_files};
use ruff_python_ast::PythonVersion;

/// What is said of a spec in TOML, `line:column: message` each.
fn mistakes(spec: &str) -> Vec<String> {
    let request = Request {
        input: Some(Input::Toml),
        shape: Shape::TypedDict,
        root_name: None,
        target_version: PythonVersion { major: 3, minor: 9 },
        folder: PathBuf::from("."),
    };
    let errors = generate_files(Source::new(None, spec), &request).expect_err(spec);
    errors
        .into_iter()
        .map(|error| {
            let (line, column) = error.position.expect("every mistake has a place");
            format!("{line}:{column}: {}", error.message)
        })
        .collect()
}

/// Says that a spec has these mistakes and no others.
fn has(spec: &str, expected: &[&str]) {
    assert_eq!(mistakes(spec), expected, "{spec}");
}

#[test]
fn keys() {
    has("[classess.A]\n", &["1:2: a spec has no key `classess`; did you mean `classes`?"]);
    has(
        "[classes.A]\nfeilds.x = 'int'\naccessors = 'metods'\nslots = 1\n",
        &[
            "2:1: class `A` has no key `feilds`; did you mean `fields`?",
            "3:13: `accessors` is one of `none`, `methods`, `property`, not `metods`",
            "4:9: `slots` is a boolean, not an integer",
        ],
    );
    has(
        "[classes.A]\nfields.x = { type = 'int', defualt = 1 }\nfields.y = 3\nfields.z = {}\n",
        &[
            "2:28: field `x` has no key `defualt`; did you mean `default`?",
            "3:12: field `y` is a type or a table, not an integer",
            "4:8: field `z` needs a `type`",
        ],
    );
    has(
        "[typed_dicts.A]\nclosed = true\nextra_items = 'int'\n",
        &["1:1: a TypedDict is `closed` or has `extra_items`, not both"],
    );
    has(
        "[dataclasses.A]\nslots = true\nfields.x = 'int'\n",
        &["1:14: dataclasses have `slots` since Python 3.10 only"],
    );
}

#[test]
fn names() {
    has("[classes.class]\n", &["1:10: `class` cannot be a name in Python"]);
    has("[classes.\"ﬁ\"]\n", &["1:10: Python reads `ﬁ` as `fi`: write that"]);
    has(
        "[classes.A]\nfields.x = 'int'\n[protocols.A]\n",
        &["1:10: `A` is defined on line 3 already"],
    );
    has(
        "[classes.A]\naccessors = 'property'\nfields.x = 'int'\n\
         fields._x = { type = 'int', class_variable = true }\n",
        &["4:8: the field `_x` is in the way of the attribute on line 3"],
    );
    has(
        "[protocols.A]\nproperties.m = 'int'\nmethods.m = '() -> int'\n",
        &["3:9: the method `m` is in the way of the field on line 2"],
    );
    has(
        "[named_tuples.A]\nfields._x = 'int'\nfields.count = 'int'\n",
        &[
            "2:8: `_x`: fields of named tuples cannot begin with an underscore",
            "3:8: a tuple has a method `count` already",
        ],
    );
    has(
        "[enums.A]\nmembers = ['mro', 'A', 'A', 'b-c']\n",
        &[
            "2:12: `mro` cannot be a member: enums keep it for themselves",
            "2:24: the member `A` is in the way of the member on line 2",
            "2:29: `b-c` cannot be a member's name: make it a value, or the kind `Literal`",
        ],
    );
}

#[test]
fn types() {
    let unknown = "is neither defined here, nor imported, nor a builtin";
    has(
        "[classes.A]\nfields.x = 'dict[str, list[Fooo]]'\n",
        &[&format!("2:28: `Fooo` {unknown}: add it to `imports`")],
    );
    has(
        "[classes.A]\nfields.x = \"Literal[\\\"é\\\"] | Fooo\"\n",
        &[&format!("2:30: `Fooo` {unknown}: add it to `imports`")],
    );
    has(
        "[classes.A]\nfields.x = '''\nlist[\n  Fooo]'''\n",
        &[&format!("4:3: `Fooo` {unknown}: add it to `imports`")],
    );
    has(
        "[classes.A]\nfields.x = 'List[int]'\n",
        &[&format!("2:13: `List` {unknown}: write `list`")],
    );
    let deep =
        format!("[classes.A]\nfields.x = '{}int{}'\n", "list[".repeat(1000), "]".repeat(1000));
    has(&deep, &["2:338: field `x`: types can be nested 64 deep: give the inner one a name"]);
    has("[classes.A]\nfields.x = 'dict[str, '\n", &["2:23: unexpected EOF while parsing"]);
    has(
        "[classes.A]\nfields.a = '...'\nfields.b = '1 + 2'\nfields.c = 'f()'\nfields.d = 'list[3]'\n",
        &[
            "2:13: field `a`: this is no type",
            "3:13: field `b`: only `|` joins types",
            "4:13: field `c`: a call is no type",
            "5:18: field `d`: a value is no type: write `Literal[…]`",
        ],
    );
    has(
        "[classes.A]\nfields.a = 'list'\nfields.b = 'dict[int]'\nfields.c = 'int[str]'\n\
         fields.d = 'ClassVar[int]'\nfields.e = 'Callable[int]'\nfields.f = 'A[int]'\n",
        &[
            "2:13: `list` says nothing of what it holds: write `list[object]`",
            "3:13: `dict` takes 2 types in brackets, not 1",
            "4:13: `int` takes no types in brackets",
            "5:13: say `class_variable = true` instead of `ClassVar`",
            "6:13: `Callable` takes parameters and a type: `[[int, str], None]`",
            "7:13: `A` takes no types in brackets",
        ],
    );
    has(
        "[protocols.A]\nmethods.m = '(self, x: Fooo, y) -> int'\nmethods.n = '(self)'\n\
         methods.o = '(self, a: int, a: str) -> int'\n",
        &[
            "2:30: parameter `y` has no type",
            "3:13: a signature says what is given back: `-> None`",
            "4:29: the parameter `a` is there twice",
        ],
    );
}

#[test]
fn values() {
    has(
        "[classes.A]\nfields.a = { type = 'int', default = 'x' }\n\
         fields.b = { type = 'str | None', default = 1 }\n\
         fields.c = { type = 'list[int]', default = { code = '[]' } }\n\
         fields.d = { type = 'list[int]', default = [] }\n\
         fields.e = { type = 'int', default = 1, factory = 'int' }\n\
         fields.f = { type = 'int', default = { code = '(yield)' } }\n",
        &[
            "2:8: field `a`: the default is a string, not `int`",
            "3:8: field `b`: the default is an integer, not `str | None`",
            "4:8: field `c` would share its default with all: give a `factory` instead",
            "5:44: `default` would be shared by all: give a `factory` instead",
            "6:51: a field has a `default` or a `factory`, not both",
            "7:49: `default`: `yield` is for functions",
        ],
    );
    has(
        "[enums.A]\nkind = 'IntEnum'\nmembers = { X = 'x' }\n[enums.B]\nkind = 'Literal'\n\
         members = { X = 1.5 }\n",
        &[
            "3:13: member `X`: an integer is wanted, not a string",
            "6:13: member `X`: `Literal` takes strings, bytes, integers, booleans, `None` and members",
        ],
    );
}

#[test]
fn inheritance() {
    has(
        "[classes.A]\nbases = ['B']\n[classes.B]\nbases = ['A']\n",
        &["1:10: `A` is among its own bases", "3:10: `B` is among its own bases"],
    );
    has(
        "[classes.A]\nfields.x = 'int'\n[typed_dicts.B]\nbases = ['A']\n[protocols.C]\nbases = ['A']\n",
        &[
            "4:10: a TypedDict cannot derive from `A`, a class",
            "6:10: a protocol cannot derive from `A`, a class",
        ],
    );
    has(
        "[classes.A]\nfields.x = { type = 'int', default = 1 }\n[classes.B]\nbases = ['A']\n\
         fields.x = 'int'\n[classes.C]\nbases = ['A']\nfields.y = 'int'\n",
        &[
            "5:8: `A` has `x` already, on line 2",
            "8:8: field `y` without a default comes after `x` of `A`, which has one",
        ],
    );
    has(
        "[dataclasses.A]\n[dataclasses.B]\nfrozen = true\nbases = ['A']\n",
        &["4:10: `A` is not frozen: both are, or neither"],
    );
    has(
        "[classes.A]\nfields.a = 'int'\n[classes.B]\nbases = ['A']\nfields.b = 'int'\n\
         [classes.C]\nbases = ['A']\nfields.c = 'int'\n[classes.D]\nbases = ['B', 'C']\n",
        &["10:15: `B` and `C` both derive from `A`, whose `__init__` can be called once"],
    );
}

#[test]
fn imports_and_modules() {
    has(
        "imports = ['decimal.Decimal', 'from a import *']\n[classes.A]\n",
        &[
            "1:12: nothing names `Decimal`: checkers would complain",
            "1:31: `from a import *` is no import: write `module`, `module.Name`, `module as name` \
             or a statement",
        ],
    );
    has(
        "[modules.a.classes.A]\nbases = ['B']\n[modules.b.classes.B]\nbases = ['C']\n\
         [modules.a.classes.C]\n",
        &[
            "2:11: `B` is needed when this module is imported, and `b` needs this module: put them \
             together",
            "4:11: `C` is needed when this module is imported, and `a` needs this module: put them \
             together",
        ],
    );
    has(
        "[modules.a]\nimports = ['b.Bb']\n[modules.a.classes.A]\nfields.x = 'Bb'\n\
         [modules.b.classes.B]\n",
        &["2:12: the module `b` has no `Bb`; did you mean `B`?"],
    );
    has(
        "[modules.a.classes.A]\n[modules.'a.b'.classes.B]\n",
        &["2:10: `a.b` and `a` cannot both be modules: one is in the other"],
    );
}
