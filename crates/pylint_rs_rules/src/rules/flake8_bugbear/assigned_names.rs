//! Names that targets and loops bind.

use pylint_rs_semantic::{NodeId, Semantic};
use ruff_python_ast::{AnyNodeRef, Expr, ExprName};
use rustc_hash::FxHashSet;

/// The names a target binds, those of nested tuples and lists too.
pub(super) fn names_in_target<'a>(target: &'a Expr, found: &mut dyn FnMut(&'a ExprName)) {
    match target {
        Expr::Name(name) => found(name),
        Expr::Starred(starred) => names_in_target(&starred.value, found),
        Expr::Tuple(tuple) => {
            tuple.elts.iter().for_each(|element| names_in_target(element, found));
        }
        Expr::List(list) => list.elts.iter().for_each(|element| names_in_target(element, found)),
        _ => {}
    }
}

/// The names that assignments, loops and comprehensions bind within a node, functions left out.
pub(super) fn names_assigned_in<'a>(root: NodeId, semantic: &Semantic<'a>) -> FxHashSet<&'a str> {
    let nodes = semantic.nodes();
    let mut names = FxHashSet::default();
    let mut bind = |target: &'a Expr| {
        names_in_target(target, &mut |name| {
            names.insert(name.id.as_str());
        });
    };
    let mut skipped: Option<NodeId> = None;
    for id in nodes.subtree(root) {
        if skipped.is_some_and(|function| nodes.contains(function, id)) {
            continue;
        }
        match nodes.get(id).syntax {
            AnyNodeRef::StmtFunctionDef(_) | AnyNodeRef::ExprLambda(_) => skipped = Some(id),
            AnyNodeRef::StmtFor(inner) => bind(&inner.target),
            AnyNodeRef::Comprehension(inner) => bind(&inner.target),
            AnyNodeRef::StmtAssign(inner) => inner.targets.iter().for_each(&mut bind),
            AnyNodeRef::StmtAugAssign(inner) => bind(&inner.target),
            AnyNodeRef::StmtAnnAssign(inner) => bind(&inner.target),
            _ => {}
        }
    }
    names
}
