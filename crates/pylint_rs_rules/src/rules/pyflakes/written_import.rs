//! What imports name, as they are written: `.package.module`.

use pylint_rs_semantic::{Binding, BindingKind};
use ruff_python_ast::StmtImportFrom;

/// The module a statement imports from.
pub(super) fn module_name(statement: &StmtImportFrom) -> String {
    let dots = ".".repeat(statement.level as usize);
    format!("{dots}{}", statement.module.as_deref().unwrap_or_default())
}

/// What an import brings; none if it is no import, or one from `__future__`.
pub(super) fn written_path(binding: &Binding<'_>) -> Option<String> {
    match binding.kind {
        BindingKind::Import(alias) | BindingKind::SubmoduleImport(alias) => {
            Some(alias.name.to_string())
        }
        BindingKind::FromImport { statement, alias } => {
            let separator = if statement.module.as_deref().is_none_or(str::is_empty) { "" } else { "." };
            Some(format!("{}{separator}{}", module_name(statement), alias.name))
        }
        _ => None,
    }
}
