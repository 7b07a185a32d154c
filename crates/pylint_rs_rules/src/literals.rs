//! Expressions told by their form alone.

use ruff_python_ast::Expr;

/// Whether an expression makes a list, a set or a dictionary on the spot.
pub(crate) fn is_display(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::List(_)
            | Expr::Set(_)
            | Expr::Dict(_)
            | Expr::ListComp(_)
            | Expr::SetComp(_)
            | Expr::DictComp(_)
    )
}

/// Whether an expression is a literal, or a tuple of such.
pub(crate) fn is_constant(expression: &Expr) -> bool {
    let mut parts = vec![expression];
    while let Some(part) = parts.pop() {
        match part {
            Expr::Tuple(tuple) => parts.extend(&tuple.elts),
            _ if part.is_literal_expr() => {}
            _ => return false,
        }
    }
    true
}
