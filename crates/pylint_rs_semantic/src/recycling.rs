//! Memory that the index of one file leaves to that of the next on the same thread.
//!
//! Fresh memory is what a small index costs most: the system clears each page of it first.

use std::cell::RefCell;

use crate::import_paths::ImportPaths;
use crate::symbol_table::SymbolTable;
use crate::{Binding, Nodes, Reference, ReferenceId, Scope, ScopeId, Semantic};

/// An index with more nodes than this leaves nothing: one huge file is no reason to hold on to so
/// much.
const MOST_NODES: usize = 1 << 20;

/// Empty collections that may have room.
#[derive(Default)]
pub(crate) struct Buffers<'a> {
    pub(crate) nodes: Nodes<'a>,
    pub(crate) bindings: Vec<Binding<'a>>,
    pub(crate) references: Vec<Reference>,
    pub(crate) scopes: Vec<Scope<'a>>,
    pub(crate) symbols: SymbolTable<'a>,
    pub(crate) paths: ImportPaths<'a>,
    pub(crate) queues: Queues,
}

/// What waits for the end of the walk; empty after it.
#[derive(Default)]
pub(crate) struct Queues {
    /// Uses to resolve, from a scope upwards; whether that scope itself is where the use stands.
    pub(crate) deferred: Vec<(ReferenceId, ScopeId, bool)>,
    /// Uses in code that runs right away for which nothing was bound.
    pub(crate) unbound: Vec<ReferenceId>,
}

thread_local! {
    static SPARE: RefCell<Option<Buffers<'static>>> = const { RefCell::new(None) };
}

impl<'a> Buffers<'a> {
    /// Those that the last index on this thread left, or new ones.
    pub(crate) fn take() -> Self {
        SPARE.with_borrow_mut(Option::take).map(Buffers::emptied).unwrap_or_default()
    }

    fn emptied<'b>(mut self) -> Buffers<'b> {
        self.references.clear();
        Buffers {
            nodes: self.nodes.emptied(),
            bindings: emptied(self.bindings),
            references: self.references,
            scopes: emptied(self.scopes),
            symbols: self.symbols.emptied(),
            paths: self.paths.emptied(),
            queues: self.queues,
        }
    }
}

/// The vector without its elements and with its room; what it will hold may live longer.
pub(crate) fn emptied<A, B>(mut vector: Vec<A>) -> Vec<B> {
    vector.clear();
    // Collecting from a vector of the same layout into one keeps its allocation.
    vector.into_iter().map(|_| unreachable!("the vector is empty")).collect()
}

impl Drop for Semantic<'_> {
    fn drop(&mut self) {
        if self.nodes.len() > MOST_NODES {
            return;
        }
        let buffers = Buffers {
            nodes: std::mem::take(&mut self.nodes),
            bindings: std::mem::take(&mut self.bindings),
            references: std::mem::take(&mut self.references),
            scopes: std::mem::take(&mut self.scopes),
            symbols: std::mem::take(&mut self.symbols),
            paths: std::mem::take(&mut self.paths),
            queues: std::mem::take(&mut self.queues),
        };
        // At the end of the thread there is no next index.
        let _ = SPARE.try_with(|spare| spare.replace(Some(buffers.emptied())));
    }
}
