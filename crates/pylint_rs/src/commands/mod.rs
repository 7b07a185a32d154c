//! One module per subcommand.

pub mod ast;
pub mod check;
pub mod clean;
pub mod config;
pub mod generate;
pub mod rule;
pub mod search;
pub mod test;
