//! Names that some function declares `global`.

use pylint_rs_semantic::{BindingId, BindingKind, Reference, ScopeId, Semantic};
use ruff_text_size::{Ranged, TextSize};

use crate::{Checker, Fact};

/// Where functions say `global name`. Such a name is the module's even if nothing here gives it
/// a value: other modules or `exec` may.
pub(super) struct GlobalNames(Vec<BindingId>);

impl Fact for GlobalNames {
    fn compute(checker: &Checker<'_>) -> Self {
        let declarations = checker.semantic().bindings().filter(|(_, binding)| {
            matches!(binding.kind, BindingKind::Global) && binding.from_scope != ScopeId::MODULE
        });
        Self(declarations.map(|(id, _)| id).collect())
    }
}

impl GlobalNames {
    /// Whether a name is declared anywhere.
    pub(super) fn contains(&self, semantic: &Semantic<'_>, name: &str) -> bool {
        self.declared_at(semantic, name).next().is_some()
    }

    /// Whether a use may mean such a name: no scope around has it, and it runs later than the
    /// declaration stands there.
    pub(super) fn may_mean(&self, semantic: &Semantic<'_>, reference: &Reference) -> bool {
        let name = semantic.name(reference.name);
        if !self.contains(semantic, name) {
            return false;
        }
        let scopes = || semantic.scope_chain(reference.scope);
        let is_of_module = scopes()
            .filter(|scope| *scope != ScopeId::MODULE)
            .filter_map(|scope| semantic.symbol_in(scope, name))
            .all(|symbol| semantic.symbol(symbol).last.is_none());
        if !is_of_module {
            return false;
        }
        let runs_later = scopes().any(|scope| semantic.scope(scope).is_deferred());
        self.declared_at(semantic, name)
            .any(|declaration| runs_later || declaration < reference.range.start())
    }

    fn declared_at(&self, semantic: &Semantic<'_>, name: &str) -> impl Iterator<Item = TextSize> {
        self.0
            .iter()
            .map(|id| semantic.binding(*id))
            .filter(move |binding| semantic.symbol(binding.symbol).name == name)
            .map(Ranged::start)
    }
}
