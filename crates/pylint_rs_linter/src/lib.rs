//! One file's run and a project's run.

pub mod suppression;
