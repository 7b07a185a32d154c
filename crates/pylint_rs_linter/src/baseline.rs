//! Findings that are known and let pass: `--baseline` and `--write-baseline`.
//!
//! A finding is known by its file, its code and the text of the line it starts on, so that it
//! stays known when other lines come and go. Where a line, or several like it, have several
//! findings of a rule, they are counted: one more than recorded is a new one.

mod file;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use pylint_rs_diagnostics::{Diagnostic, Fingerprint};
use ruff_text_size::Ranged;
use rustc_hash::FxHashMap;

pub use file::{BaselineError, schema};

use crate::lint::INVALID_SYNTAX;
use crate::own_rules::{INTERNAL_ERROR, IO_ERROR};
use file::BaselineFile;

/// How often each finding of a file is known, by code and line.
type Known = BTreeMap<(String, String), usize>;

/// Known findings, and which of them have been met.
#[derive(Debug)]
pub struct Baseline {
    directory: PathBuf,
    files: BTreeMap<String, Known>,
    stale: Mutex<usize>,
}

impl Baseline {
    /// The baseline in a file.
    ///
    /// # Errors
    /// If it cannot be read, or is no baseline.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let files = BaselineFile::read(path)?.into_files();
        Ok(Self { directory: directory_of(path), files, stale: Mutex::new(0) })
    }

    /// Drops known findings of the file at the absolute path `path`.
    pub fn retain(&self, path: &Path, text: &str, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(known) = self.known_in(path) {
            drop_known(known.clone(), text, diagnostics);
        }
    }

    /// As [`Self::retain`], for a file as it is on disk: known findings that are not there any
    /// more are counted. Rules that are off could not have found any.
    pub fn retain_and_count(
        &self,
        path: &Path,
        text: &str,
        diagnostics: &mut Vec<Diagnostic>,
        is_enabled: impl Fn(&str) -> bool,
    ) {
        let Some(known) = self.known_in(path) else { return };
        let left = drop_known(known.clone(), text, diagnostics);
        let left = left.iter().filter(|((code, _), _)| is_enabled(code));
        let count: usize = left.map(|(_, count)| count).sum();
        *self.stale.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += count;
    }

    /// How many known findings are gone: from the files checked, or with their files.
    pub fn stale(&self) -> usize {
        let vanished = self.files.iter().filter(|(path, _)| !self.directory.join(path).exists());
        let vanished: usize = vanished.flat_map(|(_, known)| known.values()).sum();
        vanished + *self.stale.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn known_in(&self, path: &Path) -> Option<&Known> {
        if self.files.is_empty() {
            return None;
        }
        self.files.get(&relative_name(path, &self.directory))
    }
}

/// Drops findings as often as they are known; what is known and not there is left.
fn drop_known(mut known: Known, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Known {
    let mut lines = Lines::new(text);
    diagnostics.retain(|finding| {
        if !is_recordable(finding) {
            return true;
        }
        match known.get_mut(&lines.key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        }
    });
    known
}

/// Collects findings for a new baseline.
#[derive(Debug)]
pub struct BaselineWriter {
    path: PathBuf,
    directory: PathBuf,
    files: Mutex<BTreeMap<String, Known>>,
}

impl BaselineWriter {
    /// A baseline that is to be written to `path`.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            directory: directory_of(path),
            files: Mutex::new(BTreeMap::new()),
        }
    }

    /// Records a file's findings; gives how many. Syntax errors and the like are not recorded:
    /// while they last, nothing else that is found in the file can be relied on.
    pub fn record(&self, path: &Path, text: &str, diagnostics: &[Diagnostic]) -> usize {
        let mut known = Known::new();
        let mut lines = Lines::new(text);
        for finding in diagnostics.iter().filter(|finding| is_recordable(finding)) {
            *known.entry(lines.key(finding)).or_default() += 1;
        }
        let count = known.values().sum();
        if count > 0 {
            let name = relative_name(path, &self.directory);
            let mut files = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            files.insert(name, known);
        }
        count
    }

    /// Writes the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(self) -> Result<(), BaselineError> {
        let files = self.files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        BaselineFile::from_files(files).write(&self.path, &self.directory)
    }
}

fn is_recordable(finding: &Diagnostic) -> bool {
    !matches!(&*finding.code, code if code == INVALID_SYNTAX
        || code == IO_ERROR.code
        || code == INTERNAL_ERROR.code)
}

/// What lines are known by.
struct Lines<'a> {
    text: &'a str,
    /// By where the line starts: a line of many findings is looked at once.
    seen: FxHashMap<usize, String>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, seen: FxHashMap::default() }
    }

    fn key(&mut self, finding: &Diagnostic) -> (String, String) {
        let (before, after) = self.text.split_at(finding.start().to_usize().min(self.text.len()));
        let is_newline = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let start = before.bytes().rposition(|byte| is_newline(&byte)).map_or(0, |it| it + 1);
        let line = self.seen.entry(start).or_insert_with(|| {
            let length = after.bytes().position(|byte| is_newline(&byte)).unwrap_or(after.len());
            let line = &self.text[start..before.len() + length];
            // Indenting a block changes nothing about what is known of it.
            Fingerprint::EMPTY.part(line.trim().as_bytes()).to_string()
        });
        (finding.code.clone().into_owned(), line.clone())
    }
}

fn directory_of(baseline: &Path) -> PathBuf {
    let absolute = std::path::absolute(baseline).unwrap_or_else(|_| baseline.to_owned());
    let directory = absolute.parent().unwrap_or(&absolute);
    fs::canonicalize(directory).unwrap_or_else(|_| directory.to_owned())
}

/// The way from `directory` to a file, with `/` on every system.
fn relative_name(path: &Path, directory: &Path) -> String {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let common =
        real.components().zip(directory.components()).take_while(|(left, right)| left == right);
    let common = common.count();
    let up = directory.components().skip(common).map(|_| "..".into());
    let down = real.components().skip(common).map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests;
