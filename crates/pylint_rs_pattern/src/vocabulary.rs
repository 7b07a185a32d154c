//! Metavariables' names as numbers.

use rustc_hash::FxHashMap;

/// A metavariable's name, as a number of a [`Vocabulary`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Ord, PartialOrd)]
pub struct MetavariableId(u32);

/// The metavariables of a set of rules: the same name is the same number in all of them, so that
/// rules may share patterns.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    names: Vec<Box<str>>,
    ids: FxHashMap<Box<str>, MetavariableId>,
}

impl Vocabulary {
    /// The number of a name, which is written without its `$` or `$...`.
    pub fn intern(&mut self, name: &str) -> MetavariableId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = MetavariableId(self.names.len() as u32);
        self.names.push(name.into());
        self.ids.insert(name.into(), id);
        id
    }

    /// The number of a name, if a pattern has it.
    pub fn get(&self, name: &str) -> Option<MetavariableId> {
        self.ids.get(name).copied()
    }

    /// The name, without its `$`.
    pub fn name(&self, id: MetavariableId) -> &str {
        &self.names[id.0 as usize]
    }
}
