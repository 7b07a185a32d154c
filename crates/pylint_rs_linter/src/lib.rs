//! One file's run and a project's run.

pub mod configuration;
pub mod fixing;
pub mod own_rules;
pub mod suppression;
