//! Applying fixes: one round of those that go together, and rounds until none is left.
//!
//! A rule whose fix breaks a file, or goes on for ever, is a mistake of ours: the file is fixed
//! as if that rule had none, and an internal error names it.

mod fixpoint;
mod round;

pub use fixpoint::{AppliedFixes, FixOptions, FixOutcome, LintRound, fix_to_fixpoint};
pub use round::{FixRound, apply_fixes};

#[cfg(test)]
mod tests;
