//! No pattern and no source makes a panic, a hang or a stack overflow.

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use pylint_rs_pattern::{Match, Matcher, Options, Pattern, Subject, Vocabulary};
use pylint_rs_semantic::{ModuleContext, Semantic, Storage};
use ruff_python_ast::{ModModule, PySourceType};
use ruff_python_parser::{Parsed, parse_unchecked_source};

/// Finds a pattern in a source, and hands on what there is and whether the steps ran out.
fn find<T>(pattern: &str, source: &str, tell: impl FnOnce(&[Match<'_>], bool) -> T) -> T {
    let pattern =
        Pattern::parse(pattern, Options::default(), &mut Vocabulary::default()).expect("a pattern");
    find_compiled(&pattern, source, tell)
}

fn find_compiled<T>(
    pattern: &Pattern,
    source: &str,
    tell: impl FnOnce(&[Match<'_>], bool) -> T,
) -> T {
    let parsed = stacker::grow(512 << 20, || parse_unchecked_source(source, PySourceType::Python));
    let result = find_parsed(pattern, source, &parsed, tell);
    // Dropping a deep tree goes as deep as it is.
    stacker::grow(512 << 20, || drop(parsed));
    result
}

fn find_parsed<T>(
    pattern: &Pattern,
    source: &str,
    parsed: &Parsed<ModModule>,
    tell: impl FnOnce(&[Match<'_>], bool) -> T,
) -> T {
    let storage = Storage::default();
    let context = ModuleContext {
        source,
        kind: PySourceType::Python,
        python_minor: 13,
        module_path: None,
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, context);
    let path = Path::new("module.py");
    let subject = Subject { path, text: source, tokens: parsed.tokens(), semantic: &semantic };
    let matcher = Matcher::new(subject);
    tell(&matcher.find(pattern), matcher.exhausted())
}

fn within(limit: Duration, run: impl FnOnce()) {
    let start = Instant::now();
    run();
    let taken = start.elapsed();
    assert!(taken < limit, "{taken:?}");
}

/// Long, for a build that is not optimised on a machine that does other things.
const SOON: Duration = Duration::from_secs(60);

#[test]
fn many_gaps_over_many_statements() {
    let gaps = |statement: &str| format!("{statement}\n...\n").repeat(200);
    let source = "a()\n".repeat(5_000);
    // All the gaps can be filled, in more ways than can be counted.
    within(SOON, || {
        find(&(gaps("a()") + "a()"), &source, |found, exhausted| {
            assert!(!found.is_empty() || exhausted);
        });
    });
    // What comes last is not there.
    within(SOON, || find(&(gaps("a()") + "z()"), &source, |found, _| assert!(found.is_empty())));
    within(SOON, || {
        find(&(gaps("$X()") + "z()"), &source, |found, exhausted| {
            assert!(found.is_empty());
            assert!(exhausted || found.is_empty());
        });
    });
    let assignments: String = (0..2_000).map(|index| format!("x{index} = f({index})\n")).collect();
    let different: String =
        (0..20).map(|index| format!("$X{index} = f($Y{index})\n...\n")).collect();
    within(SOON, || {
        find(&(different + "z()"), &assignments, |found, _| assert!(found.is_empty()));
    });
}

#[test]
fn what_is_not_there_is_soon_known_not_to_be() {
    let source: String = (0..1_000).map(|index| format!("x{index} = f({index})\n")).collect();
    let pattern = "$X = f(...)\n...\n$Y = f(...)\n...\n$Z = f(...)\n...\nmissing()";
    find(pattern, &source, |found, exhausted| {
        assert!(found.is_empty());
        assert!(!exhausted, "what follows a gap was looked for again and again");
    });
}

#[test]
fn running_out_of_steps_is_told() {
    let arguments = "a, ".repeat(2_000);
    let pattern = format!("f({}$LAST)", "..., $A, ..., $B, ..., $C, ..., ".repeat(3));
    let pattern = pattern.replace("$LAST", "z");
    within(SOON, || {
        let numbered: String = (0..300).map(|index| format!("a{index}, ")).collect();
        let many = (0..8).fold(String::new(), |text, index| format!("{text}..., $V{index}, "));
        find(&format!("f({many}..., z)"), &format!("f({numbered})"), |found, exhausted| {
            assert!(found.is_empty());
            assert!(exhausted);
        });
    });
    within(SOON, || {
        find(&pattern, &format!("f({arguments})"), |found, _| assert!(found.is_empty()));
    });
}

#[test]
fn deep_trees() {
    let depth = 3_000;
    let sources = [
        format!("x = {}a{}", "(".repeat(100), ")".repeat(100)),
        format!("x = {}a", "not ".repeat(depth)),
        format!("x = a{}", ".b".repeat(depth)),
        format!("x = a{}", " + a".repeat(depth)),
        format!("x = a{}", "()".repeat(depth)),
        format!("x = {}1{}", "[".repeat(150), "]".repeat(150)),
        (0..90).map(|indent| format!("{}if a:\n", " ".repeat(indent))).collect::<String>()
            + &" ".repeat(90)
            + "pass\n",
        format!("if a: pass\n{}", "elif b: pass\n".repeat(depth)),
    ];
    let patterns = [
        "$X",
        "not $X",
        "f(<... $X ...>)",
        "$X = <... a ...>",
        "a. ... .c",
        "$X = $Y\n...\n$X",
        "if $A: ...\nelif $B: ...",
        "$X + $X",
        "f($X, ..., $X)",
        "...",
        "\"...\"",
        "1",
    ];
    for source in &sources {
        for pattern in patterns {
            within(SOON, || find(pattern, source, |_, _| ()));
        }
    }
    for source in &sources[1..5] {
        // A pattern as deep as the source.
        let pattern = source.replace("x = ", "$X = ");
        within(SOON, || find(&pattern, source, |_, _| ()));
    }
}

#[test]
fn names_that_stand_for_each_other() {
    let options = Options { symbolic_propagation: true, ..Options::default() };
    let doubling: String =
        (0..60).map(|index| format!("x{} = x{index} + x{index}\n", index + 1)).collect();
    let sources = [
        "x = x\nf(x)".to_owned(),
        "x = y\ny = x\nf(x)".to_owned(),
        "def g():\n    f(x)\nx = x + x".to_owned(),
        "def g():\n    f(x)\nx = [x, x, x]".to_owned(),
        format!("x0 = 1\n{doubling}f(x60)"),
        format!("x0 = 'a'\n{doubling}f(x60)"),
    ];
    let patterns =
        ["f(1)", "f('...')", "f('a')", "f($X + $Y)", "f(<... 1 ...>)", "f([..., [$X, ...], ...])"];
    for source in &sources {
        for pattern in patterns {
            let pattern = Pattern::parse(pattern, options, &mut Vocabulary::default());
            let pattern = pattern.expect("a pattern");
            within(SOON, || find_compiled(&pattern, source, |_, _| ()));
        }
    }
}

#[test]
fn long_patterns() {
    let patterns = [
        format!("[{}a]", "..., ".repeat(3_000)),
        format!("f({}a)", "..., ".repeat(3_000)),
        format!("a{}", " and ...".repeat(1_800)),
        format!("from a import {}b", "..., ".repeat(3_000)),
        format!("f\"{}\"", "...a".repeat(4_000)),
        format!("f\"{}\"", "{$X}".repeat(4_000)),
        format!("a{}", ".a".repeat(8_000)),
        format!("a{}", ".$X".repeat(5_000)),
        format!("{{{}}}", "1, ".repeat(4_000)),
        format!("{{{}}}", "1: $X, ".repeat(2_000)),
        format!("lambda {}: 1", "$_, ".repeat(4_000)),
        format!("import {}a", "a, ".repeat(4_000)),
        "a\n...\n".repeat(2_500),
        "$...X\n".repeat(2_500),
        "not ".repeat(4_000) + "a",
        "lambda: ".repeat(2_000) + "a",
        "@a\n".repeat(4_000) + "def f(): ...",
    ];
    let sources = [
        format!("[{}]", "a, ".repeat(5_000)),
        format!("f({})", "a, ".repeat(5_000)),
        format!("a{}", " and a".repeat(5_000)),
        format!("f'{}'", "a".repeat(20_000)),
        format!("f'{}'", "{a}".repeat(5_000)),
        format!("a{}", ".a".repeat(8_000)),
        format!("{{{}}}", "1, ".repeat(4_000)),
        format!("{{{}}}", "1: a, ".repeat(2_000)),
        "from a import b".to_owned(),
        "a\n".repeat(5_000),
    ];
    for pattern in &patterns {
        for source in &sources {
            within(SOON, || find(pattern, source, |_, _| ()));
        }
    }
}

#[test]
fn equal_captures_of_deep_trees() {
    let deep = format!("{}a", "not ".repeat(5_000));
    within(SOON, || {
        find("f($X, $X)", &format!("f({deep}, {deep})"), |found, exhausted| {
            assert!(exhausted || found.len() == 1);
        });
    });
}

/// What patterns are made of, and what sources are.
const PIECES: &[&str] = &[
    "$X",
    "$Y",
    "$_",
    "$...XS",
    "$X_a",
    "get_$X",
    "...",
    "<... ",
    " ...>",
    "=~/a+/",
    "\"=~/a/\"",
    "\"...\"",
    "\"$X\"",
    "f\"{",
    "}\"",
    "f\"...{$X}\"",
    "'",
    "\"",
    "\"\"\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "=",
    "==",
    "+=",
    "->",
    "@",
    "*",
    "**",
    "\n",
    "\n    ",
    "  ",
    "a",
    "b.c",
    "f(",
    "1",
    "def ",
    "class ",
    "return ",
    "if ",
    "else",
    "elif ",
    "with ",
    " as ",
    "try:",
    "except ",
    "finally:",
    "for ",
    " in ",
    "while ",
    "lambda ",
    "match ",
    "case ",
    "import ",
    "from ",
    "pass",
    "async ",
    "await ",
    "yield ",
    "not ",
    "and ",
    "or ",
    "is ",
    ";",
    "#",
    "\\",
    "$",
    "$x",
    "$1",
    "é",
    "global ",
    "del ",
    "raise ",
    "assert ",
    ":=",
    "!r",
    "{{",
    "del",
    "None",
    "True",
    "%",
    "-",
];

const SNIPPETS: &[&str] = &[
    "import a.b as c\nfrom d import e, f as g\nfrom . import h\n",
    "def f(a, /, b=1, *c, d: int = 2, **e) -> int:\n    \"doc\"\n    return a + b\n",
    "class A(B, metaclass=M):\n    x: int = 1\n    def m(self): self.x = [1, 2]\n",
    "x = {1: 2, **y}\ny = {1, 2}\nz = f'a{x!r:>{y}}b' 'c'\n",
    "try:\n    f(1, *a, k=2, **b)\nexcept (A, B) as e:\n    raise C from e\nelse:\n    pass\nfinally:\n    del x, y[0]\n",
    "with a as b, c:\n    if x: y\n    elif z: w\n    else: v\n",
    "match a:\n    case [1, *rest] if rest: pass\n    case {'k': v, **r}: pass\n    case P(x=1) | Q(): pass\n    case _: pass\n",
    "for i, j in k:\n    while i: i -= 1\nelse:\n    pass\n",
    "async def g():\n    async with a: await b\n    yield [q async for q in r if q]\n    return (lambda *s: s)\n",
    "global_ = a if b else c\nx = y = z\n(w := 1)\na[1:2, ..., ::3]\n",
    "@d\n@e.f(1)\ndef h(): global x; nonlocal_ = 1; assert x, 'no'\n",
    "x: 'list[int]' = [a and b or not c, 1 < 2 <= 3, b'x', 1.5, 2j, None, True]\n",
];

fn pattern_text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(PIECES), 1..16)
            .prop_map(|pieces| pieces.concat()),
        "[ -~\n$é]{0,40}",
        // A piece of Python with something of the pattern language put in.
        (
            prop::sample::select(SNIPPETS),
            any::<prop::sample::Index>(),
            prop::sample::select(PIECES)
        )
            .prop_map(|(snippet, at, piece)| {
                let mut at = at.index(snippet.len());
                while !snippet.is_char_boundary(at) {
                    at -= 1;
                }
                format!("{}{piece}{}", &snippet[..at], &snippet[at..])
            }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_pattern_or_an_error_in_it(text in pattern_text()) {
        match Pattern::parse(&text, Options::default(), &mut Vocabulary::default()) {
            Ok(pattern) => {
                pattern.anchors();
                let again = Pattern::parse(&text, Options::default(), &mut Vocabulary::default());
                prop_assert_eq!(Some(&pattern), again.as_ref().ok());
            }
            Err(error) => {
                prop_assert!(error.span.start <= error.span.end, "{error:?}");
                prop_assert!(error.span.end <= text.len(), "{error:?}");
                prop_assert!(text.get(error.span.clone()).is_some(), "{error:?}");
                prop_assert!(!error.message.contains('\n') && !error.message.contains("placeholder"), "{error:?}");
            }
        }
    }

    #[test]
    fn any_pattern_is_looked_for_in_any_source(
        text in pattern_text(),
        snippets in prop::collection::vec(prop::sample::select(SNIPPETS), 1..8),
        symbolic in any::<bool>(),
    ) {
        let options = Options {
            symbolic_propagation: symbolic,
            commutative_boolean: symbolic,
            ..Options::default()
        };
        if let Ok(pattern) = Pattern::parse(&text, options, &mut Vocabulary::default()) {
            let source = snippets.concat();
            find_compiled(&pattern, &source, |found, _| {
                for one in found {
                    assert!(source.get(one.range.to_std_range()).is_some());
                }
            });
        }
    }
}
