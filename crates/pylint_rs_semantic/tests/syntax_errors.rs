//! What CPython's compiler refuses, although its parser does not.

use std::collections::BTreeMap;

use pylint_rs_semantic::{ModuleContext, Semantic, Storage, syntax_errors};
use ruff_python_ast::PySourceType;
use ruff_python_parser::parse_unchecked_source;
use ruff_source_file::LineIndex;

/// The messages by line.
fn messages(source: &str, python_minor: u8) -> BTreeMap<usize, Vec<String>> {
    let parsed = parse_unchecked_source(source, PySourceType::Python);
    assert_eq!(parsed.errors(), [], "the parser's own errors are not meant");
    let storage = Storage::default();
    let context = ModuleContext {
        source,
        kind: PySourceType::Python,
        python_minor,
        module_path: None,
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, context);
    let lines = LineIndex::from_source_text(source);
    let mut messages: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for error in syntax_errors(&semantic) {
        let line = lines.line_index(error.range.start()).get();
        messages.entry(line).or_default().push(error.to_string());
    }
    messages
}

/// Checks each line's messages against the comment at its end: `# error: one; another`.
fn check(source: &str, python_minor: u8) {
    let mut found = messages(source, python_minor);
    for (row, line) in source.lines().enumerate() {
        let expected = line.split_once("# error: ").map_or(Vec::new(), |(_, messages)| {
            messages.split("; ").map(ToOwned::to_owned).collect()
        });
        assert_eq!(found.remove(&(row + 1)).unwrap_or_default(), expected, "{line}");
    }
}

#[test]
fn signatures() {
    check(
        r#"
def f(a, b, *a): ...  # error: Duplicate parameter "a"
lambda x, *, x: x  # error: Duplicate parameter "x"
def g[T, T](T): ...  # error: duplicate type parameter
class C[T = int, S]: ...  # error: non default type parameter `S` follows default type parameter
f(a=1, b=2, a=3)  # error: Duplicate keyword argument `a`
f(**a, **a)
class D(metaclass=M, metaclass=M): ...  # error: Duplicate keyword argument `metaclass`
f(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, i=9, j=10, k=11, l=12, m=13, n=14, o=15, p=16, q=17)
"#,
        13,
    );
    let many: Vec<_> = (0..40).map(|index| format!("a{}=1", index % 39)).collect();
    assert_eq!(messages(&format!("f({})", many.join(", ")), 13)[&1].len(), 1);
}

#[test]
fn declarations() {
    check(
        "
nonlocal q  # error: nonlocal declaration not allowed at module level
def f(p, q):
    global p  # error: name `p` cannot refer to a parameter and a global variable
    nonlocal q  # error: name `q` cannot refer to a parameter and a nonlocal variable
def g():
    global x
    x: int = 1  # error: annotated name `x` can't be global
    y = 1
    def h():
        nonlocal y
        y: int = 2  # error: annotated name `y` can't be nonlocal
global z
z: int = 3
w: int  # error: annotated name `w` can't be global
global w
__debug__ = 1  # error: cannot assign to `__debug__`
print(__debug__)
async def values():
    yield 1
    def inner():
        return 1
    return 1  # error: `return` with value in async generator
",
        13,
    );
}

#[test]
fn expressions() {
    check(
        "
[(i := 1) for i in z]  # error: assignment expression cannot rebind comprehension variable
[lambda: (i := 1) for i in z]
[lambda x=(i := 1): x for i in z]  # error: assignment expression cannot rebind comprehension variable
[j for i in z for j in z if (i := j)]  # error: assignment expression cannot rebind comprehension variable
[i for i in (q := z)]  # error: assignment expression cannot be used in a comprehension iterable expression
x: '[(i := 1) for i in z]'
class C:
    a = [(b := i) for i in z]  # error: assignment expression within a comprehension cannot be used in a class body
    c = (d := 1)
    def f(self):
        return [(b := i) for i in z]
*a = z  # error: starred assignment target must be in a list or tuple
*a, = z
a = *b  # error: Starred expression cannot be used here
*a  # error: Starred expression cannot be used here
for i in *a, b: ...
for i in *a: ...  # error: Starred expression cannot be used here
type X = (yield)  # error: yield expression cannot be used within a type alias
type Y[T: (x := int)] = T  # error: named expression cannot be used within a TypeVar bound
def f(x: (yield)): ...
def g[T](x: (yield)): ...  # error: yield expression cannot be used within a generic definition
",
        13,
    );
    check(
        "def f(x: (yield)): ...  # error: yield expression cannot be used within a type annotation",
        14,
    );
    let asynchronous = "async def f(): return [[x async for x in y] for z in w]";
    assert_eq!(messages(asynchronous, 10).len(), 1);
    assert_eq!(messages(asynchronous, 11).len(), 0);
}

#[test]
fn patterns() {
    check(
        r#"
match x:
    case y: ...  # error: name capture `y` makes remaining patterns unreachable
    case [a, a]: ...  # error: multiple assignments to name `a` in pattern
    case [a, (b | b)] | [b, a]: ...
    case {"a": 1, "a": 2}: ...  # error: mapping pattern checks duplicate key `"a"`
    case {a.b: 1, a.b: 2}: ...
    case [*a, *b]: ...  # error: multiple starred names in sequence pattern
    case C(a=1, a=2): ...  # error: attribute name `a` repeated in class pattern
    case [a] | [b]: ...  # error: alternative patterns bind different names
    case _ if z: ...
    case _: ...
"#,
        13,
    );
}

#[test]
fn deep_patterns() {
    let depth = 20_000;
    let source = format!("match x:\n case {}a{}: ...", "[".repeat(depth), "]".repeat(depth));
    std::thread::Builder::new()
        .stack_size(512 * 1024 * 1024)
        .spawn(move || assert!(messages(&source, 13).is_empty()))
        .expect("a thread")
        .join()
        .expect("no overflow");
}
