//! The metavariables of all rules that are data.

use std::cell::RefCell;

use pylint_rs_pattern::{SharedVocabulary, Vocabulary};

/// The metavariables of all rules that are data, whichever file they come from and whenever they
/// are read: what one name is in one rule it is in any, so that a run may put any rules together.
static SHARED: SharedVocabulary = SharedVocabulary::new();

thread_local! {
    static OWN: RefCell<Vocabulary> = RefCell::new(SHARED.vocabulary());
}

/// Reads rules with the vocabulary of this thread, in which names have the numbers that they have
/// in those of the others. What reads does not ask for it again.
pub(crate) fn with_vocabulary<T>(read: impl FnOnce(&mut Vocabulary) -> T) -> T {
    OWN.with_borrow_mut(read)
}

/// A vocabulary with the metavariables of all rules that have been read.
pub(crate) fn vocabulary() -> Vocabulary {
    SHARED.vocabulary()
}
