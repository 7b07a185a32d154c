//! Types of expressions, returns and parameters, as the sources show them.

use ruff_python_ast::{PySourceType, Stmt};
use ruff_python_parser::parse_module;

use super::{Class, Type};
use crate::{ModuleContext, Semantic, Storage};

fn show(found: &Type<'_>) -> String {
    let list = |types: &[Type<'_>], separator: &str| {
        types.iter().map(show).collect::<Vec<_>>().join(separator)
    };
    match found {
        Type::Never => "Never".to_owned(),
        Type::None => "None".to_owned(),
        Type::SelfInstance => "Self".to_owned(),
        Type::Union(members) => list(members, " | "),
        Type::Instance(class, arguments) => {
            let name = match class {
                Class::Builtin(name) | Class::Library { name, .. } | Class::Bound { name, .. } => {
                    name
                }
            };
            if arguments.is_empty() {
                (*name).to_owned()
            } else {
                format!("{name}[{}]", list(arguments, ", "))
            }
        }
    }
}

fn with_semantic<T>(source: &str, test: impl Fn(&Semantic<'_>, &[Stmt]) -> T) -> T {
    let parsed = parse_module(source).expect("valid Python");
    let storage = Storage::default();
    let context = ModuleContext {
        source,
        kind: PySourceType::Python,
        python_minor: 13,
        module_path: None,
        is_package: false,
        extra_builtins: &[],
    };
    // The tree has to outlive the index, whose lifetime is that of this call.
    let module = parsed.into_syntax();
    let semantic = Semantic::build(&module, &storage, context);
    test(&semantic, &module.body)
}

/// The return type of the first function in a source, also of one in a class.
fn returns(source: &str) -> String {
    with_semantic(source, |semantic, _| {
        let function = semantic
            .nodes_of_kind(ruff_python_ast::NodeKind::StmtFunctionDef)
            .find_map(|node| match node {
                ruff_python_ast::AnyNodeRef::StmtFunctionDef(function) => Some(function),
                _ => None,
            })
            .expect("a function");
        semantic.return_type(function).map_or_else(|| "?".to_owned(), |found| show(&found))
    })
}

fn value(expression: &str) -> String {
    returns(&format!("import os\nasync def f(a, b):\n    return {expression}\n"))
}

fn parameter(function: &str) -> String {
    with_semantic(function, |semantic, _| {
        let found = semantic
            .nodes_of_kind(ruff_python_ast::NodeKind::ParameterWithDefault)
            .find_map(|node| match node {
                ruff_python_ast::AnyNodeRef::ParameterWithDefault(it) => Some(it),
                _ => None,
            })
            .expect("a parameter with a default");
        semantic.parameter_type(found).map_or_else(|| "?".to_owned(), |found| show(&found))
    })
}

#[test]
fn expressions() {
    for (expression, expected) in [
        ("1", "int"),
        ("1.0", "float"),
        ("3j", "complex"),
        ("f'{a}'", "str"),
        ("b'x'", "bytes"),
        ("a", "?"),
        ("a.b", "?"),
        ("a == b", "bool"),
        ("not a", "bool"),
        ("-1", "int"),
        ("-True", "int"),
        ("True & True", "bool"),
        ("1 + 2.0", "float"),
        ("1 / 2", "float"),
        ("2 ** 3", "int"),
        ("2 ** -1", "float"),
        ("2 ** len(a)", "?"),
        ("'%s' % a", "str"),
        ("3 * 'a'", "str"),
        ("'x'.join(a)", "str"),
        ("'x'.join(a).split()", "list[str]"),
        ("'x'.encode()[1:]", "bytes"),
        ("int(a)", "int"),
        ("sorted('abc')", "list[str]"),
        ("list(a)", "list"),
        ("min(1, 2.0)", "float"),
        ("os.path.exists(a)", "bool"),
        ("print(a)", "None"),
        ("[]", "list"),
        ("[1, 2]", "list[int]"),
        ("[1, 'a']", "list[str | int]"),
        ("[a, 1]", "list"),
        ("(1, 'a')", "tuple[int, str]"),
        ("(1, a)", "tuple"),
        ("{'a': 1}", "dict[str, int]"),
        ("{**a}", "dict"),
        ("{1} | {2}", "set[int]"),
        ("[str(x) for x in a]", "list[str]"),
        ("{str(x): len(x) for x in a}", "dict[str, int]"),
        ("(str(x) for x in a)", "Iterator[str]"),
        ("1 if a else 'x'", "str | int"),
        ("1 if a else None", "int | None"),
        ("a or 1", "?"),
        ("'' or None", "str | None"),
        ("(1, 2) + ('a',)", "tuple[int, int, str]"),
        ("(lambda: 1)", "?"),
        ("{'a': {'b': 1}}", "dict[str, dict[str, int]]"),
        ("{'a': 1, 'b': 'x', 'c': None}", "dict"),
        ("[1] if a else ['x']", "list"),
        ("[[[[1]]]]", "list"),
    ] {
        assert_eq!(value(expression), expected, "{expression}");
    }
}

#[test]
fn shadowed_builtins_have_no_type() {
    assert_eq!(returns("from m import int\ndef f(): return int('1')"), "?");
    assert_eq!(returns("def f(len): return len('1')"), "?");
}

#[test]
fn ends_of_functions() {
    for (body, expected) in [
        ("pass", "None"),
        ("return", "None"),
        ("if a: return 1", "int | None"),
        ("if a: return 1\n    else: return 'x'", "str | int"),
        ("if a: return 1\n    raise ValueError", "int"),
        ("raise ValueError", "Never"),
        ("raise NotImplementedError('x')", "?"),
        ("if a: raise ValueError\n    raise NotImplementedError", "?"),
        ("while True: pass", "Never"),
        ("while True:\n        if a: break", "None"),
        ("while True:\n        for x in a: break", "Never"),
        ("while True:\n        return 1", "int"),
        ("while a: return 1", "int | None"),
        ("for x in a: return 1", "int | None"),
        ("for x in a: return 1\n    else: return 2", "int"),
        ("try: return 1\n    except ValueError: return 2", "int"),
        ("try: return 1\n    except ValueError: pass", "int | None"),
        ("try: a()\n    except ValueError: raise\n    else: return 1", "int"),
        ("try: a()\n    finally: return 1", "int"),
        ("with a: return 1", "int"),
        ("import contextlib\n    with contextlib.suppress(ValueError): return 1", "int | None"),
        ("match a:\n        case 1: return 1\n        case _: return 2", "int"),
        ("match a:\n        case 1: return 1", "int | None"),
        ("import sys\n    sys.exit(1)", "Never"),
        ("if a: return 1\n    assert False", "int"),
        ("x = 1\n    x += 2\n    return x", "int"),
        ("x = 1\n    x += a\n    return x", "?"),
        ("x = []\n    x.append(1)\n    return x", "list"),
        ("x = None\n    if a: x = 'b'\n    return x", "str | None"),
        ("x = x + 1\n    return x", "?"),
        ("for x in a: pass\n    return x", "?"),
        ("def g(): return 1\n    return 'a'", "str"),
    ] {
        assert_eq!(returns(&format!("def f(a):\n    {body}\n")), expected, "{body}");
    }
}

#[test]
fn generators() {
    for (body, expected) in [
        ("yield 1", "Iterator[int]"),
        ("yield", "Iterator[None]"),
        ("yield a", "?"),
        ("x = yield 1", "?"),
        ("yield 1\n    return 'x'", "Generator[int, None, str]"),
        ("if a:\n        yield 1\n        return 'x'", "Generator[int, None, str | None]"),
        ("yield from ['a']", "Iterator[str]"),
        ("yield from a", "?"),
        ("return\n    yield", "?"),
    ] {
        assert_eq!(returns(&format!("def f(a):\n    {body}\n")), expected, "{body}");
    }
    assert_eq!(returns("async def f():\n    yield 1"), "AsyncIterator[int]");
}

#[test]
fn instances_of_the_own_class() {
    for (method, expected) in [
        ("def f(self): return self", "Self"),
        ("def f(self):\n        self = 1\n        return self", "?"),
        ("def f(self): return self.__class__()", "Self"),
        ("def f(self): return type(self)()", "Self"),
        ("def f(self): return C()", "C"),
        ("@classmethod\n    def f(cls): return cls()", "Self"),
        ("@staticmethod\n    def f(x): return x", "?"),
        ("def __new__(cls): return super().__new__(cls)", "Self"),
        ("def __eq__(self, o):\n        if o: return NotImplemented\n        return True", "bool"),
        ("def __eq__(self, o): return NotImplemented", "?"),
    ] {
        assert_eq!(returns(&format!("class C:\n    {method}\n")), expected, "{method}");
    }
    assert_eq!(returns("class M(type):\n    def f(cls): return cls"), "?");
    assert_eq!(returns("class C:\n    def __class_getitem__(cls): return cls"), "?");
    assert_eq!(returns("class M(B):\n    def __new__(mcs, n): return super().__new__(mcs)"), "?");
    assert_eq!(returns("class C(metaclass=M): pass\ndef f(): return C()"), "?");
    assert_eq!(
        returns("from abc import ABCMeta\nclass C(metaclass=ABCMeta): pass\ndef f(): return C()"),
        "C"
    );
}

#[test]
fn functions_of_the_file_say_what_they_return() {
    assert_eq!(returns("def f(): return g()\ndef g() -> int: ..."), "int");
    assert_eq!(returns("def f(): return g()\n@wrap\ndef g() -> int: ..."), "?");
    assert_eq!(returns("def f(): return g()\nasync def g() -> int: ..."), "?");
    assert_eq!(returns("async def f(): return await g()\nasync def g() -> int: ..."), "int");
}

#[test]
fn parameters() {
    for (function, expected) in [
        ("def f(x=1): pass", "int"),
        ("def f(x=()): pass", "?"),
        ("D = 'a'\ndef f(x=D): pass", "str"),
        ("D = object()\ndef f(x=D): pass", "?"),
        ("def f(x=None): pass", "?"),
        ("def f(x=None):\n    if x is None: x = []", "list | None"),
        ("def f(x=None):\n    x = x or 'a'", "str | None"),
        ("def f(x=None):\n    x = 1 if x is None else x", "int | None"),
        ("def f(x=None):\n    if x == 'a': pass", "str | None"),
        ("def f(x=None):\n    if x in ('a', 1): pass", "str | int | None"),
        ("def f(x=None):\n    if isinstance(x, (str, bytes)): pass", "str | bytes | None"),
        ("def f(x=None):\n    if isinstance(x, T): pass", "?"),
        ("def f(x=None):\n    if isinstance(x, str): x = load(x)", "?"),
        ("def f(x=False):\n    if x is None: pass", "bool | None"),
    ] {
        assert_eq!(parameter(function), expected, "{function}");
    }
}
