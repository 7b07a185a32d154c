//! Context managers that swallow exceptions.

use ruff_python_ast::{Expr, StmtWith};

use crate::Semantic;

/// Whether a `with` statement goes on after an exception in its body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Swallowing {
    /// It may: that is what its manager is for.
    Known,
    /// Nobody knows; few do.
    Unknown,
}

/// Functions whose managers swallow exceptions. Those that expect one (`pytest.raises`) are not
/// among them: what they expect comes from the last statement of the body, as a rule.
const SWALLOWERS: [&str; 5] = [
    "contextlib.suppress",
    "anyio.move_on_after",
    "anyio.move_on_at",
    "trio.move_on_after",
    "trio.move_on_at",
];

impl<'a> Semantic<'a> {
    /// Whether a `with` statement is there to swallow exceptions.
    pub fn swallows_exceptions(&self, statement: &'a StmtWith) -> bool {
        self.swallowing(statement) == Swallowing::Known
    }

    pub(super) fn swallowing(&self, statement: &'a StmtWith) -> Swallowing {
        let swallows = |manager: &'a Expr| {
            let Expr::Call(call) = manager else { return false };
            self.qualified_name(&call.func).is_some_and(|name| name.is_any(&SWALLOWERS))
        };
        if statement.items.iter().any(|item| swallows(&item.context_expr)) {
            Swallowing::Known
        } else {
            Swallowing::Unknown
        }
    }
}
