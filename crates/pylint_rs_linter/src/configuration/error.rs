//! What is wrong with a configuration.

use std::fmt;
use std::path::PathBuf;

use pylint_rs_rules::RuleFileError;

/// What is wrong with a configuration, and where.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub struct ConfigurationError {
    /// The file; nothing for the command line.
    pub path: Option<PathBuf>,
    /// The line and the column, in code points, both from 1; nothing where the file as a whole is
    /// at fault.
    pub position: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What else is wrong: of files of rules, all is told at once.
    pub more: Vec<ConfigurationError>,
}

impl ConfigurationError {
    /// An error of a file as a whole.
    pub fn of_file(path: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Self { path: Some(path.into()), position: None, message: message.into(), more: Vec::new() }
    }

    /// What is wrong with files of rules, if anything is.
    pub(super) fn of_rule_files(errors: Vec<RuleFileError>) -> Option<Self> {
        let mut errors = errors.into_iter().map(|RuleFileError { path, position, message }| Self {
            path: Some(path),
            position,
            message,
            more: Vec::new(),
        });
        let first = errors.next()?;
        Some(Self { more: errors.collect(), ..first })
    }
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(formatter, "{}", path.display())?,
            None => formatter.write_str("command line")?,
        }
        if let Some((line, column)) = self.position {
            write!(formatter, ":{line}:{column}")?;
        }
        write!(formatter, ": {}", self.message)?;
        self.more.iter().try_for_each(|error| write!(formatter, "\nerror: {error}"))
    }
}
