//! Entries of `__all__` that mean nothing.

use pylint_rs_semantic::{Export, ScopeId};

use super::global_names::GlobalNames;
use crate::Checker;

/// The entries of `__all__` for which the module has no name that the file shows.
pub(super) fn undefined_exports<'a>(checker: &Checker<'a>) -> Vec<Export<'a>> {
    let semantic = checker.semantic();
    let is_defined = |name: &str| {
        semantic
            .symbol_in(ScopeId::MODULE, name)
            .is_some_and(|symbol| semantic.symbol(symbol).last.is_some())
            || semantic.is_builtin_name(name)
    };
    let mut undefined: Vec<_> = semantic
        .exports()
        .names
        .iter()
        .filter(|export| !is_defined(export.name))
        .copied()
        .collect();
    if !undefined.is_empty() {
        let declared = checker.fact::<GlobalNames>();
        undefined.retain(|export| !declared.contains(semantic, export.name));
    }
    undefined
}
