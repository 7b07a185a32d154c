//! A file to search, for tests.

use pylint_rs_semantic::{ModuleContext, Semantic, Storage};
use ruff_python_ast::PySourceType;
use ruff_python_parser::parse_module;

use crate::Subject;

/// Runs something on a module's text, which is Python.
pub(crate) fn with_subject<R>(module: &str, run: impl FnOnce(&Subject<'_>) -> R) -> R {
    with_subject_of(module, None, run)
}

/// The same with the module's dotted path.
pub(crate) fn with_subject_of<R>(
    module: &str,
    module_path: Option<&[String]>,
    run: impl FnOnce(&Subject<'_>) -> R,
) -> R {
    let parsed = parse_module(module).expect("Python");
    let storage = Storage::default();
    let context = ModuleContext {
        source: module,
        kind: PySourceType::Python,
        python_minor: 12,
        module_path,
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, context);
    run(&Subject {
        path: "module.py".as_ref(),
        text: module,
        tokens: parsed.tokens(),
        semantic: &semantic,
    })
}
