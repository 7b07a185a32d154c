//! One configuration file, and the chain of those it extends.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pylint_rs_diagnostics::suggestion;
use pylint_rs_source::position_of;
use ruff_python_ast::PythonVersion;
use serde::Deserialize;

use super::target_version::oldest_admitted;
use super::{ConfigurationError, FileModel, Located, Origin};

/// The names a configuration file may have, the first of them being looked at first.
pub(super) const FILE_NAMES: [&str; 2] = ["lint.toml", "pyproject.toml"];

/// Where a document's text comes from.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The file; nothing for the command line.
    path: Option<Arc<Path>>,
    text: Arc<str>,
    /// What relative paths in it are relative to.
    pub(super) base: PathBuf,
    /// Whether selectors may name rules that are not there: those of a command line hold for
    /// directories that may have rules of their own.
    pub(super) is_lenient: bool,
}

impl Source {
    /// The flags and assignments of a command line given in the directory `base`.
    pub(super) fn command_line(base: &Path) -> Self {
        Self { path: None, text: "".into(), base: base.to_owned(), is_lenient: false }
    }

    pub(super) fn path(&self) -> Option<&Arc<Path>> {
        self.path.as_ref()
    }

    pub(super) fn origin(&self, span: &Range<usize>) -> Origin {
        match &self.path {
            Some(path) => {
                Origin::File { path: Arc::clone(path), line: self.position(span.start).0 }
            }
            None => Origin::CommandLine,
        }
    }

    pub(super) fn error(
        &self,
        span: &Range<usize>,
        message: impl Into<String>,
    ) -> ConfigurationError {
        ConfigurationError {
            path: self.path.as_deref().map(Path::to_owned),
            position: self.path.is_some().then(|| self.position(span.start)),
            message: message.into(),
            more: Vec::new(),
        }
    }

    fn position(&self, offset: usize) -> (usize, usize) {
        position_of(&self.text, offset)
    }
}

/// A parsed configuration.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) model: FileModel,
    pub(super) source: Source,
}

