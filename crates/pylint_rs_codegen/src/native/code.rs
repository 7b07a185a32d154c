//! Which expressions can stand where a value is wanted.

use ruff_python_ast::Expr;
use ruff_python_ast::visitor::{Visitor, walk_expr};

use super::types::Problem;

/// What cannot be evaluated outside of a function.
pub(super) fn not_a_value(expression: &Expr) -> Option<Problem> {
    if let Expr::Starred(_) = expression {
        return Some(Problem::new(expression, "`*` is for the elements of something"));
    }
    let mut finder = Finder { problem: None };
    finder.visit_expr(expression);
    finder.problem
}

struct Finder {
    problem: Option<Problem>,
}

impl<'a> Visitor<'a> for Finder {
    fn visit_expr(&mut self, expression: &'a Expr) {
        let message = match expression {
            Expr::Yield(_) | Expr::YieldFrom(_) => "`yield` is for functions",
            Expr::Await(_) => "`await` is for functions",
            Expr::Named(_) => "`:=` would define a name",
            Expr::ListComp(it) if it.generators.iter().any(|it| it.is_async) => ASYNC,
            Expr::SetComp(it) if it.generators.iter().any(|it| it.is_async) => ASYNC,
            Expr::DictComp(it) if it.generators.iter().any(|it| it.is_async) => ASYNC,
            Expr::Generator(it) if it.generators.iter().any(|it| it.is_async) => ASYNC,
            _ => return walk_expr(self, expression),
        };
        self.problem.get_or_insert_with(|| Problem::new(expression, message));
    }
}

const ASYNC: &str = "`async for` is for functions";

/// Whether a value would be shared by all that have it, and can be changed.
pub(super) fn is_mutable(value: &Expr) -> bool {
    match value {
        Expr::List(_)
        | Expr::Dict(_)
        | Expr::Set(_)
        | Expr::ListComp(_)
        | Expr::SetComp(_)
        | Expr::DictComp(_) => true,
        Expr::Call(call) => matches!(
            &*call.func,
            Expr::Name(name) if matches!(name.id.as_str(), "list" | "dict" | "set" | "bytearray")
        ),
        _ => false,
    }
}
