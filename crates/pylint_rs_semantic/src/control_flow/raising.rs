//! Statements that raise no exception.

use ruff_python_ast::{Expr, Stmt};

/// Whether a statement surely raises no exception (but `KeyboardInterrupt` and its kin): it binds
/// names to literals, or does nothing.
pub(super) fn cannot_raise(statement: &Stmt) -> bool {
    match statement {
        Stmt::Pass(_)
        | Stmt::Break(_)
        | Stmt::Continue(_)
        | Stmt::Global(_)
        | Stmt::Nonlocal(_)
        // What is in them may, and says so itself.
        | Stmt::Try(_) => true,
        Stmt::Assign(inner) => {
            is_plain_value(&inner.value) && inner.targets.iter().all(Expr::is_name_expr)
        }
        Stmt::AnnAssign(inner) => {
            inner.target.is_name_expr()
                && inner.value.as_deref().is_none_or(is_plain_value)
                && inner.annotation.is_name_expr()
        }
        Stmt::Expr(inner) => inner.value.is_literal_expr(),
        Stmt::Return(inner) => inner.value.as_deref().is_none_or(Expr::is_literal_expr),
        Stmt::While(inner) => inner.test.is_literal_expr(),
        Stmt::If(inner) => inner.test.is_literal_expr(),
        _ => false,
    }
}

fn is_plain_value(value: &Expr) -> bool {
    match value {
        Expr::List(list) => list.elts.is_empty(),
        Expr::Dict(dict) => dict.items.is_empty(),
        Expr::Tuple(tuple) => tuple.elts.iter().all(Expr::is_literal_expr),
        Expr::UnaryOp(unary) => unary.operand.is_number_literal_expr(),
        value => value.is_literal_expr(),
    }
}
