//! A record of how far attempts get, for telling why code is no match.

use std::cell::{Cell, RefCell};

use ruff_python_ast::AnyNodeRef;

use crate::pattern::tree::TreeId;

/// No more failures are remembered than this.
const MOST_FAILURES: usize = 10_000;

/// A record of what did not match.
#[derive(Debug, Default)]
pub(crate) struct Trace<'a> {
    depth: Cell<usize>,
    failures: RefCell<Vec<Failure<'a>>>,
}

/// A part of a pattern that did not match a part of the code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failure<'a> {
    /// The part of the pattern.
    pub(crate) tree: TreeId,
    /// The part of the code.
    pub(crate) node: AnyNodeRef<'a>,
    /// How many parts had matched on the way there.
    pub(crate) depth: usize,
}

impl<'a> Trace<'a> {
    /// Notes that a part is being tried; gives how many are.
    pub(super) fn enter(&self) -> usize {
        self.depth.set(self.depth.get() + 1);
        self.depth.get()
    }

    /// Notes that a part has been tried.
    pub(super) fn leave(&self, failure: Option<Failure<'a>>) {
        self.depth.set(self.depth.get().saturating_sub(1));
        let mut failures = self.failures.borrow_mut();
        if failures.len() < MOST_FAILURES {
            failures.extend(failure);
        }
    }

    /// The failure that came last of all on the way through the pattern.
    pub(crate) fn deepest(&self) -> Option<Failure<'a>> {
        self.failures
            .borrow()
            .iter()
            .copied()
            .reduce(|best, one| if one.depth > best.depth { one } else { best })
    }
}
