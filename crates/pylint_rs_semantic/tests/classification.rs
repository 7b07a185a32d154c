//! The class of each name, as CPython's `symtable` has it. The whole comparison with CPython is
//! `tests/conformance/symtable/run.py`; this is what can be checked without it.

use pylint_rs_semantic::{ModuleContext, ScopeId, Semantic, Storage, SymbolClass, SymbolFlags};
use ruff_python_ast::PySourceType;
use ruff_python_parser::parse_module;

/// The class and the flags of a name in the scope that is opened `scope`th.
fn classify(source: &str, scope: usize, name: &str) -> Option<(SymbolClass, SymbolFlags)> {
    let parsed = parse_module(source).expect("valid source");
    let storage = Storage::default();
    let context = ModuleContext {
        source,
        kind: PySourceType::Python,
        python_minor: 11,
        module_path: None,
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, context);
    let classification = semantic.classification();
    let found = classification.find(ScopeId::new(scope), name)?;
    Some((found.class, found.flags))
}

fn class(source: &str, scope: usize, name: &str) -> Option<SymbolClass> {
    classify(source, scope, name).map(|(class, _)| class)
}

#[test]
fn functions_lend_cells_to_the_functions_inside() {
    let source = "def f(a):\n    class C:\n        def g(self): return a, b";
    assert_eq!(class(source, 1, "a"), Some(SymbolClass::Cell));
    assert_eq!(class(source, 2, "a"), Some(SymbolClass::Free));
    assert_eq!(class(source, 3, "a"), Some(SymbolClass::Free));
    assert_eq!(class(source, 3, "b"), Some(SymbolClass::GlobalImplicit));
    assert_eq!(class(source, 3, "self"), Some(SymbolClass::Local));
    assert_eq!(class(source, 0, "f"), Some(SymbolClass::Local));
    assert_eq!(class(source, 2, "b"), None);
}

#[test]
fn a_global_statement_reaches_the_module_and_hides_functions_around() {
    let source = "def f():\n    x = 1\n    def g():\n        global x\n        def h(): return x";
    assert_eq!(classify(source, 0, "x"), Some((SymbolClass::GlobalExplicit, SymbolFlags::GLOBAL)));
    assert_eq!(class(source, 1, "x"), Some(SymbolClass::Local));
    assert_eq!(class(source, 2, "x"), Some(SymbolClass::GlobalExplicit));
    assert_eq!(class(source, 3, "x"), Some(SymbolClass::GlobalImplicit));
}

#[test]
fn a_walrus_in_a_comprehension_binds_around_it() {
    let source = "def f(a):\n    return [b := c for c in a]";
    assert_eq!(class(source, 1, "b"), Some(SymbolClass::Cell));
    let flags = SymbolFlags::NONLOCAL | SymbolFlags::ASSIGNED;
    assert_eq!(classify(source, 2, "b"), Some((SymbolClass::Free, flags)));
    assert_eq!(class(source, 2, ".0"), Some(SymbolClass::Local));
    assert_eq!(
        classify("[b := c for c in a]", 0, "b"),
        Some((SymbolClass::GlobalExplicit, SymbolFlags::GLOBAL))
    );
}

#[test]
fn super_reads_the_class_cell() {
    let source = "class C:\n    def f(self): super().f()";
    assert_eq!(
        classify(source, 2, "__class__"),
        Some((SymbolClass::Free, SymbolFlags::REFERENCED))
    );
    assert_eq!(class(source, 1, "__class__"), None);
}

#[test]
fn augmented_assignments_and_deletions_do_not_read() {
    for source in ["def f():\n    x += 1", "def f():\n    if y: del x"] {
        assert_eq!(classify(source, 1, "x"), Some((SymbolClass::Local, SymbolFlags::ASSIGNED)));
    }
}

#[test]
fn annotations_that_are_never_evaluated_are_not_seen() {
    let source = "from __future__ import annotations\ndef f(x: a) -> [b for b in c]:\n    y: d";
    assert_eq!(class(source, 0, "a"), None);
    assert_eq!(class(source, 0, "c"), None);
    let flags = SymbolFlags::ANNOTATED | SymbolFlags::ASSIGNED;
    for (name, wanted) in [("y", Some((SymbolClass::Local, flags))), ("d", None)] {
        let found = [1, 2].into_iter().find_map(|scope| classify(source, scope, name));
        assert_eq!(found, wanted);
    }
}
