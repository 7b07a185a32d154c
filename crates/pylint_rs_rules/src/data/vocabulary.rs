//! The metavariables of all rules that are data.

use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use pylint_rs_pattern::Vocabulary;

/// The metavariables of all rules that are data, whichever file they come from and whenever they
/// are read: what one name is in one rule it is in any, so that a run may put any rules together.
///
/// Whoever parses rules holds it for as long; whoever runs them takes a copy, in which the numbers
/// are the same.
pub(crate) fn vocabulary() -> MutexGuard<'static, Vocabulary> {
    static VOCABULARY: LazyLock<Mutex<Vocabulary>> = LazyLock::new(Mutex::default);
    VOCABULARY.lock().unwrap_or_else(PoisonError::into_inner)
}
