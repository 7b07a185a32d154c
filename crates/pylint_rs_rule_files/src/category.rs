//! How rules are sorted.

use serde::{Deserialize, Serialize};

/// What kind of trouble a rule is about; rules can be selected by it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// Code that is wrong: it fails, or does not do what it says.
    Correctness,
    /// Code that is probably not what was meant.
    Suspicious,
    /// Things left behind by debugging, profiling or editing.
    Leftover,
    /// Type hints.
    Typing,
    /// Code that is hard to follow.
    Complexity,
    /// Matters of taste that most agree on.
    Style,
    /// What an attacker could use.
    Security,
    /// Code that is slower, or takes more memory, than it needs to.
    Performance,
    /// The suppression comments themselves.
    Suppression,
}

impl Category {
    /// All categories.
    pub const ALL: [Self; 9] = [
        Self::Correctness,
        Self::Suspicious,
        Self::Leftover,
        Self::Typing,
        Self::Complexity,
        Self::Style,
        Self::Security,
        Self::Performance,
        Self::Suppression,
    ];

    /// The name used to select it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Correctness => "correctness",
            Self::Suspicious => "suspicious",
            Self::Leftover => "leftover",
            Self::Typing => "typing",
            Self::Complexity => "complexity",
            Self::Style => "style",
            Self::Security => "security",
            Self::Performance => "performance",
            Self::Suppression => "suppression",
        }
    }
}

/// Whether a rule's findings come with fixes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixAvailability {
    /// Never.
    None,
    /// For some findings.
    Sometimes,
    /// For all findings.
    Always,
}
