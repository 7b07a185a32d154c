//! Metavariables' names as numbers.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{Options, Pattern, PatternError};

/// A metavariable's name, as a number of a [`Vocabulary`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Ord, PartialOrd, Serialize, Deserialize)]
pub struct MetavariableId(u32);

/// The metavariables of a set of rules: the same name is the same number in all of them, so that
/// rules may share patterns.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    names: Vec<Arc<str>>,
    ids: FxHashMap<Arc<str>, MetavariableId>,
    /// Where names that are new here get their numbers.
    shared: Option<&'static SharedVocabulary>,
    /// Patterns by how they are written: many rules of a team share some.
    patterns: FxHashMap<(Box<str>, Options), Arc<Pattern>>,
}

/// Gives out numbers to vocabularies of several threads, so that a name is the same number in all
/// of them. They ask only for names that they have not met before.
#[derive(Debug, Default)]
pub struct SharedVocabulary(Mutex<Vec<Arc<str>>>);

impl SharedVocabulary {
    /// Without a name yet.
    pub const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// A vocabulary with the names that there are so far.
    pub fn vocabulary(&'static self) -> Vocabulary {
        let mut vocabulary = Vocabulary { shared: Some(self), ..Vocabulary::default() };
        vocabulary.catch_up(&self.0.lock().unwrap_or_else(PoisonError::into_inner));
        vocabulary
    }
}

impl Vocabulary {
    /// The number of a name, which is written without its `$` or `$...`.
    pub fn intern(&mut self, name: &str) -> MetavariableId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let Some(SharedVocabulary(shared)) = self.shared else { return self.add(name.into()) };
        let mut names = shared.lock().unwrap_or_else(PoisonError::into_inner);
        self.catch_up(&names);
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let name: Arc<str> = name.into();
        names.push(Arc::clone(&name));
        self.add(name)
    }

    /// Compiles a pattern, if it has not been.
    ///
    /// # Errors
    /// As [`Pattern::parse`].
    pub fn pattern(
        &mut self,
        source: &str,
        options: Options,
    ) -> Result<Arc<Pattern>, PatternError> {
        let key = (Box::from(source), options);
        if let Some(pattern) = self.patterns.get(&key) {
            return Ok(Arc::clone(pattern));
        }
        let pattern = Arc::new(Pattern::parse(source, options, self)?);
        self.patterns.insert(key, Arc::clone(&pattern));
        Ok(pattern)
    }

    /// Adds the names that others have asked for.
    fn catch_up(&mut self, names: &[Arc<str>]) {
        for name in &names[self.names.len()..] {
            self.add(Arc::clone(name));
        }
    }

    fn add(&mut self, name: Arc<str>) -> MetavariableId {
        let id = MetavariableId(self.names.len() as u32);
        self.names.push(Arc::clone(&name));
        self.ids.insert(name, id);
        id
    }

    /// The number of a name, if a pattern has it.
    pub fn get(&self, name: &str) -> Option<MetavariableId> {
        self.ids.get(name).copied()
    }

    /// All names, by number.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// The name, without its `$`.
    pub fn name(&self, id: MetavariableId) -> &str {
        &self.names[id.0 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_agree() {
        static SHARED: SharedVocabulary = SharedVocabulary::new();
        let (mut one, mut other) = (SHARED.vocabulary(), SHARED.vocabulary());
        let x = one.intern("X");
        let y = other.intern("Y");
        assert_eq!((other.intern("X"), one.intern("Y")), (x, y));
        assert_eq!((one.name(y), SHARED.vocabulary().get("X")), ("Y", Some(x)));
    }
}
