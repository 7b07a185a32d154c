//! Whether output is coloured.

use std::io::{self, IsTerminal};

use crate::arguments::Color;

/// Whether output is to be coloured, if it goes to standard output or elsewhere.
pub fn is_wanted(color: Color, to_standard_output: bool) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if is_set("NO_COLOR") => false,
        Color::Auto if is_set("FORCE_COLOR") => true,
        Color::Auto => to_standard_output && io::stdout().is_terminal(),
    }
}
