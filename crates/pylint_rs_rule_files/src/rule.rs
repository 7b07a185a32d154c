//! The one model of rules that are data, whatever language they were written in.

use std::path::PathBuf;
use std::sync::Arc;

use pylint_rs_diagnostics::{Applicability, Severity};
use pylint_rs_pattern::{Formula, MessageTemplate, RegularExpression, Template};
use ruff_python_ast::PythonVersion;
use serde::{Deserialize, Serialize};

use super::RuleTest;
use super::file::is_semgrep_file;
use crate::{Category, Description, FixAvailability};

/// A rule that is data.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DataRule {
    /// The code: of a Semgrep rule, its `id`.
    #[serde(with = "pylint_rs_pattern::shared")]
    pub code: Arc<str>,
    /// The kebab-case name; of a Semgrep rule, its `id`.
    #[serde(with = "pylint_rs_pattern::shared")]
    pub name: Arc<str>,
    /// The file it was written in, by its stem: rules can be selected by it.
    #[serde(with = "pylint_rs_pattern::shared")]
    pub pack: Arc<str>,
    /// What is wrong; `$X` stands for the text of that capture.
    pub message: MessageTemplate,
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub category: Category,
    /// Markdown: why, and what to do.
    #[serde(skip)]
    pub documentation: Arc<str>,
    /// Where more is to be read.
    #[serde(skip)]
    pub url: Option<Arc<str>>,
    /// Whether it is on when nothing is selected. Rules of files that were asked for always are.
    pub default: bool,
    /// What it looks for.
    #[serde(with = "pylint_rs_pattern::shared")]
    pub formula: Arc<Formula>,
    /// How it mends what it finds.
    pub fix: Option<DataFix>,
    /// Which files it is about.
    pub paths: PathScope,
    /// The oldest Python its advice is for: files for an older one are not looked at.
    #[serde(with = "python_version")]
    pub target_version: Option<PythonVersion>,
    /// Where it was written.
    pub origin: RuleOrigin,
    /// Its tests.
    #[serde(skip)]
    pub tests: Vec<RuleTest>,
}

impl DataRule {
    /// Whether it was read from one of Semgrep's files.
    pub fn is_from_semgrep(&self) -> bool {
        is_semgrep_file(&self.origin.file)
    }

    /// What is known of the rule without running it.
    pub fn description(&self) -> Description<'_> {
        Description {
            code: &self.code,
            name: &self.name,
            pack: Some(&self.pack),
            category: self.category,
            severity: self.severity,
            // A template may have nothing to put where a comment or a strange context is.
            fix: if self.fix.is_some() {
                FixAvailability::Sometimes
            } else {
                FixAvailability::None
            },
            default: self.default,
            documentation: self.documentation.trim(),
            url: self.url.as_deref(),
        }
    }
}

/// How a rule that is data mends what it finds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum DataFix {
    /// What was found is replaced by a template.
    Template {
        /// Python, with metavariables.
        #[serde(with = "pylint_rs_pattern::shared")]
        template: Arc<Template>,
        /// Whether it is safe.
        applicability: Applicability,
        /// Dotted names the result needs, to be imported.
        #[serde(with = "pylint_rs_pattern::shared::each")]
        imports: Vec<Arc<str>>,
    },
    /// In what was found, a regular expression's matches are replaced.
    Regex {
        /// What is replaced.
        #[serde(with = "pylint_rs_pattern::shared")]
        regex: Arc<RegularExpression>,
        /// By what; `\1` stands for a group.
        #[serde(with = "pylint_rs_pattern::shared")]
        replacement: Arc<str>,
        /// How many at most.
        count: Option<usize>,
    },
}

impl DataFix {
    /// Whether it is safe: what a regular expression makes is never sure to be.
    pub fn applicability(&self) -> Applicability {
        match self {
            Self::Template { applicability, .. } => *applicability,
            Self::Regex { .. } => Applicability::Unsafe,
        }
    }
}

/// Which files a rule is about, as globs of paths relative to the project.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PathScope {
    /// Only these, if there are any.
    #[serde(with = "pylint_rs_pattern::shared::each")]
    pub include: Vec<Arc<str>>,
    /// Not these.
    #[serde(with = "pylint_rs_pattern::shared::each")]
    pub exclude: Vec<Arc<str>>,
}

/// Where a rule was written.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct RuleOrigin {
    /// The file; of a shipped pack, its name.
    pub file: PathBuf,
    /// Where it begins in it: the line and the column, in code points, both from 1.
    pub position: (usize, usize),
}

/// A version of Python as its two numbers.
mod python_version {
    use ruff_python_ast::PythonVersion;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(
        version: &Option<PythonVersion>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        version.map(|version| (version.major, version.minor)).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<PythonVersion>, D::Error> {
        let numbers = Option::<(u8, u8)>::deserialize(deserializer)?;
        Ok(numbers.map(|(major, minor)| PythonVersion { major, minor }))
    }
}
