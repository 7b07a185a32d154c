//! What names mean.

use pylint_rs_semantic::{ModuleContext, Semantic, Storage, Target};
use ruff_python_ast::{AnyNodeRef, Expr, ModModule, NodeKind, PySourceType};
use ruff_python_parser::{Parsed, parse_module};

/// Builds the semantic index of `source` and hands it to `check`.
fn with(source: &str, check: impl FnOnce(&Semantic<'_>)) {
    index(source, &parse_module(source).expect("valid source"), check);
}

/// Builds the semantic index of a tree and gives what `check` makes of it.
fn index<T>(source: &str, parsed: &Parsed<ModModule>, check: impl FnOnce(&Semantic<'_>) -> T) -> T {
    let storage = Storage::default();
    let path = ["pkg".to_owned(), "mod".to_owned()];
    let context = ModuleContext {
        source,
        kind: PySourceType::Python,
        python_minor: 11,
        module_path: Some(&path),
        is_package: false,
        extra_builtins: &[],
    };
    check(&Semantic::build(parsed.syntax(), &storage, context))
}

#[test]
fn a_tree_is_indexed_as_often_as_one_likes() {
    let source =
        "def f(a, b: int = 1, *c, d=2, **e):\n    return lambda x, y=a: (x, y, b, c, d, e)\n";
    let parsed = parse_module(source).expect("valid source");
    let found = || {
        index(source, &parsed, |semantic| {
            let bindings: Vec<_> =
                semantic.bindings().map(|(_, it)| (it.name.to_owned(), it.range)).collect();
            (semantic.nodes().len(), bindings)
        })
    };
    assert_eq!(found(), found());
}

/// The qualified names of all callees, in order.
fn callees(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    with(source, |semantic| {
        for node in semantic.nodes_of_kind(NodeKind::ExprCall) {
            let AnyNodeRef::ExprCall(call) = node else { unreachable!() };
            names.push(
                semantic
                    .qualified_name_through_aliases(&call.func)
                    .map_or_else(|| "?".to_owned(), |name| name.to_string()),
            );
        }
    });
    names
}

/// The names that mean nothing.
fn unresolved(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    with(source, |semantic| {
        for (_, reference) in semantic.references() {
            if reference.target == Target::Unresolved {
                names.push(semantic.name(reference.name).to_owned());
            }
        }
    });
    names
}

#[test]
fn names_are_resolved_through_imports() {
    assert_eq!(callees("import pdb as p\np.set_trace()"), ["pdb.set_trace"]);
    assert_eq!(callees("from a.b import c as d\nd.e()"), ["a.b.c.e"]);
    assert_eq!(callees("from .x import f\nf()"), ["pkg.x.f"]);
    assert_eq!(callees("from .. import f\nf()"), ["..f"]);
    assert_eq!(callees("import os.path\nos.path.join()"), ["os.path.join"]);
    assert_eq!(callees("print()"), ["builtins.print"]);
    assert_eq!(callees("hook = breakpoint\nhook()"), ["builtins.breakpoint"]);
}

#[test]
fn shadowed_names_are_not_resolved() {
    assert_eq!(callees("import pdb\ndef f(pdb): pdb.set_trace()"), ["?"]);
    assert_eq!(callees("def print(): ...\nprint()"), ["?"]);
}

/// The lines of the bindings that nothing uses.
fn unused(source: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    with(source, |semantic| {
        for (_, binding) in semantic.bindings() {
            if !binding.is_used() {
                let before = &source[..binding.range.start().to_usize()];
                lines.push(1 + before.matches('\n').count());
            }
        }
    });
    lines.sort_unstable();
    lines
}

/// The names that a star import may have brought.
fn starred(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    with(source, |semantic| {
        for (_, reference) in semantic.references() {
            if reference.target == Target::StarImport {
                names.push(semantic.name(reference.name).to_owned());
            }
        }
    });
    names
}

#[test]
fn functions_see_the_module_as_it_ends() {
    assert!(unresolved("def f(): return g()\ndef g(): ...").is_empty());
    assert_eq!(unresolved("print(x)\nx = 1"), ["x"]);
    assert!(unresolved("def f():\n    global x\n    x = 1\nprint(x)").is_empty());
}

#[test]
fn classes_do_not_lend_their_names_to_methods() {
    assert_eq!(unresolved("class C:\n    a = 1\n    def f(self): return a"), ["a"]);
    assert!(unresolved("class C:\n    a = 1\n    b = a").is_empty());
    assert_eq!(unresolved("class C:\n    a = 1\n    b = [a for _ in a]"), ["a"]);
}

#[test]
fn strings_in_annotations_are_read() {
    assert_eq!(unresolved("def f(x: 'Missing'): ..."), ["Missing"]);
    assert!(unresolved("def f(x: 'Later'): ...\nclass Later: ...").is_empty());
    assert!(unresolved("from typing import Literal\nx: Literal['Missing'] = 1").is_empty());
    assert_eq!(unresolved("from typing import cast\nx = cast('Missing', 1)"), ["Missing"]);
}

#[test]
fn exceptions_are_unbound_after_their_handler() {
    let source = "try:\n    pass\nexcept OSError as e:\n    print(e)\nprint(e)";
    assert_eq!(unresolved(source), ["e"]);
}

#[test]
fn exceptions_are_used_by_functions_of_their_handler() {
    let source = "try:\n    pass\nexcept OSError as e:\n    f = lambda: e\nprint(lambda: e)";
    assert_eq!(unresolved(source), ["e"]);
}

#[test]
fn deletions_are_of_the_own_scope() {
    assert_eq!(unresolved("x = 1\ndef f(): del x"), ["x"]);
    assert!(unresolved("x = 1\ndef f():\n    global x\n    del x").is_empty());
    assert_eq!(unresolved("x = 1\ndel x\nprint(x)"), ["x"]);
    assert!(unresolved("x = 1\nif x: del x\nprint(x)").is_empty());
    assert_eq!(unresolved("x = 1\nfor _ in (): del x\nprint(x)"), ["x"]);
}

#[test]
fn star_imports_bring_names_to_what_is_below_or_runs_later() {
    assert_eq!(starred("a\nfrom m import *\nb\ndef f(): c"), ["b", "c"]);
    assert_eq!(starred("def f(): a\nfrom m import *"), ["a"]);
    assert_eq!(starred("class C:\n    from m import *\n    a\n    def f(self): b"), ["a"]);
    assert_eq!(unresolved("from __future__ import *\na"), ["a"]);
}

#[test]
fn forward_annotations_prefer_the_module() {
    let source = "from a import X\ndef f():\n    from b import X\n    y: 'X' = 1\n    return y";
    assert_eq!(unused(source), [2, 3]);
    let source = "from a import X\ndef f():\n    from b import X\n    return X";
    assert_eq!(unused(source), [1, 2]);
}

#[test]
fn nonlocal_statements_are_uses() {
    assert_eq!(unused("def f():\n    x = 1\n    def g():\n        nonlocal x"), [1, 3, 4]);
}

#[test]
fn another_name_of_a_package_uses_its_submodules() {
    assert!(unused("import a as b\nimport a.c\nb.c").is_empty());
    assert_eq!(unused("import a.x as b\nimport a.c\nb.c"), [2]);
}

#[test]
fn annotations_without_a_value_leave_a_class_what_is_outside() {
    assert_eq!(unused("x = 1\nclass C:\n    x: int\n    x"), [2, 3]);
    assert_eq!(unused("class C:\n    x: int\n    x"), [1]);
}

#[test]
fn early_uses_are_noted() {
    let early = |source: &str| {
        let mut names = Vec::new();
        with(source, |semantic| {
            names
                .extend(semantic.early_uses().map(|(use_, _)| semantic.name(use_.name).to_owned()));
        });
        names
    };
    assert_eq!(early("x = 1\ndef f():\n    x\n    x = 2"), ["x"]);
    assert!(early("x = 1\ndef f():\n    global x\n    x\n    x = 2").is_empty());
    assert!(early("x = 1\nclass C:\n    x\n    x = 2").is_empty());
}

#[test]
fn private_names_are_mangled() {
    with("class C:\n    __a = 1\n    def f(self): return __a", |semantic| {
        let class = semantic.scopes().nth(1).expect("a class").0;
        assert!(semantic.symbol_in(class, "_C__a").is_some());
        assert!(semantic.symbol_in(class, "__a").is_none());
    });
}

#[test]
fn fifty_thousand_nested_operators_do_not_overflow_the_stack() {
    let source = format!("x = 1{}", " + x".repeat(50_000));
    std::thread::Builder::new()
        .stack_size(1 << 29)
        .spawn(move || {
            with(&source, |semantic| assert!(semantic.nodes().len() > 100_000));
        })
        .expect("a thread")
        .join()
        .expect("no overflow");
}

#[test]
fn a_node_knows_its_place() {
    with("if x:\n    y = f(z)\n", |semantic| {
        let call = semantic.nodes_of_kind(NodeKind::ExprCall).next().expect("a call");
        assert!(matches!(semantic.parent(call), Some(AnyNodeRef::StmtAssign(_))));
        let AnyNodeRef::ExprCall(call) = call else { unreachable!() };
        let Expr::Name(argument) = &call.arguments.args[0] else { unreachable!() };
        let inner = semantic.id(argument);
        assert!(semantic.nodes().contains(semantic.id(call), inner));
        assert!(!semantic.nodes().contains(inner, semantic.id(call)));
    });
}
