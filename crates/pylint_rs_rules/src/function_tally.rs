//! Adding something up for each function of a file.

use pylint_rs_semantic::{Scope, ScopeId, ScopeKind, Semantic};
use ruff_python_ast::{AnyNodeRef, NodeKind, StmtFunctionDef};

/// A number for each scope of a file. Filled from the nodes that count, not by walking bodies:
/// its cost is that of the nodes, however deep they nest.
pub(crate) struct FunctionTally<'s, 'a> {
    semantic: &'s Semantic<'a>,
    counts: Vec<usize>,
}

impl<'s, 'a> FunctionTally<'s, 'a> {
    /// Zero for each.
    pub(crate) fn new(semantic: &'s Semantic<'a>) -> Self {
        Self::starting_at(0, semantic)
    }

    /// That number for each function, zero for other scopes.
    pub(crate) fn starting_at(start: usize, semantic: &'s Semantic<'a>) -> Self {
        let start_of = |scope: &Scope<'_>| match scope.kind {
            ScopeKind::Function(_) => start,
            _ => 0,
        };
        let counts = semantic.scopes().map(|(_, scope)| start_of(scope)).collect();
        Self { semantic, counts }
    }

    /// Adds `weight` of each node of a kind to the scope it is in.
    pub(crate) fn add(&mut self, kind: NodeKind, weight: impl Fn(AnyNodeRef<'a>) -> usize) {
        for id in self.semantic.nodes().of_kind(kind) {
            let node = self.semantic.node(*id);
            self.counts[node.scope.index()] += weight(node.syntax);
        }
    }

    /// Adds to each body what the functions in it have, and, if `with_classes`, the classes.
    pub(crate) fn add_inner(&mut self, with_classes: bool) {
        for index in (0..self.counts.len()).rev() {
            // Inner scopes come after outer ones: what is in this one has been added to it.
            let scope = self.semantic.scope(ScopeId::new(index));
            let counts_outside = match scope.kind {
                ScopeKind::Function(_) => true,
                ScopeKind::Class(_) => with_classes,
                _ => false,
            };
            if counts_outside && let Some(outer) = body_around(scope, self.semantic) {
                self.counts[outer.index()] += self.counts[index];
            }
        }
    }

    /// The functions that have more than `limit`, with what they have.
    pub(crate) fn above(&self, limit: usize) -> Vec<(&'a StmtFunctionDef, usize)> {
        self.semantic
            .scopes()
            .zip(&self.counts)
            .filter_map(|((_, scope), count)| match scope.kind {
                ScopeKind::Function(function) if *count > limit => Some((function, *count)),
                _ => None,
            })
            .collect()
    }
}

/// The function, class or module whose body holds the definition that makes a scope.
fn body_around(scope: &Scope<'_>, semantic: &Semantic<'_>) -> Option<ScopeId> {
    let parent = scope.parent?;
    match semantic.scope(parent).kind {
        ScopeKind::TypeParameters => semantic.scope(parent).parent,
        _ => Some(parent),
    }
}

/// How many nodes of these kinds the file has.
pub(crate) fn number_of(kinds: &[NodeKind], semantic: &Semantic<'_>) -> usize {
    kinds.iter().map(|kind| semantic.nodes().of_kind(*kind).len()).sum()
}
