//! What is around a statement or expression that cannot stand anywhere.

use pylint_rs_semantic::{ComprehensionKind, ScopeKind, Semantic};
use ruff_python_ast::{AnyNodeRef, HasNodeIndex};
use ruff_text_size::Ranged;

/// Whether a statement is in the body of a loop of the same function.
pub(super) fn is_in_loop(semantic: &Semantic<'_>, statement: impl HasNodeIndex + Ranged) -> bool {
    let start = statement.start();
    for ancestor in semantic.ancestors(statement) {
        let body = match ancestor {
            AnyNodeRef::StmtFor(inner) => &inner.body,
            AnyNodeRef::StmtWhile(inner) => &inner.body,
            AnyNodeRef::StmtFunctionDef(_) | AnyNodeRef::StmtClassDef(_) => return false,
            _ => continue,
        };
        // The `else` of a loop comes after it.
        if body.last().is_some_and(|last| start < last.end()) {
            return true;
        }
    }
    false
}

/// Whether `yield` can stand where a node is.
pub(super) fn can_yield(semantic: &Semantic<'_>, node: impl HasNodeIndex) -> bool {
    semantic
        .scope_chain(semantic.scope_of(node))
        .map(|scope| semantic.scope(scope).kind)
        .find(|kind| !matches!(kind, ScopeKind::TypeParameters))
        .is_some_and(|kind| matches!(kind, ScopeKind::Function(_) | ScopeKind::Lambda))
}

/// Whether `await` can stand where a node is, as far as that depends on there being a function.
pub(super) fn can_await(semantic: &Semantic<'_>, node: impl HasNodeIndex) -> bool {
    for scope in semantic.scope_chain(semantic.scope_of(node)) {
        match semantic.scope(scope).kind {
            ScopeKind::Comprehension(ComprehensionKind::Generator)
            | ScopeKind::Function(_)
            | ScopeKind::Lambda => return true,
            ScopeKind::Comprehension(_) | ScopeKind::TypeParameters => {}
            ScopeKind::Class(_) | ScopeKind::Module => return false,
        }
    }
    false
}
