//! Python text of any kind, for property tests.

pub mod mutation;
pub mod program;
pub mod rule_file;
