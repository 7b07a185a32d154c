//! Rules that are data: written in files, as patterns, rather than in Rust.

mod rule;

pub use rule::{DataFix, DataRule, PathScope, RuleOrigin};
