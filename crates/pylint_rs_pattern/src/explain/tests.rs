use std::path::Path;

use pylint_rs_semantic::{ModuleContext, NodeId, Semantic, Storage};
use ruff_python_ast::PySourceType;

use crate::{Matcher, Options, Pattern, Subject, Vocabulary};

/// Why nothing in a file matches: the mismatch that got furthest.
fn mismatch(pattern: &str, source: &str) -> Option<String> {
    let mut vocabulary = Vocabulary::default();
    let pattern = Pattern::parse(pattern, Options::default(), &mut vocabulary).unwrap();
    let parsed = ruff_python_parser::parse_module(source).unwrap();
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
    let subject = Subject {
        path: Path::new("m.py"),
        text: source,
        tokens: parsed.tokens(),
        semantic: &semantic,
    };
    let matcher = Matcher::new(subject);
    let mut best: Option<super::Mismatch> = None;
    for index in 0..semantic.nodes().len() {
        let id = NodeId::new(index);
        if !pattern.candidate_kinds().contains(&semantic.node(id).syntax.kind()) {
            continue;
        }
        let one = matcher.mismatch_at(&pattern, id, &vocabulary)?;
        if best.as_ref().is_none_or(|best| one.depth > best.depth) {
            best = Some(one);
        }
    }
    best.map(|best| best.reason)
}

#[test]
fn reasons() {
    let is = |pattern: &str, source: &str, reason: &str| {
        assert_eq!(mismatch(pattern, source).as_deref(), Some(reason), "{pattern}");
    };
    is(
        "requests.get(..., timeout=$T)",
        "import requests\nrequests.get(u)\n",
        "there is no keyword argument `timeout` in `requests.get(u)`",
    );
    is("f($X, 1)", "f(a, 2)\n", "the pattern wants `1`, the code has a number `2`");
    is(
        "requests.get($X)",
        "requests.put(u)\n",
        "the pattern wants `requests.get`, the code has an attribute `requests.put`",
    );
    is(
        "f($X)",
        "f(1, 2)\n",
        "the pattern has just 1 of the 2 arguments (`$X`; `...` would let there be more) in `f(1, 2)`",
    );
    is("$X == $X", "a == b\n", "`$X` stands for something else already, or for no `b`");
    is(
        "print(...)",
        "def print(): pass\nprint(1)\n",
        "`print` is bound to something else here than what `print` means",
    );
    is(
        "return f(...)",
        "def g(): return 1\n",
        "the pattern wants a call, the code has a number `1`",
    );
    assert_eq!(mismatch("f($X)", "f(1)\n"), None);
}

#[test]
fn outlines() {
    let outline = |pattern: &str| {
        let mut vocabulary = Vocabulary::default();
        let pattern = Pattern::parse(pattern, Options::default(), &mut vocabulary).unwrap();
        pattern.outline(&vocabulary)
    };
    assert_eq!(
        outline("requests.get($U, ..., timeout=10)"),
        "\
a call
  `requests.get`, by whatever name the file imports it
  the argument
    `$U`: anything, the same each time
  `...`: any number of arguments
  the keyword argument `timeout`
    `10`
"
    );
    assert_eq!(
        outline("def $F(..., $X=[]): ..."),
        "\
a function
  named `$F`
  `...`: any number of parameters
  the parameter `$X=a list`
  body
    `...`: any number of them
"
    );
    // Every sort of part has words.
    for pattern in [
        "$X: int",
        "f(\"=~/a/\", \"$Y\", \"...\", b'x', 1.5, None, True, f\"a{$X}\")",
        "<... $X ...>",
        "with $X as $Y: ...",
        "for $X in $Y: ...",
        "{1: $X, ...}",
        "[...]",
        "{...}",
        "$X and $Y",
        "a.b. ... .c()",
        "import $X as $Y",
        "from a import $X",
        "global $X",
        "$X = $Y = 1",
        "class $C($B): ...",
        "get_$X",
        "if $X: ...\nelse: ...",
        "try: ...\nexcept $E: ...",
        "a = 1\n...\nb = 2",
        "lambda $X: $Y",
        "@$D",
        "$X[$Y]",
        "{1, $X}",
    ] {
        assert!(!outline(pattern).is_empty(), "{pattern}");
    }
}
