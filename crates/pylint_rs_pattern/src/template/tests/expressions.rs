use super::Stand::{Content, Name, Node, Nodes};
use super::rewrite;

/// `before` has one expression in `«»`, which `$X` stands for and which is the match with all that
/// is around it in `‹›`.
fn with_one(source: &str, captured: &str, template: &str) -> String {
    let matched = format!("f({captured})");
    rewrite(&source.replace('@', &matched), &matched, &[("X", Node(captured))], template)
}

#[test]
fn parentheses_around_captures() {
    let put = |captured: &str, template: &str| with_one("x = @\n", captured, template);
    assert_eq!(put("a + b", "$X * 2"), "x = (a + b) * 2\n");
    assert_eq!(put("a * b", "$X * 2"), "x = a * b * 2\n");
    assert_eq!(put("a * b", "2 * $X"), "x = 2 * (a * b)\n");
    assert_eq!(put("-1", "$X ** 2"), "x = (-1) ** 2\n");
    assert_eq!(put("-1", "2 ** $X"), "x = 2 ** -1\n");
    assert_eq!(put("a ** b", "2 ** $X"), "x = 2 ** a ** b\n");
    assert_eq!(put("a ** b", "$X ** 2"), "x = (a ** b) ** 2\n");
    assert_eq!(put("1", "$X.real"), "x = (1).real\n");
    assert_eq!(put("1.5", "$X.real"), "x = 1.5.real\n");
    assert_eq!(put("await g()", "$X.real"), "x = (await g()).real\n");
    assert_eq!(put("lambda: 1", "$X()"), "x = (lambda: 1)()\n");
    assert_eq!(put("lambda: 1", "[$X, 2]"), "x = [lambda: 1, 2]\n");
    assert_eq!(put("a if b else c", "$X if d else e"), "x = (a if b else c) if d else e\n");
    assert_eq!(put("a if b else c", "d if e else $X"), "x = d if e else a if b else c\n");
    assert_eq!(put("y := 1", "[$X]"), "x = [y := 1]\n");
    assert_eq!(put("y := 1", "$X + 1"), "x = (y := 1) + 1\n");
    assert_eq!(put("a < b", "$X < c"), "x = (a < b) < c\n");
    assert_eq!(put("a < b", "not $X"), "x = not a < b\n");
    assert_eq!(put("a or b", "$X or c"), "x = (a or b) or c\n");
    assert_eq!(put("not a", "-$X"), "x = -(not a)\n");
    assert_eq!(put("(1, 2)", "list($X)"), "x = list((1, 2))\n");
    assert_eq!(put("\"a\" \"b\"", "$X.upper()"), "x = \"a\" \"b\".upper()\n");
}

#[test]
fn starred_and_generators() {
    let put = |captured: &str, template: &str| with_one("x = @\n", captured, template);
    assert_eq!(put("*a", "g($X, 1)"), "x = g(*a, 1)\n");
    assert_eq!(put("*a", "[$X]"), "x = [*a]\n");
    assert_eq!(
        put("*a", "$X + 1"),
        "<what `$X` stands for cannot be where it would be in the template>"
    );
    assert_eq!(put("a for a in b", "g($X)"), "x = g(a for a in b)\n");
    assert_eq!(put("a for a in b", "g($X, 1)"), "x = g((a for a in b), 1)\n");
    assert_eq!(put("a for a in b", "[$X]"), "x = [(a for a in b)]\n");
    assert_eq!(put("k=1", "g($X)"), "x = g(k=1)\n");
    assert_eq!(put("k=1", "[$X]"), "<what `$X` stands for cannot be an element in the template>");
    assert_eq!(
        put("k=1", "$X + 1"),
        "<what `$X` stands for cannot be an expression in the template>"
    );
}

