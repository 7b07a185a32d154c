//! Whether the end of a block can be reached, told by its structure alone. Where that is not
//! enough, [`crate::control_flow`] has the graph.

use ruff_python_ast::{Expr, Number, Stmt, StmtTry};

use crate::Semantic;

/// Context managers that are there to keep exceptions from the code after them.
const SUPPRESSING: &[&str] = &["contextlib.suppress", "pytest.raises", "pytest.warns"];

/// Whether a body does nothing but say that something else does it: a docstring, `pass`, `...`
/// or `raise NotImplementedError`.
pub fn is_stub_body(body: &[Stmt], semantic: &Semantic<'_>) -> bool {
    body.iter().all(|statement| match statement {
        Stmt::Pass(_) => true,
        Stmt::Expr(inner) => {
            matches!(&*inner.value, Expr::EllipsisLiteral(_) | Expr::StringLiteral(_))
        }
        Stmt::Raise(inner) => {
            inner.exc.as_deref().is_some_and(|raised| is_not_implemented(raised, semantic))
        }
        _ => false,
    })
}

/// Whether what is raised is `NotImplementedError`.
pub(super) fn is_not_implemented(raised: &Expr, semantic: &Semantic<'_>) -> bool {
    let class = match raised {
        Expr::Call(call) => &*call.func,
        other => other,
    };
    semantic.is_builtin(class, "NotImplementedError")
}

/// Whether the statement after a block may run when the block has: neither a `return`, a
/// `raise`, an endless loop nor a call that does not return is always in the way. Exceptions
/// that calls may raise do not count.
pub fn may_fall_through<'a>(body: &'a [Stmt], semantic: &Semantic<'a>) -> bool {
    deeper(|| body.iter().all(|statement| passes(statement, semantic)))
}

fn passes<'a>(statement: &'a Stmt, semantic: &Semantic<'a>) -> bool {
    match statement {
        Stmt::Return(_) | Stmt::Raise(_) | Stmt::Break(_) | Stmt::Continue(_) => false,
        Stmt::Assert(inner) => !is_constant(&inner.test, false),
        Stmt::Expr(inner) => !semantic.never_returns(&inner.value),
        Stmt::If(inner) => {
            let mut branches = inner.elif_else_clauses.iter();
            let has_else = inner.elif_else_clauses.last().is_some_and(|last| last.test.is_none());
            !has_else
                || may_fall_through(&inner.body, semantic)
                || branches.any(|branch| may_fall_through(&branch.body, semantic))
        }
        Stmt::While(inner) => {
            breaks(&inner.body)
                || (!is_constant(&inner.test, true) && may_fall_through(&inner.orelse, semantic))
        }
        Stmt::For(inner) => breaks(&inner.body) || may_fall_through(&inner.orelse, semantic),
        Stmt::With(inner) => {
            may_fall_through(&inner.body, semantic)
                || inner.items.iter().any(|item| suppresses(&item.context_expr, semantic))
        }
        Stmt::Match(inner) => {
            let is_exhaustive = inner
                .cases
                .last()
                .is_some_and(|case| case.guard.is_none() && case.pattern.is_irrefutable());
            !is_exhaustive || inner.cases.iter().any(|case| may_fall_through(&case.body, semantic))
        }
        Stmt::Try(inner) => try_passes(inner, semantic),
        _ => true,
    }
}

fn try_passes<'a>(statement: &'a StmtTry, semantic: &Semantic<'a>) -> bool {
    if !may_fall_through(&statement.finalbody, semantic) {
        return false;
    }
    let body_passes = may_fall_through(&statement.body, semantic)
        && may_fall_through(&statement.orelse, semantic);
    body_passes
        || statement.handlers.iter().any(|handler| {
            handler.as_except_handler().is_some_and(|it| may_fall_through(&it.body, semantic))
        })
}

/// Whether leaving the block by an exception may go on after it.
fn suppresses<'a>(manager: &'a Expr, semantic: &Semantic<'a>) -> bool {
    let Expr::Call(call) = manager else { return false };
    match &*call.func {
        // `with self.assertRaises(...)` is for code that raises.
        Expr::Attribute(attribute) if attribute.attr.starts_with("assertRaises") => true,
        function => semantic.qualified_name(function).is_some_and(|name| name.is_any(SUPPRESSING)),
    }
}

fn is_constant(test: &Expr, truth: bool) -> bool {
    match test {
        Expr::BooleanLiteral(literal) => literal.value == truth,
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(value) => (value.as_u8() != Some(0)) == truth,
            _ => false,
        },
        _ => false,
    }
}

/// Whether a loop's body has a `break` of that loop.
fn breaks(body: &[Stmt]) -> bool {
    deeper(|| body.iter().any(breaks_within))
}

fn breaks_within(statement: &Stmt) -> bool {
    match statement {
        Stmt::Break(_) => true,
        Stmt::If(inner) => {
            breaks(&inner.body) || inner.elif_else_clauses.iter().any(|it| breaks(&it.body))
        }
        // The `else` of an inner loop is outside it.
        Stmt::For(inner) => breaks(&inner.orelse),
        Stmt::While(inner) => breaks(&inner.orelse),
        Stmt::With(inner) => breaks(&inner.body),
        Stmt::Match(inner) => inner.cases.iter().any(|case| breaks(&case.body)),
        Stmt::Try(inner) => {
            breaks(&inner.body)
                || breaks(&inner.orelse)
                || breaks(&inner.finalbody)
                || inner
                    .handlers
                    .iter()
                    .any(|it| it.as_except_handler().is_some_and(|it| breaks(&it.body)))
        }
        _ => false,
    }
}

/// Runs `walk` with enough stack, however deep the block is.
fn deeper<T>(walk: impl FnOnce() -> T) -> T {
    const RED_ZONE: usize = 64 * 1024;
    const ADDED: usize = 1024 * 1024;
    stacker::maybe_grow(RED_ZONE, ADDED, walk)
}
