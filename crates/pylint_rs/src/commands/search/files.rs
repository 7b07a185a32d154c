//! Searching files, one after the other and side by side.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use pylint_rs_diagnostics::{Applicability, unified_diff};
use pylint_rs_linter::configuration::Resolver;
use pylint_rs_linter::search::{FileMatches, Search, SearchedFile, SyntaxError};
use pylint_rs_rules::FileSettings;
use pylint_rs_source::{Discovered, SourceFile};
use rayon::prelude::*;

use super::{json, text};
use crate::arguments::SearchArguments;

/// What is the same for all files of a search.
pub struct FileSearch<'s> {
    /// What is looked for.
    pub search: &'s Search,
    /// Where the configuration of each file comes from.
    pub resolver: &'s Resolver,
    /// The command line.
    pub arguments: &'s SearchArguments,
    /// What paths are shown relative to.
    pub current_directory: &'s Path,
    /// Whether output is coloured.
    pub color: bool,
}

/// What a file came to.
#[derive(Debug, Default)]
pub struct FileOutcome {
    /// Its part of the output.
    pub chunk: Vec<u8>,
    /// How many matches it has.
    pub count: usize,
    /// How many of them are rewritten.
    pub rewritten: usize,
    /// Why the file was not searched or not written.
    pub errors: Vec<String>,
    /// What else is to be said of it.
    pub warnings: Vec<String>,
}

/// What a file's configuration says.
pub struct Surroundings {
    settings: FileSettings,
    module_path: Option<Vec<String>>,
}

impl FileOutcome {
    fn failed(error: String) -> Self {
        Self { errors: vec![error], ..Self::default() }
    }
}

impl FileSearch<'_> {
    /// Searches files; the outcomes are in their order.
    pub fn search(&self, files: &[Discovered]) -> Vec<FileOutcome> {
        files.par_iter().with_max_len(1).map(|file| self.search_discovered(file)).collect()
    }

    fn search_discovered(&self, file: &Discovered) -> FileOutcome {
        let shown = self.shown(file.path());
        let path = match file {
            Discovered::Problem { error, .. } => {
                return FileOutcome::failed(format!("{shown}: {error}"));
            }
            Discovered::File { path, .. } => path,
        };
        let source = match SourceFile::read(path) {
            Ok(source) => source,
            Err(error) => return FileOutcome::failed(format!("{shown}: {error}")),
        };
        let mut rewritten = None;
        let mut outcome = self.search_source(path, &source, &mut rewritten);
        if let Some(text) = rewritten.filter(|_| self.arguments.write)
            && let Err(error) = source.write(&text)
        {
            outcome.rewritten = 0;
            outcome.errors.push(format!("{shown}: {error}"));
        }
        outcome
    }

    /// Searches standard input. What it becomes goes to standard output where it is to be written.
    pub fn search_stdin(&self) -> anyhow::Result<FileOutcome> {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
        let path = PathBuf::from("-");
        let source = match SourceFile::from_bytes(&path, bytes.clone()) {
            Ok(source) => source,
            Err(error) => return Ok(FileOutcome::failed(format!("-: {error}"))),
        };
        let mut rewritten = None;
        let configured = self.current_directory.join("-");
        let outcome = self.search_source(&configured, &source, &mut rewritten);
        if self.arguments.write {
            let mut output = io::stdout().lock();
            match rewritten {
                Some(text) => output.write_all(&source.encode(&text).context("standard input")?)?,
                None => output.write_all(&bytes)?,
            }
            output.flush()?;
        }
        Ok(outcome)
    }

    fn search_source(
        &self,
        path: &Path,
        source: &SourceFile,
        rewritten: &mut Option<String>,
    ) -> FileOutcome {
        let surroundings = match self.surroundings(path) {
            Ok(surroundings) => surroundings,
            Err(error) => return FileOutcome::failed(error),
        };
        let file = surroundings.of(source);
        if !self.search.may_match(file) {
            return FileOutcome::default();
        }
        let outcome = self.search.find(file).and_then(|found| {
            let mut outcome = FileOutcome { count: found.found.len(), ..FileOutcome::default() };
            if outcome.count == 0 {
                return Ok(outcome);
            }
            if self.arguments.rewrite.is_some() && !self.arguments.json {
                self.rewrite(file, &mut outcome, rewritten)?;
            } else {
                self.render(file, &found, &mut outcome.chunk);
            }
            if found.is_cut_short {
                let shown = self.shown(source.path());
                let message = "looking further takes too long: there may be more matches";
                outcome.warnings.push(format!("{shown}: {message}"));
            }
            Ok(outcome)
        });
        outcome.unwrap_or_else(|error| FileOutcome::failed(self.describe(source, &error)))
    }

    fn rewrite(
        &self,
        file: SearchedFile<'_>,
        outcome: &mut FileOutcome,
        text: &mut Option<String>,
    ) -> Result<(), SyntaxError> {
        let rewritten = self.search.rewrite(file)?;
        let shown = self.shown(file.source.path());
        outcome.rewritten = rewritten.count;
        for unwritten in rewritten.unwritten {
            let place = file.source.location(unwritten.range.start());
            let (row, column) = (place.row, place.column);
            let reason = unwritten.reason;
            outcome.warnings.push(format!("{shown}:{row}:{column}: not rewritten: {reason}"));
        }
        if rewritten.text != file.source.text() {
            if !self.arguments.write {
                let diff = unified_diff(&shown, file.source.text(), &rewritten.text, self.color);
                outcome.chunk = diff.into_bytes();
            }
            *text = Some(rewritten.text);
        }
        Ok(())
    }

    fn render(&self, file: SearchedFile<'_>, matches: &FileMatches, output: &mut Vec<u8>) {
        let shown = self.shown(file.source.path());
        if self.arguments.files_with_matches {
            output.extend_from_slice(format!("{shown}\n").as_bytes());
        } else if self.arguments.count {
            output.extend_from_slice(format!("{shown}:{}\n", matches.found.len()).as_bytes());
        } else if self.arguments.json {
            json::render(self.search, file.source, &matches.found, output);
        } else {
            text::render(&shown, file.source, &matches.found, self.color, output);
        }
    }

    /// What the configuration says of a file.
    pub fn surroundings(&self, path: &Path) -> Result<Surroundings, String> {
        let (settings, rules) = self.resolver.for_file(path).map_err(|error| error.to_string())?;
        Ok(Surroundings {
            module_path: settings.packages.module_path(path),
            settings: FileSettings {
                target_version: rules.target_version.value,
                line_length: rules.line_length.value.into(),
                builtins: rules.builtins.value.clone(),
                source_roots: rules.source_roots.clone(),
                fixes: self.arguments.rewrite.is_some().then_some(Applicability::Display),
            },
        })
    }

    /// A path as it is shown.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(self.current_directory).unwrap_or(path).display().to_string()
    }

    /// What is wrong with a file, and where.
    pub fn describe(&self, source: &SourceFile, error: &SyntaxError) -> String {
        let place = source.location(error.range.start());
        let (path, row, column) = (self.shown(source.path()), place.row, place.column);
        format!("{path}:{row}:{column}: {error}")
    }
}

impl Surroundings {
    /// A file in them.
    pub fn of<'s>(&'s self, source: &'s SourceFile) -> SearchedFile<'s> {
        SearchedFile { source, settings: &self.settings, module_path: self.module_path.as_deref() }
    }
}