/// The parts of a `pyproject.toml` that matter here.
#[derive(Deserialize)]
struct PyProject {
    project: Option<Project>,
    tool: Option<Tool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Project {
    requires_python: Option<Located<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Tool {
    pylint_rs: Option<FileModel>,
}

/// What a `pyproject.toml` says.
pub(super) struct ProjectFile {
    /// Its table `[tool.pylint-rs]`.
    pub(super) document: Option<Document>,
    /// The oldest Python its `requires-python` admits.
    pub(super) oldest_python: Option<(PythonVersion, Origin)>,
}

impl Document {
    /// Reads a configuration file that has to be there: a `pyproject.toml` with our table, or
    /// any other file as a `lint.toml`.
    pub(super) fn read(path: &Path, base: &Path) -> Result<Self, ConfigurationError> {
        if path.file_name().is_some_and(|name| name == "pyproject.toml") {
            let project = ProjectFile::read(path, base)?;
            return project.document.ok_or_else(|| {
                ConfigurationError::of_file(path, "there is no table `[tool.pylint-rs]`")
            });
        }
        let source = read(path, base)?;
        let model = toml::from_str(&source.text).map_err(|error| explain(&error, &source))?;
        Ok(Self { model, source })
    }

    /// Parses `KEY=VALUE` assignments of a command line given in `directory`.
    pub(super) fn of_assignments(
        assignments: &[String],
        directory: &Path,
    ) -> Result<Self, ConfigurationError> {
        // One document for all of them lets two tables `rules.B006.x` and `rules.B006.y` meet.
        let text = assignments.join("\n");
        let source = Source::command_line(directory);
        let model = toml::from_str(&text).map_err(|error| {
            let line = error
                .span()
                .map_or(0, |span| text.get(..span.start).unwrap_or(&text).matches('\n').count());
            let explained = Source { text: text.as_str().into(), ..source.clone() };
            let mut explained = explain(&error, &explained);
            if let Some(assignment) = text.lines().nth(line) {
                explained.message = format!("--config `{assignment}`: {}", explained.message);
                if is_bare_word(assignment) {
                    explained.message.push_str(" (a text needs quotes: KEY='\"text\"')");
                }
            }
            explained
        })?;
        Ok(Self { model, source })
    }

    /// This document and those it extends, the one extended by all the others last.
    pub(super) fn chain(self) -> Result<Vec<Self>, ConfigurationError> {
        let mut seen: Vec<PathBuf> =
            self.source.path().map(|path| real(path)).into_iter().collect();
        let mut chain = vec![self];
        while let Some((target, span, source)) = chain.last().and_then(|document| {
            let extend = document.model.extend.as_ref()?;
            Some((extend.value.clone(), extend.span.clone(), document.source.clone()))
        }) {
            let directory = source.path().and_then(|path| path.parent()).unwrap_or(&source.base);
            let path = without_dots(&directory.join(&target));
            let identity = real(&path);
            if seen.contains(&identity) {
                return Err(source.error(&span, format!("`{target}` extends itself in a circle")));
            }
            seen.push(identity);
            let base = path.parent().unwrap_or(directory);
            chain.push(Self::read(&path, base).map_err(|error| {
                if error.position.is_some() {
                    return error;
                }
                // The file that asks for what is not there is the one to mend.
                source.error(&span, format!("cannot extend `{target}`: {}", error.message))
            })?);
        }
        Ok(chain)
    }
}

impl ProjectFile {
    pub(super) fn read(path: &Path, base: &Path) -> Result<Self, ConfigurationError> {
        let source = read(path, base)?;
        let project: PyProject = match toml::from_str(&source.text) {
            Ok(project) => project,
            // Test data of packaging tools is full of broken files that are none of our business.
            Err(_) if !source.text.contains("pylint-rs") => {
                return Ok(Self { document: None, oldest_python: None });
            }
            Err(error) => return Err(explain(&error, &source)),
        };
        let oldest_python = project.project.and_then(|project| {
            let requirement = project.requires_python?;
            Some((oldest_admitted(&requirement)?, source.origin(&requirement.span)))
        });
        let model = project.tool.and_then(|tool| tool.pylint_rs);
        Ok(Self { document: model.map(|model| Document { model, source }), oldest_python })
    }
}

fn read(path: &Path, base: &Path) -> Result<Source, ConfigurationError> {
    let text = fs::read_to_string(path).map_err(|error| {
        let message = match error.kind() {
            io::ErrorKind::InvalidData => "the file is not UTF-8".to_owned(),
            _ => error.to_string(),
        };
        ConfigurationError::of_file(path, message)
    })?;
    Ok(Source {
        path: Some(path.into()),
        text: text.into(),
        base: base.to_owned(),
        is_lenient: false,
    })
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The path with the way to the file resolved: globs are relative to that.
fn without_dots(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => real(parent).join(name),
        _ => path.to_owned(),
    }
}

fn is_bare_word(assignment: &str) -> bool {
    assignment.split_once('=').is_some_and(|(_, value)| {
        value.trim().starts_with(|character: char| character.is_ascii_alphabetic())
    })
}

/// Says in our words what serde and the TOML parser say in theirs.
fn explain(error: &toml::de::Error, source: &Source) -> ConfigurationError {
    let message = error.message();
    let is_twice = message.starts_with("duplicate key") || message.starts_with("cannot extend");
    if is_twice && quotes_rules(error, source) {
        let message = "`rules` is a list of files or the options of rules; beside options, files \
                       are listed in `rule-files`";
        return source.error(&error.span().unwrap_or(0..0), message);
    }
    let message = explain_unknown(message, "unknown field", "key")
        .or_else(|| explain_unknown(message, "unknown variant", "value"))
        .unwrap_or_else(|| message.trim_end().replace('\n', ": "));
    source.error(&error.span().unwrap_or(0..0), message)
}

/// Whether an error is about the key `rules`.
fn quotes_rules(error: &toml::de::Error, source: &Source) -> bool {
    let quoted = error.span().and_then(|span| source.text.get(span));
    quoted.is_some_and(|quoted| quoted.trim_matches(['"', '\'', ' ']) == "rules")
}

/// Serde names the wrong word first and then all the right ones, each in backquotes.
fn explain_unknown(message: &str, start: &str, what: &str) -> Option<String> {
    let mut quoted = message.strip_prefix(start)?.split('`').skip(1).step_by(2);
    let wrong = quoted.next()?;
    let known: Vec<&str> = quoted.collect();
    let mut explained = format!("unknown {what} `{wrong}`");
    let suggestion = suggestion(wrong, known.iter().copied());
    if !suggestion.is_empty() {
        explained.push_str(&suggestion);
    } else if what == "value" {
        explained.push_str(&format!(": use one of {}", known.join(", ")));
    }
    Some(explained)
}
