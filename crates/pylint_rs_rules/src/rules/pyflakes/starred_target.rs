//! Targets with a starred name.

use ruff_python_ast::{AnyNodeRef, Expr};

/// The elements of a tuple or list that is assigned to.
pub(super) fn elements_of_target(target: AnyNodeRef<'_>) -> Option<&[Expr]> {
    match target {
        AnyNodeRef::ExprTuple(tuple) if tuple.ctx.is_store() => Some(&tuple.elts),
        AnyNodeRef::ExprList(list) if list.ctx.is_store() => Some(&list.elts),
        _ => None,
    }
}
