//! Imports from `__future__`.

use ruff_python_ast::StmtImportFrom;

/// Whether a statement is such an import.
pub(super) fn is_future_import(statement: &StmtImportFrom) -> bool {
    statement.level == 0 && statement.module.as_deref() == Some("__future__")
}
