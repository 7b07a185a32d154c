//! Whether iterables can differ in length.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::{Expr, ExprCall};

use crate::Checker;

/// Whether there are, or may be, several iterables.
pub(super) fn are_several(iterables: &[Expr]) -> bool {
    iterables.len() > 1 || iterables.iter().any(Expr::is_starred_expr)
}

/// Whether a call that goes over iterables has no word on their lengths, none being endless.
pub(super) fn lacks_strict<'a>(
    call: &'a ExprCall,
    iterables: &'a [Expr],
    checker: &Checker<'a>,
) -> bool {
    call.arguments.find_keyword("strict").is_none()
        && !iterables.iter().any(|iterable| is_endless(iterable, checker.semantic()))
}

/// Whether an expression is an iterator of `itertools` that never ends.
pub(super) fn is_endless<'a>(expression: &'a Expr, semantic: &Semantic<'a>) -> bool {
    let Expr::Call(call) = expression else { return false };
    let Some(name) = semantic.qualified_name(&call.func) else { return false };
    match name.segments() {
        ["itertools", "count" | "cycle"] => true,
        ["itertools", "repeat"] => match (&*call.arguments.args, &*call.arguments.keywords) {
            ([_], []) => true,
            ([_, times], []) => times.is_none_literal_expr(),
            ([_], [times]) => {
                times.arg.as_ref().is_some_and(|name| name.as_str() == "times")
                    && times.value.is_none_literal_expr()
            }
            _ => false,
        },
        _ => false,
    }
}
