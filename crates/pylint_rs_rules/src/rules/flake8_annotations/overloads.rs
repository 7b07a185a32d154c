//! Functions whose types are given by the overloads before them.

use pylint_rs_semantic::{NodeId, ScopeId};
use ruff_python_ast::{AnyNodeRef, NodeKind};
use rustc_hash::FxHashSet;

use crate::{Checker, Fact};

/// The functions that implement overloads: those of the name and scope of an overload that come
/// next after it.
pub(super) struct OverloadImplementations(pub(super) FxHashSet<NodeId>);

impl Fact for OverloadImplementations {
    fn compute(checker: &Checker<'_>) -> Self {
        let semantic = checker.semantic();
        let mut implementations = FxHashSet::default();
        let mut overloads: FxHashSet<(ScopeId, &str)> = FxHashSet::default();
        for id in semantic.nodes().of_kind(NodeKind::StmtFunctionDef) {
            let node = semantic.node(*id);
            let AnyNodeRef::StmtFunctionDef(function) = node.syntax else { continue };
            let is_overload = function
                .decorator_list
                .iter()
                .any(|decorator| semantic.is_typing(&decorator.expression, "overload"));
            if is_overload {
                overloads.insert((node.scope, function.name.as_str()));
            } else if !overloads.is_empty()
                && overloads.remove(&(node.scope, function.name.as_str()))
            {
                implementations.insert(*id);
            }
        }
        Self(implementations)
    }
}
