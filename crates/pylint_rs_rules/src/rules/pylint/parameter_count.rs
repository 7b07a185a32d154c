//! Counting the parameters of a function that its callers have to think of.

use ruff_python_ast::helpers::map_callable;
use ruff_python_ast::{ParameterWithDefault, StmtFunctionDef};

use crate::{Checker, DummyVariables};

/// How many of these parameters of a function there are, without those whose name says that they
/// do not matter. The instance or class a method is called on does not count, whatever its name.
pub(super) fn count<'a, I: Iterator<Item = &'a ParameterWithDefault>>(
    function: &'a StmtFunctionDef,
    parameters: impl Fn() -> I,
    limit: usize,
    dummy: &DummyVariables,
    checker: &Checker<'a>,
) -> Option<usize> {
    if parameters().count() <= limit {
        return None;
    }
    let mut count =
        parameters().filter(|parameter| !dummy.contains(&parameter.parameter.name)).count();
    if count > limit && is_called_on_something(function, checker) {
        count -= 1;
    }
    (count > limit && !is_bound_by_another_signature(function, checker)).then_some(count)
}

fn is_called_on_something<'a>(function: &'a StmtFunctionDef, checker: &Checker<'a>) -> bool {
    let semantic = checker.semantic();
    semantic.enclosing_class(function).is_some()
        && !function.decorator_list.iter().any(|decorator| {
            semantic.qualified_name(map_callable(&decorator.expression)).is_some_and(|name| {
                name.is_any(&["builtins.staticmethod", "abc.abstractstaticmethod"])
            })
        })
}

/// Whether the signature is not the author's to choose.
fn is_bound_by_another_signature<'a>(
    function: &'a StmtFunctionDef,
    checker: &Checker<'a>,
) -> bool {
    function.decorator_list.iter().any(|decorator| {
        checker
            .semantic()
            .qualified_name(&decorator.expression)
            .is_some_and(|name| name.is_typing("override") || name.is_typing("overload"))
    })
}
