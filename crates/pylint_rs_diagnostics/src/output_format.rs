//! The choice of a format.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::formats::{
    azure::Azure, concise::Concise, full::Full, github::Github, gitlab::Gitlab, grouped::Grouped,
    json::Json, json_lines::JsonLines, junit::Junit, pylint::Pylint, rdjson::Rdjson, sarif::Sarif,
};
use crate::{Emitter, EmitterOptions};

/// The formats findings can be written in.
#[derive(
    Clone, Copy, Debug, Default, Eq, PartialEq, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum OutputFormat {
    /// The source with the finding marked in it, and the fix as a diff.
    #[default]
    Full,
    /// One line per finding.
    Concise,
    /// One line per finding, under the file's name.
    Grouped,
    /// One JSON array.
    Json,
    /// One JSON object per line.
    JsonLines,
    /// SARIF 2.1.0, for code scanning services.
    Sarif,
    /// GitHub Actions workflow commands.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// JUnit XML, for test report viewers.
    Junit,
    /// reviewdog's Diagnostic Format.
    Rdjson,
    /// Azure Pipelines logging commands.
    Azure,
    /// Pylint's parseable lines.
    Pylint,
}

impl OutputFormat {
    /// Every format, in the order in which they are listed to a person.
    pub const ALL: [Self; 12] = [
        Self::Full,
        Self::Concise,
        Self::Grouped,
        Self::Json,
        Self::JsonLines,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Rdjson,
        Self::Azure,
        Self::Pylint,
    ];

    /// The name, as on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Grouped => "grouped",
            Self::Json => "json",
            Self::JsonLines => "json-lines",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Rdjson => "rdjson",
            Self::Azure => "azure",
            Self::Pylint => "pylint",
        }
    }

    /// Whether a person is meant to read it: only then do colours and closing lines make sense.
    pub const fn is_human(self) -> bool {
        matches!(self, Self::Full | Self::Concise | Self::Grouped)
    }

    /// Whether it tells of fixes: that there are any, or what they are.
    pub const fn shows_fixes(self) -> bool {
        !matches!(self, Self::Github | Self::Gitlab | Self::Junit | Self::Azure | Self::Pylint)
    }

    /// What writes this format.
    pub fn emitter(self, options: EmitterOptions) -> Box<dyn Emitter> {
        match self {
            Self::Full => Box::new(Full::new(options)),
            Self::Concise => Box::new(Concise::new(options)),
            Self::Grouped => Box::new(Grouped::new(options)),
            Self::Json => Box::new(Json::new(options)),
            Self::JsonLines => Box::new(JsonLines::new(options)),
            Self::Sarif => Box::new(Sarif::new(options)),
            Self::Github => Box::new(Github),
            Self::Gitlab => Box::new(Gitlab::new(options)),
            Self::Junit => Box::new(Junit),
            Self::Rdjson => Box::new(Rdjson::new(options)),
            Self::Azure => Box::new(Azure),
            Self::Pylint => Box::new(Pylint),
        }
    }
}

impl fmt::Display for OutputFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A name that is no format's.
#[derive(Clone, Debug, thiserror::Error)]
#[error("unknown output format `{name}`: use one of {}", OutputFormat::ALL.map(OutputFormat::as_str).join(", "))]
pub struct UnknownFormat {
    name: String,
}

impl FromStr for OutputFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == name)
            .ok_or_else(|| UnknownFormat { name: name.to_owned() })
    }
}