#[test]
fn parentheses_around_the_whole() {
    let put = |source: &str, template: &str| with_one(source, "a", template);
    assert_eq!(put("x = @ * 2\n", "$X + 1"), "x = (a + 1) * 2\n");
    assert_eq!(put("x = (@) * 2\n", "$X + 1"), "x = (a + 1) * 2\n");
    assert_eq!(put("x = @.b\n", "await $X"), "x = (await a).b\n");
    assert_eq!(put("x = g(@)\n", "$X + 1"), "x = g(a + 1)\n");
    assert_eq!(put("x = g(@)\n", "y for y in $X"), "x = g(y for y in a)\n");
    assert_eq!(put("x = g(@, 1)\n", "y for y in $X"), "x = g((y for y in a), 1)\n");
    assert_eq!(put("x = @\n", "$X, 1"), "x = a, 1\n");
    assert_eq!(put("x = g(@)\n", "$X, 1"), "x = g((a, 1))\n");
    assert_eq!(put("x = @\n", "y := $X"), "x = (y := a)\n");
    assert_eq!(put("if @: pass\n", "y := $X"), "if y := a: pass\n");
    let glued = |template| rewrite("x = y if[a]else z\n", "[a]", &[("X", Node("a"))], template);
    assert_eq!(glued("$X"), "x = y if a else z\n");
    assert_eq!(glued("\"s\""), "x = y if \"s\"else z\n");
    assert_eq!(put("with @: pass\n", "($X, 1)"), "with ((a, 1)): pass\n");
    assert_eq!(put("x = not @\n", "$X or b"), "x = not (a or b)\n");
    assert_eq!(put("x = [y for y in @]\n", "lambda: $X"), "x = [y for y in (lambda: a)]\n");
    assert_eq!(put("x = @ ** 2\n", "-$X"), "x = (-a) ** 2\n");
    assert_eq!(put("x = @.b\n", "1"), "x = (1).b\n");
}

#[test]
fn lines_and_comments_within_captures() {
    let put = |captured: &str, template: &str| with_one("x = @\n", captured, template);
    assert_eq!(put("a\n  + b", "$X"), "x = (a\n  + b)\n");
    assert_eq!(put("a\n  + b", "$X + 1"), "x = (a\n  + b) + 1\n");
    assert_eq!(put("a\n  + b", "g($X)"), "x = g(a\n  + b)\n");
    assert_eq!(put("[\n  a,  # why\n]", "$X[0]"), "x = [\n  a,  # why\n][0]\n");
    let captures = [("X", Node("a + b"))];
    let source = "x = f(  # why\n  (a + b)\n)\n";
    let matched = "f(  # why\n  (a + b)\n)";
    assert_eq!(rewrite(source, matched, &captures, "$X * 2"), "x = (a + b) * 2\n");
    let source = "x = f((  # why\n  a + b\n))\n";
    let matched = "f((  # why\n  a + b\n))";
    assert_eq!(rewrite(source, matched, &captures, "g($X)"), "x = g((  # why\n  a + b\n))\n");
    assert_eq!(with_one("x = @\n", "a", "g(\n    $X,\n    1,\n)"), "x = g(\n    a,\n    1,\n)\n");
    assert_eq!(
        with_one("if 1:\n  x = @\n", "a", "g(\n    $X,\n)"),
        "if 1:\n  x = g(\n      a,\n  )\n"
    );
    assert_eq!(with_one("x = @\n", "a", "$X\n+ 1"), "x = (a\n+ 1)\n");
    assert_eq!(with_one("x = [@]\n", "a", "$X\n+ 1"), "x = [a\n+ 1]\n");
}

#[test]
fn lists() {
    let put = |arguments: &str, elements: &[&str], template: &str| {
        let matched = format!("f({arguments})");
        rewrite(&format!("x = {matched}\n"), &matched, &[("XS", Nodes(elements))], template)
    };
    assert_eq!(put("a, b", &["a", "b"], "g($...XS, timeout=10)"), "x = g(a, b, timeout=10)\n");
    assert_eq!(put("a,  # why\n  b", &["a", "b"], "g(1, $...XS)"), "x = g(1, a,  # why\n  b)\n");
    assert_eq!(put("", &[], "g($...XS, timeout=10)"), "x = g(timeout=10)\n");
    assert_eq!(put("", &[], "g(1, $...XS)"), "x = g(1)\n");
    assert_eq!(put("", &[], "g(1, $...XS, 2)"), "x = g(1, 2)\n");
    assert_eq!(put("", &[], "g($...XS)"), "x = g()\n");
    assert_eq!(put("", &[], "g(\n  1,\n  $...XS,\n)"), "x = g(\n  1,\n)\n");
    assert_eq!(put("", &[], "($...XS, )"), "x = ()\n");
    assert_eq!(put("", &[], "(1, $...XS)"), "x = (1,)\n");
    assert_eq!(put("a", &["a"], "($...XS,)"), "x = (a,)\n");
    assert_eq!(put("a, b", &["a", "b"], "($...XS,)"), "x = (a, b,)\n");
    assert_eq!(
        put("", &[], "{$...XS}"),
        "<what `$XS` stands for cannot be left out in the template>"
    );
    assert_eq!(put("(a), (b)", &["a", "b"], "[$...XS]"), "x = [a, b]\n");
    assert_eq!(put("(a + c), b", &["a + c", "b"], "[$...XS]"), "x = [a + c, b]\n");
    assert_eq!(put("a, 1, b", &["a", "b"], "[$...XS]"), "x = [a, b]\n");
    assert_eq!(put("a, k=1", &["a", "k=1"], "g($...XS)"), "x = g(a, k=1)\n");
    assert_eq!(put("a for a in b", &["a for a in b"], "g($...XS)"), "x = g(a for a in b)\n");
    assert_eq!(
        put("a for a in b", &["a for a in b"], "g($...XS, 1)"),
        "x = g((a for a in b), 1)\n"
    );
    assert_eq!(put("a", &["a"], "$...XS + 1"), "x = a + 1\n");
    assert_eq!(
        put("a, b", &["a", "b"], "$...XS + 1"),
        "<what `$XS` stands for cannot be a single expression in the template>"
    );
}

