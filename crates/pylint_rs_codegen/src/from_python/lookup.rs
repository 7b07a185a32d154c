//! Finding what a target names.

use pylint_rs_diagnostics::suggestion;
use pylint_rs_semantic::{BindingId, BindingKind, ScopeId};
use ruff_python_ast::{Expr, StmtClassDef};

use super::{Module, Target};
use crate::SpecError;

impl<'a> Module<'a> {
    /// The class that a target names.
    ///
    /// # Errors
    /// If there is none of that name.
    pub fn class(&self, target: &Target) -> Result<&'a StmtClassDef, SpecError> {
        let (id, scope) = self.named(target)?;
        let binding = self.semantic.binding(id);
        if let BindingKind::Class(class) = binding.kind {
            return Ok(class);
        }
        let message = match self.semantic.import_path(id) {
            Some(path) => {
                let name = target.dotted_name();
                format!("`{name}` is imported here, from `{path}`: name the file that defines it")
            }
            None => self.is_no(target, scope, "class"),
        };
        Err(self.error(binding, message))
    }

    /// The value of the constant that a target names.
    ///
    /// # Errors
    /// If there is none of that name.
    pub fn constant(&self, target: &Target) -> Result<&'a Expr, SpecError> {
        let (id, scope) = self.named(target)?;
        let binding = self.semantic.binding(id);
        let message = self.is_no(target, scope, "constant");
        binding.value().ok_or_else(|| self.error(binding, message))
    }

    fn is_no(&self, target: &Target, scope: ScopeId, wanted: &str) -> String {
        let name = target.dotted_name();
        let last = target.name.last().map(String::as_str).unwrap_or_default();
        let others = self.names_in(scope).into_iter().filter(|other| *other != last);
        format!("`{name}` is no {wanted}{}", suggestion(last, others))
    }

    /// The binding that a target names, and the scope it is in.
    fn named(&self, target: &Target) -> Result<(BindingId, ScopeId), SpecError> {
        let mut scope = ScopeId::MODULE;
        let mut found = None;
        for (index, part) in target.name.iter().enumerate() {
            if let Some(outer) = found {
                let BindingKind::Class(class) = self.semantic.binding(outer).kind else {
                    let outer_name = target.name[..index].join(".");
                    let message = format!("`{outer_name}` is no class");
                    return Err(self.error(self.semantic.binding(outer), message));
                };
                scope = self.semantic.scope_made_by(class).unwrap_or(ScopeId::MODULE);
            }
            let symbol = self.semantic.symbol_in(scope, part);
            let binding = symbol.and_then(|symbol| self.semantic.symbol(symbol).current);
            let Some(binding) = binding else {
                let place = if index == 0 {
                    "this module".to_owned()
                } else {
                    format!("`{}`", target.name[..index].join("."))
                };
                let meant = suggestion(part, self.names_in(scope));
                let message = format!("there is no `{part}` in {place}{meant}");
                return Err(SpecError { path: Some(self.path.clone()), position: None, message });
            };
            found = Some(binding);
        }
        let message = "a name is wanted";
        found.map(|binding| (binding, scope)).ok_or_else(|| self.source.error(&(0..0), message))
    }

    /// The names that are bound in a scope.
    fn names_in(&self, scope: ScopeId) -> Vec<&'a str> {
        self.semantic
            .symbols_of(scope)
            .map(|symbol| self.semantic.symbol(symbol))
            .filter(|symbol| symbol.current.is_some())
            .map(|symbol| symbol.name)
            .collect()
    }
}
