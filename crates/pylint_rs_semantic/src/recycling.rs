//! Memory that the index of one file leaves to that of the next on the same thread.
//!
//! Fresh memory is what a small index costs most: the system clears each page of it first.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::builder::Names;
use crate::{Binding, Nodes, Reference, Semantic, Symbol, SymbolId};

/// An index with more nodes than this leaves nothing: one huge file is no reason to hold on to so
/// much.
const MOST_NODES: usize = 1 << 20;

/// Empty collections that may have room.
#[derive(Default)]
pub(crate) struct Buffers<'a> {
    pub(crate) nodes: Nodes<'a>,
    pub(crate) bindings: Vec<Binding<'a>>,
    pub(crate) references: Vec<Reference>,
    pub(crate) symbols: Vec<Symbol<'a>>,
    pub(crate) symbol_table: FxHashMap<u64, SymbolId>,
    pub(crate) names: Names<'a>,
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
        self.symbol_table.clear();
        Buffers {
            nodes: self.nodes.emptied(),
            bindings: emptied(self.bindings),
            references: self.references,
            symbols: emptied(self.symbols),
            symbol_table: self.symbol_table,
            names: self.names.emptied(),
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
            symbols: std::mem::take(&mut self.symbols),
            symbol_table: std::mem::take(&mut self.symbol_table),
            names: std::mem::take(&mut self.names),
        };
        // At the end of the thread there is no next index.
        let _ = SPARE.try_with(|spare| spare.replace(Some(buffers.emptied())));
    }
}
