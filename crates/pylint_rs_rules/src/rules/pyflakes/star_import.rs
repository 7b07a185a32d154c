//! Star imports: which there are, and what they are of.

use pylint_rs_semantic::{ScopeId, Semantic};
use ruff_python_ast::{AnyNodeRef, StmtImportFrom};

use super::written_import::module_name;

/// Whether a statement is `from ... import *`.
pub(super) fn is_star_import(statement: &StmtImportFrom) -> bool {
    matches!(statement.names.as_slice(), [only] if only.name.as_str() == "*")
}

/// What a name that a star import may have brought may come from: the modules, for a message.
pub(super) fn sources(semantic: &Semantic<'_>, scope: ScopeId) -> String {
    let mut modules: Vec<String> = semantic
        .scope_chain(scope)
        .filter(|id| *id == scope || semantic.scope(*id).is_visible_from_within())
        .flat_map(|id| &semantic.scope(id).star_imports)
        .filter_map(|statement| match semantic.node(*statement).syntax {
            AnyNodeRef::StmtImportFrom(statement) => Some(format!("`{}`", module_name(statement))),
            _ => None,
        })
        .collect();
    modules.sort_unstable();
    modules.dedup();
    modules.join(", ")
}
