//! Findings, the edits that mend them, and the formats they are written in.
//!
//! A rule makes a [`Diagnostic`]; the linter filters it (suppressions, baseline) and hands what
//! is left, one file at a time, to an emitter.

mod diagnostic;
mod edit;

pub use diagnostic::{Diagnostic, Severity};
pub use edit::{Applicability, Edit, Fix, IntoEdits};
