//! Which binding another one takes the place of.

use pylint_rs_semantic::{
    Binding, BindingFlags, BindingId, BindingKind, NodeId, ScopeId, Semantic, SymbolId,
};
use ruff_python_ast::{AnyNodeRef, Stmt};

/// The binding of the same name and scope that was in force before. Not that of an exception:
/// its name is gone after the handler.
pub(super) fn shadowed_in_scope(semantic: &Semantic<'_>, id: BindingId) -> Option<BindingId> {
    let binding = semantic.binding(id);
    let previous = binding.previous?;
    if matches!(semantic.binding(previous).kind, BindingKind::UnboundException) {
        return None;
    }
    binding.shadowed
}

/// The binding of the same name in a scope around that the first binding in its own hides.
pub(super) fn hidden_by(semantic: &Semantic<'_>, id: BindingId) -> Option<BindingId> {
    let binding = semantic.binding(id);
    if binding.previous.is_some() || is_elsewhere(binding) {
        return None;
    }
    let name = semantic.symbol(binding.symbol).name;
    let mut runs_later = semantic.scope(binding.scope).is_deferred();
    for scope in semantic.scope_chain(binding.scope).skip(1) {
        let data = semantic.scope(scope);
        if data.is_visible_from_within()
            && let Some(symbol) = symbol_bound_in(semantic, scope, name)
        {
            let before = semantic.bindings_of(symbol).find(|other| {
                !is_elsewhere(semantic.binding(*other)) && (runs_later || *other < id)
            })?;
            return match semantic.binding(before).kind {
                BindingKind::Deletion | BindingKind::UnboundException => None,
                BindingKind::Annotation(_) => semantic.binding(before).shadowed.or(Some(before)),
                _ => Some(before),
            };
        }
        runs_later |= data.is_deferred();
    }
    None
}

fn symbol_bound_in(semantic: &Semantic<'_>, scope: ScopeId, name: &str) -> Option<SymbolId> {
    let symbol = semantic.symbol_in(scope, name)?;
    semantic.symbol(symbol).last.map(|_| symbol)
}

/// Whether a binding is another scope's: by `global` or `nonlocal`.
pub(super) fn is_elsewhere(binding: &Binding<'_>) -> bool {
    binding.flags.intersects(BindingFlags::GLOBAL | BindingFlags::NONLOCAL)
}

/// Whether two statements run together or not at all, as far as `if`, `try`, `match` and `with`
/// decide: each of them is inside the same branches.
pub(super) fn are_in_same_branch(semantic: &Semantic<'_>, left: NodeId, right: NodeId) -> bool {
    branches(semantic, left).eq(branches(semantic, right))
}

/// The branches around a statement, from the inside out: the statement or clause that has them,
/// and which of its bodies.
fn branches(semantic: &Semantic<'_>, statement: NodeId) -> impl Iterator<Item = (NodeId, u8)> {
    let mut inner = statement;
    semantic.ancestor_ids(statement).filter_map(move |outer| {
        let node = std::mem::replace(&mut inner, outer);
        let is_in = |body: &[Stmt]| semantic.body_contains(body, node);
        match semantic.node(outer).syntax {
            AnyNodeRef::StmtIf(inner) if is_in(&inner.body) => Some((outer, 0)),
            AnyNodeRef::StmtWith(inner) if is_in(&inner.body) => Some((outer, 0)),
            AnyNodeRef::StmtTry(inner) if is_in(&inner.body) || is_in(&inner.orelse) => {
                Some((outer, 0))
            }
            AnyNodeRef::StmtTry(inner) if is_in(&inner.finalbody) => Some((outer, 1)),
            AnyNodeRef::ElifElseClause(_)
            | AnyNodeRef::ExceptHandlerExceptHandler(_)
            | AnyNodeRef::MatchCase(_) => Some((outer, 0)),
            _ => None,
        }
    })
}
