//! Imports of a module that its stub has as well.

use ruff_python_ast::{self as ast, Stmt, StmtImport, StmtImportFrom};
use rustc_hash::FxHashSet;

use super::super::resolution::absolute;
use super::walk::Writer;

/// An import of some names.
pub(super) struct Import {
    statement: Stmt,
    /// By alias: whether it is for those who import the stub.
    is_exported: Vec<bool>,
}

impl Import {
    /// `import module`
    pub(super) fn plain(statement: &StmtImport) -> Self {
        let is_exported = statement
            .names
            .iter()
            .map(|alias| alias.asname.as_ref().is_some_and(|name| name.id == alias.name.id))
            .collect();
        Self { statement: Stmt::Import(statement.clone()), is_exported }
    }

    /// `from module import name`. What a package has from its own modules is for others.
    pub(super) fn from(statement: &StmtImportFrom, writer: &Writer<'_, '_>) -> Self {
        let module = absolute(writer.module, statement).unwrap_or_default();
        let own = writer.module.name.first().map(String::as_str).unwrap_or_default();
        let is_own = module.split('.').next() == Some(own) && writer.is_at_top;
        let mut statement = statement.clone();
        let mut is_exported = Vec::new();
        for alias in &mut statement.names {
            let is_explicit = alias.asname.as_ref().is_some_and(|name| name.id == alias.name.id);
            let is_public = !alias.name.starts_with('_');
            let is_implicit = is_own
                && is_public
                && alias.asname.is_none()
                && alias.name.as_str() != "*"
                && !writer.has_all();
            if is_implicit {
                alias.asname = Some(alias.name.clone());
            }
            is_exported.push(is_explicit || is_implicit);
        }
        Self { statement: Stmt::ImportFrom(statement), is_exported }
    }

    pub(super) fn is_needed(&self, needed: &FxHashSet<String>) -> bool {
        self.aliases()
            .iter()
            .zip(&self.is_exported)
            .any(|(alias, exported)| *exported || is_named(alias, needed))
    }

    /// The import of what is needed.
    pub(super) fn write(mut self, needed: &FxHashSet<String>) -> Option<Stmt> {
        let exported = std::mem::take(&mut self.is_exported);
        let mut exported = exported.into_iter();
        let mut keeps =
            |alias: &ast::Alias| exported.next().unwrap_or_default() || is_named(alias, needed);
        match &mut self.statement {
            Stmt::Import(import) => import.names.retain(|alias| keeps(alias)),
            Stmt::ImportFrom(import) => import.names.retain(|alias| keeps(alias)),
            _ => {}
        }
        (!self.aliases().is_empty()).then_some(self.statement)
    }

    /// Leaves out names that it binds.
    pub(super) fn retain(&mut self, mut keeps: impl FnMut(&str) -> bool) {
        let kept: Vec<bool> = self.names().map(|name| keeps(&name)).collect();
        let mut exported = kept.iter();
        self.is_exported.retain(|_| exported.next().copied().unwrap_or(true));
        let mut aliases = kept.iter();
        match &mut self.statement {
            Stmt::Import(it) => it.names.retain(|_| aliases.next().copied().unwrap_or(true)),
            Stmt::ImportFrom(it) => it.names.retain(|_| aliases.next().copied().unwrap_or(true)),
            _ => {}
        }
    }

    /// The names that it binds.
    pub(super) fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.aliases().iter().map(|alias| alias.asname.as_ref().unwrap_or(&alias.name).to_string())
    }

    fn aliases(&self) -> &[ast::Alias] {
        match &self.statement {
            Stmt::Import(import) => &import.names,
            Stmt::ImportFrom(import) => &import.names,
            _ => &[],
        }
    }
}

fn is_named(alias: &ast::Alias, needed: &FxHashSet<String>) -> bool {
    let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
    let bound = name.split('.').next().unwrap_or(name);
    name == "*" || needed.contains(bound)
}
