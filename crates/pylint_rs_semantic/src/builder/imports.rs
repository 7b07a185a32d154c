//! Import statements.

use ruff_python_ast::{Alias, StmtImport, StmtImportFrom};
use ruff_text_size::Ranged;

use super::Builder;
use super::annotations::takes_types;
use crate::{BindingFlags, BindingKind, ScopeId};

impl<'a> Builder<'a> {
    pub(super) fn import(&mut self, statement: &'a StmtImport) {
        for alias in &statement.names {
            let entered = self.enter(alias);
            self.note_typing(&alias.name);
            self.note_renaming(alias);
            let (name, range, kind) = match &alias.asname {
                Some(asname) => (asname.id.as_str(), asname.range(), BindingKind::Import(alias)),
                None => match alias.name.split_once('.') {
                    None => (alias.name.as_str(), alias.name.range(), BindingKind::Import(alias)),
                    Some((first, _)) => {
                        self.has_submodule_import = true;
                        (first, alias.name.range(), BindingKind::SubmoduleImport(alias))
                    }
                },
            };
            let binding = self.bind(name, range, entered.0, kind, export_flags(alias));
            self.nodes.set_payload(entered.0, binding.index());
            self.leave(entered);
        }
    }

    pub(super) fn import_from(&mut self, statement: &'a StmtImportFrom) {
        let module = statement.module.as_ref().map_or("", |module| module.as_str());
        let is_future = statement.level == 0 && module == "__future__";
        if statement.level == 0 {
            self.note_typing(module);
        }
        for alias in &statement.names {
            let entered = self.enter(alias);
            self.note_renaming(alias);
            if alias.name.as_str() == "*" {
                let statement = self.statement;
                if !is_future {
                    self.scopes[self.scope.index()].star_imports.push(statement);
                }
            } else {
                let kind = if is_future {
                    if alias.name.as_str() == "annotations" && self.scope == ScopeId::MODULE {
                        self.annotations_are_deferred = true;
                    }
                    BindingKind::FutureImport(alias)
                } else {
                    BindingKind::FromImport { statement, alias }
                };
                let name = alias.asname.as_ref().unwrap_or(&alias.name);
                let binding =
                    self.bind(&name.id, name.range(), entered.0, kind, export_flags(alias));
                self.nodes.set_payload(entered.0, binding.index());
            }
            self.leave(entered);
        }
    }

    fn note_renaming(&mut self, alias: &Alias) {
        self.renames_type_taker |=
            alias.asname.is_some() && alias.name.rsplit('.').next().is_some_and(takes_types);
    }

    fn note_typing(&mut self, module: &str) {
        const ROOTS: [&str; 5] =
            ["typing", "typing_extensions", "mypy_extensions", "_typeshed", "collections"];
        let is_within = |root: &&str| {
            module.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.has_typing = self.has_typing || ROOTS.iter().any(is_within);
    }
}

fn export_flags(alias: &Alias) -> BindingFlags {
    match &alias.asname {
        Some(asname) if asname.id == alias.name.id => BindingFlags::EXPLICIT_EXPORT,
        _ => BindingFlags::empty(),
    }
}
