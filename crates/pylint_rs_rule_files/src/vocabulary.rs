//! The metavariables of all rules that are data.

// `linkme` places what it gathers in a section of its own, which the compiler counts as unsafe.
#![allow(unsafe_code)]

use std::cell::RefCell;
use std::sync::Once;

use linkme::distributed_slice;
use pylint_rs_pattern::{SharedVocabulary, Vocabulary};

/// The names of metavariables that compiled rules refer to by number: whoever brings such rules
/// puts their names here, and the first name is number 0.
#[distributed_slice]
pub static COMPILED_NAMES: [&'static [&'static str]];

/// The metavariables of all rules that are data, whichever file they come from and whenever they
/// are read: what one name is in one rule it is in any, so that a run may put any rules together.
static SHARED: SharedVocabulary = SharedVocabulary::new();

thread_local! {
    static OWN: RefCell<Vocabulary> = RefCell::new(metavariables());
}

/// Reads rules with the vocabulary of this thread, in which names have the numbers that they have
/// in those of the others. What reads does not ask for it again.
pub(crate) fn with_vocabulary<T>(read: impl FnOnce(&mut Vocabulary) -> T) -> T {
    OWN.with_borrow_mut(read)
}

/// The metavariables of all rules that are data, as far as they have been read.
pub fn metavariables() -> Vocabulary {
    static NAMED: Once = Once::new();
    NAMED.call_once(|| {
        let mut vocabulary = SHARED.vocabulary();
        COMPILED_NAMES.iter().copied().flatten().for_each(|name| {
            vocabulary.intern(name);
        });
    });
    SHARED.vocabulary()
}
