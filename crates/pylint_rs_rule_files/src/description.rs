//! What is known of a rule without running it.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability};

/// What is known of a rule without running it.
#[derive(Clone, Copy, Debug)]
pub struct Description<'a> {
    /// The code, as in `# noqa: CODE`.
    pub code: &'a str,
    /// The name.
    pub name: &'a str,
    /// The file it was written in, by its stem; rules can be selected by it. Rules written in Rust
    /// have none.
    pub pack: Option<&'a str>,
    /// What it is about.
    pub category: Category,
    /// How much its findings matter, unless configured otherwise.
    pub severity: Severity,
    /// Whether there are fixes.
    pub fix: FixAvailability,
    /// Whether it is on when nothing is selected.
    pub default: bool,
    /// Markdown: why it matters, and what to do.
    pub documentation: &'a str,
    /// Where more is to be read.
    pub url: Option<&'a str>,
}
