//! One finding in one file.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use ruff_text_size::{Ranged, TextRange, TextSize};
use serde::{Deserialize, Serialize};

use crate::Fix;

/// How much a finding matters; ordered from the least to the most.
#[derive(
    Clone,
    Copy,
    Debug,
    Eq,
    PartialEq,
    Ord,
    PartialOrd,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A suggestion an editor may show faintly.
    Hint,
    /// Worth knowing.
    Info,
    /// Probably a mistake.
    Warning,
    /// A mistake.
    Error,
}

impl Severity {
    /// The lower-case name, as in the configuration and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "hint" => Ok(Self::Hint),
            "info" => Ok(Self::Info),
            "warning" => Ok(Self::Warning),
            "error" => Ok(Self::Error),
            _ => Err(format!("unknown severity `{text}`: use error, warning, info or hint")),
        }
    }
}

/// One finding in one file.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule's code (`B006`), or `invalid-syntax`.
    pub code: Cow<'static, str>,
    /// The rule's kebab-case name.
    pub name: Cow<'static, str>,
    /// What is wrong, on one line.
    pub message: String,
    /// How much it matters, after the configuration has had its say.
    pub severity: Severity,
    /// Where, in bytes of the decoded text.
    pub range: TextRange,
    /// Edits that mend it, where there are any.
    pub fix: Option<Fix>,
    /// A line whose suppression comments cover the finding, too, as any offset on it: that of the
    /// statement around, say.
    pub suppression_offset: Option<TextSize>,
    /// The line a `noqa` for the finding must end, as any offset on it, where that is not the
    /// line `range` starts on: strings and backslashes go over several. Set only if the format
    /// shows it ([`crate::Emitter::shows_noqa_lines`]).
    pub noqa_offset: Option<TextSize>,
}

impl Diagnostic {
    /// The code and name of what the parser could not make sense of: no rule's.
    pub const INVALID_SYNTAX: &'static str = "invalid-syntax";

    /// Whether comments can have a say: not about a file that is not Python, nor about a mistake of
    /// ours.
    pub fn is_suppressible(&self) -> bool {
        !matches!(&*self.code, Self::INVALID_SYNTAX | "E902" | "PRS099")
    }

    /// An offset on the line whose `noqa` covers the finding, or the first of several lines that
    /// share one.
    pub fn noqa_start(&self) -> TextSize {
        self.noqa_offset.unwrap_or_else(|| self.range.start())
    }

    /// Whether the parser found it, so that no comment can suppress it.
    pub fn is_syntax_error(&self) -> bool {
        self.code == Self::INVALID_SYNTAX
    }
}

impl Ranged for Diagnostic {
    fn range(&self) -> TextRange {
        self.range
    }
}
