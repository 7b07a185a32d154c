use super::Stand::{Node, Nodes};
use super::rewrite;

#[test]
fn one_by_one() {
    assert_eq!(
        rewrite(
            "def f():\n    return a + b\n",
            "return a + b\n",
            &[("X", Node("a + b"))],
            "return $X * 2"
        ),
        "def f():\n    return (a + b) * 2\n"
    );
    assert_eq!(
        rewrite("if x:\n    f(a)\n", "f(a)\n", &[("X", Node("a"))], "y = $X\ng(y)"),
        "if x:\n    y = a\n    g(y)\n"
    );
    assert_eq!(
        rewrite("if x: f(a)\n", "f(a)\n", &[("X", Node("a"))], "y = $X\ng(y)"),
        "if x:\n    y = a\n    g(y)\n"
    );
    assert_eq!(
        rewrite("f(a); g()\n", "f(a)\n", &[("X", Node("a"))], "y = $X\ng(y)"),
        "<the template has several lines, and what it is to replace shares its line>"
    );
    assert_eq!(rewrite("f(a); g()\n", "f(a)\n", &[("X", Node("a"))], "y = $X"), "y = a; g()\n");
}

#[test]
fn an_expression_that_is_a_statement() {
    let put = |source, template| rewrite(source, "f(a)", &[("X", Node("a"))], template);
    assert_eq!(put("f(a)\n", "assert $X"), "assert a\n");
    assert_eq!(
        put("x = f(a)\n", "assert $X"),
        "<the template is not an expression, as what it is to replace is>"
    );
}

#[test]
fn blocks_move() {
    let source = "\
class C:
    def f(self):
        with lock:
            # first
            a()  # one
            x = \"\"\"
text
            text\"\"\"
            b(1,
              2)  # two
        c()
";
    let matched = &source[source.find("with").unwrap()..source.find("  # two").unwrap()];
    let captures = [
        ("L", Node("lock")),
        (
            "BODY",
            Nodes(&["a()", "x = \"\"\"\ntext\n            text\"\"\"", "b(1,\n              2)"]),
        ),
    ];
    let template = "$L.acquire()\ntry:\n    $...BODY\nfinally:\n    $L.release()";
    let expected = "\
class C:
    def f(self):
        lock.acquire()
        try:
            # first
            a()  # one
            x = \"\"\"
text
            text\"\"\"
            b(1,
              2)
        finally:
            lock.release()  # two
        c()
";
    assert_eq!(rewrite(source, &format!("{matched}\n"), &captures, template), expected);
    let template = "$L.acquire()\n$...BODY\n$L.release()";
    let expected = "\
class C:
    def f(self):
        lock.acquire()
        # first
        a()  # one
        x = \"\"\"
text
            text\"\"\"
        b(1,
          2)
        lock.release()  # two
        c()
";
    assert_eq!(rewrite(source, &format!("{matched}\n"), &captures, template), expected);
    assert_eq!(
        rewrite(
            "if x:\n    a()\n",
            "if x:\n    a()\n",
            &[("B", Nodes(&["a()"]))],
            "while 1:\n  if y:\n    $...B"
        ),
        "while 1:\n  if y:\n    a()\n"
    );
}

#[test]
fn blocks_without_statements() {
    let put = |template| {
        rewrite("if x:\n    f(a)\n", "f(a)\n", &[("X", Node("a")), ("B", Nodes(&[]))], template)
    };
    assert_eq!(put("while $X:\n    $...B"), "if x:\n    while a:\n        pass\n");
    assert_eq!(put("while $X:\n    $...B\n    g()"), "if x:\n    while a:\n        g()\n");
    assert_eq!(put("while $X:\n    g()\n    $...B"), "if x:\n    while a:\n        g()\n");
    assert_eq!(put("g($X)\n$...B\nh()"), "if x:\n    g(a)\n    h()\n");
    assert_eq!(put("$...B\ng($X)"), "if x:\n    g(a)\n");
    assert_eq!(put("$...B"), "if x:\n    pass\n");
    assert_eq!(put(""), "<deleted>");
}

#[test]
fn definitions() {
    let source = "@cached\ndef f(p, q=1):\n    return p\n";
    let matched = source;
    let captures = [
        ("F", super::Stand::Name("f")),
        ("PS", Nodes(&["p", "q=1"])),
        ("BODY", Nodes(&["return p"])),
    ];
    assert_eq!(
        rewrite(source, matched, &captures, "async def $F(self, $...PS):\n    $...BODY"),
        "@cached\nasync def f(self, p, q=1):\n    return p\n"
    );
    let captures =
        [("F", super::Stand::Name("f")), ("PS", Nodes(&[])), ("BODY", Nodes(&["return p"]))];
    assert_eq!(
        rewrite(source, matched, &captures, "def $F(self, $...PS): $...BODY"),
        "@cached\ndef f(self): return p\n"
    );
}

#[test]
fn what_the_pattern_passes_over_is_not_lost() {
    let put = |source: &str, captured: &str, template: &str| {
        rewrite(source, source, &[("X", Node(captured))], template)
    };
    let lost = |part: &str| format!("<the pattern passes over {part}, which would be lost>");
    assert_eq!(
        put("if zz:\n    b\nelse:\n    c\n", "zz", "if not $X: pass"),
        lost("an `else` or `elif`")
    );
    assert_eq!(put("for x in zz:\n    b\nelse:\n    c\n", "zz", "f($X)"), lost("an `else`"));
    assert_eq!(put("raise zz from b\n", "zz", "raise f($X)"), lost("a `from`"));
    assert_eq!(put("x = y = zz\n", "zz", "x = f($X)"), lost("a further target"));
    assert_eq!(put("with zz, b: pass\n", "zz", "with f($X): pass"), lost("a further item"));
    assert_eq!(put("import zz, b\n", "zz", "import c"), lost("a further name"));
    assert_eq!(put("try: zz\nfinally: b\n", "zz", "f($X)"), lost("a `finally`"));
}
