//! Abstract base classes and their methods.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::{StmtClassDef, StmtFunctionDef};

/// Whether the class is `ABC` and nothing more: its only base, or its metaclass.
pub(super) fn is_abstract_class<'a>(class: &'a StmtClassDef, semantic: &Semantic<'a>) -> bool {
    let is = |expression, name| {
        semantic.qualified_name(expression).is_some_and(|qualified| qualified.is(name))
    };
    match (class.bases(), class.keywords()) {
        ([base], []) => is(base, "abc.ABC"),
        ([], [keyword]) => {
            keyword.arg.as_ref().is_some_and(|name| name.as_str() == "metaclass")
                && is(&keyword.value, "abc.ABCMeta")
        }
        _ => false,
    }
}

/// Whether a decorator of `abc` marks the method as abstract.
pub(super) fn is_abstract_method<'a>(
    method: &'a StmtFunctionDef,
    semantic: &Semantic<'a>,
) -> bool {
    method.decorator_list.iter().any(|decorator| {
        semantic.qualified_name(&decorator.expression).is_some_and(|name| {
            name.is_any(&[
                "abc.abstractmethod",
                "abc.abstractclassmethod",
                "abc.abstractstaticmethod",
                "abc.abstractproperty",
            ])
        })
    })
}
