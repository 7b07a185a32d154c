//! The nodes of a file by what is seen near their roots.

use pylint_rs_semantic::NodeId;

use crate::pattern::key::Key;

/// The nodes of a kind by the keys they have at a place: chains through a flat list.
pub(super) struct Index {
    entries: Vec<Entry>,
    /// The first entry of each chain; one of the keys whose last bits are its number.
    first: Box<[u32]>,
}

struct Entry {
    key: u32,
    /// The next entry of the chain.
    next: u32,
    node: NodeId,
}

const NONE: u32 = u32::MAX;

/// Gathers the entries of an [`Index`].
#[derive(Default)]
pub(super) struct IndexBuilder {
    entries: Vec<Entry>,
}

impl IndexBuilder {
    /// Notes that a node has a key. Nodes come in order.
    pub(super) fn add(&mut self, key: Key, node: NodeId) {
        self.entries.push(Entry { key: key.number(), next: NONE, node });
    }

    pub(super) fn build(mut self) -> Index {
        let mut first = vec![NONE; self.entries.len().next_power_of_two()].into_boxed_slice();
        // From the last to the first, so that chains go from the first to the last.
        for (index, entry) in self.entries.iter_mut().enumerate().rev() {
            let chain = &mut first[chain_of(entry.key, first.len())];
            entry.next = std::mem::replace(chain, index as u32);
        }
        Index { entries: self.entries, first }
    }
}

impl Index {
    /// The nodes that have a key, in order. One that has it several times comes as often.
    pub(super) fn with(&self, key: Key) -> impl Iterator<Item = NodeId> {
        let key = key.number();
        let mut next = self.first[chain_of(key, self.first.len())];
        std::iter::from_fn(move || {
            while next != NONE {
                let entry = &self.entries[next as usize];
                next = entry.next;
                if entry.key == key {
                    return Some(entry.node);
                }
            }
            None
        })
    }
}

fn chain_of(key: u32, chains: usize) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 7) as usize & (chains - 1)
}
