//! Calls that print.

use pylint_rs_diagnostics::Fix;
use ruff_python_ast::{AnyNodeRef, ExprCall};

use crate::Checker;
use crate::edits::{block_owner, delete_statement};

/// Whether a call names a stream other than the standard ones.
pub(super) fn writes_elsewhere<'a>(
    call: &'a ExprCall,
    parameter: &str,
    checker: &Checker<'a>,
) -> bool {
    let Some(stream) = call.arguments.find_keyword(parameter) else { return false };
    if stream.value.is_none_literal_expr() {
        return false;
    }
    let name = checker.semantic().qualified_name(&stream.value);
    !name.is_some_and(|name| matches!(name.segments(), ["sys", "stdout" | "stderr"]))
}

/// Removes the statement that is nothing but the call, if it is one.
pub(super) fn removal(call: &ExprCall, checker: &Checker<'_>) -> Option<Fix> {
    let semantic = checker.semantic();
    let Some(AnyNodeRef::StmtExpr(statement)) = semantic.parent(call) else { return None };
    let fix = Fix::unsafe_(delete_statement(checker, statement));
    Some(match block_owner(semantic, semantic.id(statement)) {
        Some(owner) => fix.isolated(owner.index() as u32),
        None => fix,
    })
}