#[test]
fn names() {
    let put = |captures: &[(&str, super::Stand<'_>)], template: &str| {
        rewrite("x = get_user(a)\n", "get_user(a)", captures, template)
    };
    assert_eq!(put(&[("N", Name("user"))], "load_$N(1)"), "x = load_user(1)\n");
    assert_eq!(put(&[("N", Name("user"))], "db.$N.load()"), "x = db.user.load()\n");
    assert_eq!(put(&[("N", Node("a"))], "g($N=$N)"), "x = g(a=a)\n");
    assert_eq!(
        rewrite("x = f(1)\n", "f(1)", &[("N", Node("1"))], "g($N=1)"),
        "<what `$N` stands for cannot be a name in the template>"
    );
    assert_eq!(rewrite("x = f(1)\n", "f(1)", &[("N", Node("1"))], "g_$N"), "x = g_1\n");
}

#[test]
fn strings() {
    let put = |content: &str, template: &str| {
        let matched = format!("f({content})");
        let inner = content.trim_matches(['"', '\'']);
        rewrite(&format!("x = {matched}\n"), &matched, &[("X", Content(inner))], template)
    };
    assert_eq!(put("\"a b\"", "g('see $X')"), "x = g('see a b')\n");
    assert_eq!(put("\"it's\"", "g('$X')"), "x = g('it\\'s')\n");
    assert_eq!(put("\"it's\"", "g(\"$X\")"), "x = g(\"it's\")\n");
    assert_eq!(put("\"it's\"", "g(r'$X')"), "<the text would end the string it is in>");
    assert_eq!(put("\"{a}\"", "g(f\"$X\")"), "x = g(f\"{{a}}\")\n");
    assert_eq!(put("\"a\"", "$X()"), "x = a()\n");
    assert_eq!(put("\"a + b\"", "$X * 2"), "x = (a + b) * 2\n");
    assert_eq!(
        put("\"a b\"", "g($X)"),
        "<what `$X` stands for cannot be an expression in the template>"
    );
    assert_eq!(with_one("x = @\n", "\"a\"", "g('<$X>')"), "x = g('<a>')\n");
    assert_eq!(with_one("x = @\n", "a + b", "g('<$X>')"), "x = g('<a + b>')\n");
}

#[test]
fn f_strings() {
    let put = |captured: &str, template: &str| with_one("x = @\n", captured, template);
    assert_eq!(put("a", "f\"{$X}\""), "x = f\"{a}\"\n");
    assert_eq!(put("lambda: 1", "f\"{$X}\""), "x = f\"{(lambda: 1)}\"\n");
    assert_eq!(put("{1: 2}", "f\"{$X}\""), "x = f\"{ {1: 2}}\"\n");
    assert_eq!(put("a[\"b\"]", "f\"{$X}\""), "x = f\"{a['b']}\"\n");
    assert_eq!(put("a[\"it's\"]", "f\"{$X}\""), "<the text would end the string it is in>");
    assert_eq!(put("a[\"b\"]", "f'{$X}'"), "x = f'{a[\"b\"]}'\n");
    assert_eq!(put("a\n + b", "f'{$X}'"), "<the text would end the string it is in>");
    assert_eq!(put("a\n + b", "f'''{$X}'''"), "x = f'''{a\n + b}'''\n");
    let within = |template| rewrite("x = f\"{g(a)}\"\n", "g(a)", &[("X", Node("a"))], template);
    assert_eq!(within("$X[\"k\"]"), "x = f\"{a['k']}\"\n");
    assert_eq!(within("{$X: 1}"), "x = f\"{ {a: 1} }\"\n");
    assert_eq!(within("$X['\"']"), "<the text would end the string it is in>");
}

#[test]
fn inside_annotations_in_strings() {
    assert_eq!(
        rewrite("x: \"List[int]\" = 1\n", "List[int]", &[("X", Node("int"))], "list[$X]"),
        "<what it is to replace is inside a string>"
    );
}
