//! The one model of rules that are data, whatever language they were written in.

use std::path::PathBuf;
use std::sync::Arc;

use pylint_rs_diagnostics::{Applicability, Severity};
use pylint_rs_pattern::{Formula, MessageTemplate, RegularExpression, Template};
use ruff_python_ast::PythonVersion;

use super::RuleTest;
use super::file::is_semgrep_file;
use crate::{Category, Description, FixAvailability};

/// A rule that is data.
#[derive(Clone, Debug)]
pub struct DataRule {
    /// The code: of a Semgrep rule, its `id`.
    pub code: Arc<str>,
    /// The kebab-case name; of a Semgrep rule, its `id`.
    pub name: Arc<str>,
    /// The file it was written in, by its stem: rules can be selected by it.
    pub pack: Arc<str>,
    /// What is wrong; `$X` stands for the text of that capture.
    pub message: MessageTemplate,
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub category: Category,
    /// Markdown: why, and what to do.
    pub documentation: Arc<str>,
    /// Where more is to be read.
    pub url: Option<Arc<str>>,
    /// Whether it is on when nothing is selected. Rules of files that were asked for always are.
    pub default: bool,
    /// What it looks for.
    pub formula: Arc<Formula>,
    /// How it mends what it finds.
    pub fix: Option<DataFix>,
    /// Which files it is about.
    pub paths: PathScope,
    /// The oldest Python its advice is for: files for an older one are not looked at.
    pub target_version: Option<PythonVersion>,
    /// Where it was written.
    pub origin: RuleOrigin,
    /// Its tests.
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
#[derive(Clone, Debug)]
pub enum DataFix {
    /// What was found is replaced by a template.
    Template {
        /// Python, with metavariables.
        template: Arc<Template>,
        /// Whether it is safe.
        applicability: Applicability,
        /// Dotted names the result needs, to be imported.
        imports: Vec<Arc<str>>,
    },
    /// In what was found, a regular expression's matches are replaced.
    Regex {
        /// What is replaced.
        regex: Arc<RegularExpression>,
        /// By what; `\1` stands for a group.
        replacement: Arc<str>,
        /// How many at most.
        count: Option<usize>,
    },
}

/// Which files a rule is about, as globs of paths relative to the project.
#[derive(Clone, Debug, Default)]
pub struct PathScope {
    /// Only these, if there are any.
    pub include: Vec<Arc<str>>,
    /// Not these.
    pub exclude: Vec<Arc<str>>,
}

/// Where a rule was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RuleOrigin {
    /// The file; of a shipped pack, its name.
    pub file: PathBuf,
    /// Where it begins in it: the line and the column, in code points, both from 1.
    pub position: (usize, usize),
}
