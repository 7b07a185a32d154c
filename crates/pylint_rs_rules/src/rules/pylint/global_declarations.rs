//! The names each scope declares `global`.

use pylint_rs_semantic::{BindingKind, ScopeId, SymbolId};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use crate::{Checker, Fact};

/// Where a name is declared `global` in a scope.
#[derive(Clone, Copy, Debug)]
pub(super) struct GlobalDeclaration {
    /// The name in the last declaration.
    pub(super) range: TextRange,
    /// The scope that declares it.
    pub(super) scope: ScopeId,
}

/// The names each scope declares `global`.
#[derive(Default)]
pub(super) struct GlobalDeclarations {
    /// By the name in the declaring scope.
    pub(super) by_symbol: FxHashMap<SymbolId, GlobalDeclaration>,
    /// Whether the module itself declares some.
    pub(super) has_module_level: bool,
}

impl Fact for GlobalDeclarations {
    fn compute(checker: &Checker<'_>) -> Self {
        let mut found = Self::default();
        for (_, binding) in checker.semantic().bindings() {
            if matches!(binding.kind, BindingKind::Global) {
                found.has_module_level |= binding.scope == ScopeId::MODULE;
                let declaration =
                    GlobalDeclaration { range: binding.range(), scope: binding.scope };
                found.by_symbol.insert(binding.symbol, declaration);
            }
        }
        found
    }
}
