//! One file's run and a project's run.

pub mod baseline;
pub mod cache;
pub mod changed_lines;
pub mod check;
pub mod configuration;
pub mod fixing;
mod in_order;
mod lint;
pub mod own_rules;
pub mod rule_tests;
pub mod search;
pub mod suppression;
mod timing;

pub use lint::{INVALID_SYNTAX, Profile};
pub use pylint_rs_source::Packages;
pub use timing::{Step, Timing};
