//! Files of rules that a configuration names: `rules = ["rules/"]`, `--rules PATH`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use pylint_rs_rules::{DataRule, RuleFile, RuleFileError, conflicts, rule_files};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::catalog::{LoadedBy, LoadedRule};
use super::document::{Document, Source};
use super::{ConfigurationError, Located, RuleCatalog, Sourced};

/// Fewer files than this are read by one thread.
const FILES_AT_ONCE: usize = 8;

/// The files of rules that were read so far, each once, however many configurations name it.
#[derive(Debug, Default)]
pub(super) struct RuleFiles(Mutex<FxHashMap<OsString, Arc<KnownFile>>>);

/// What a file of rules came to.
#[derive(Debug)]
struct KnownFile {
    rules: Vec<Arc<DataRule>>,
    digest: u64,
    errors: Vec<RuleFileError>,
    warnings: Vec<String>,
}

impl KnownFile {
    fn read(path: &Path) -> Self {
        let RuleFile { rules, digest, errors, warnings, .. } = RuleFile::read(path);
        Self {
            rules: rules.into_iter().map(Arc::new).collect(),
            digest,
            errors,
            warnings: warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl RuleFiles {
    /// `base` with the rules of the files that the documents name, and those files.
    pub(super) fn catalog(
        &self,
        base: &Arc<RuleCatalog>,
        command_line: &[Document],
        documents: &[Document],
    ) -> Result<(Arc<RuleCatalog>, Vec<Sourced<PathBuf>>), ConfigurationError> {
        let mut loaded: Vec<LoadedRule> = Vec::new();
        let mut files: Vec<Sourced<PathBuf>> = Vec::new();
        let mut errors = Vec::new();
        let mut seen = FxHashSet::default();
        let named = documents.iter().map(|document| (LoadedBy::Configuration, document));
        let asked = command_line.iter().map(|document| (LoadedBy::CommandLine, document));
        for (by, Document { model, source }) in named.chain(asked) {
            for entry in model.rule_file_entries() {
                let paths = files_of_entry(entry, source)?;
                for (path, file) in self.read_all(paths) {
                    // A directory and a file in it may both be named.
                    if !seen.insert(Arc::as_ptr(&file)) {
                        continue;
                    }
                    errors.extend(file.errors.iter().cloned());
                    loaded.extend(file.rules.iter().map(|rule| LoadedRule {
                        rule: Arc::clone(rule),
                        digest: file.digest,
                        by,
                        origin: source.origin(&entry.span),
                    }));
                    files.push(Sourced { value: path, origin: source.origin(&entry.span) });
                }
            }
        }
        if files.is_empty() {
            return Ok((Arc::clone(base), files));
        }
        let rules: Vec<_> = loaded.iter().map(|loaded| Arc::clone(&loaded.rule)).collect();
        errors.extend(conflicts(&rules));
        match ConfigurationError::of_rule_files(errors) {
            Some(error) => Err(error),
            None => Ok((Arc::new(base.with_loaded(loaded)), files)),
        }
    }

    /// Reads files side by side: there may be thousands.
    fn read_all(&self, paths: Vec<PathBuf>) -> Vec<(PathBuf, Arc<KnownFile>)> {
        let known: Vec<Option<Arc<KnownFile>>> = {
            let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            paths.iter().map(|path| known.get(path.as_os_str()).map(Arc::clone)).collect()
        };
        let read = |(path, known): (PathBuf, Option<Arc<KnownFile>>)| {
            let file = known.unwrap_or_else(|| Arc::new(KnownFile::read(&path)));
            (path, file)
        };
        let mut files: Vec<_> =
            paths.into_par_iter().zip(known).with_min_len(FILES_AT_ONCE).map(read).collect();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.reserve(files.len());
        for (path, file) in &mut files {
            // Somebody else may have read it in between.
            let kept = known.entry(path.as_os_str().to_owned()).or_insert_with(|| Arc::clone(file));
            *file = Arc::clone(kept);
        }
        files
    }

    /// What is odd about the files read so far, by file.
    pub(super) fn warnings(&self) -> Vec<String> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut files: Vec<_> =
            known.iter().filter(|(_, file)| !file.warnings.is_empty()).collect();
        files.sort_by_key(|(path, _)| *path);
        files.into_iter().flat_map(|(_, file)| file.warnings.iter().cloned()).collect()
    }
}

/// The files that an entry stands for.
pub(super) fn files_of_entry(
    entry: &Located<String>,
    source: &Source,
) -> Result<Vec<PathBuf>, ConfigurationError> {
    let path: PathBuf = source.base.join(&entry.value).components().collect();
    let fail = |error: std::io::Error| {
        source.error(&entry.span, format!("rules of `{}`: {error}", entry.value))
    };
    let files = rule_files(&path).map_err(fail)?;
    if files.is_empty() {
        let message = format!("there is no file of rules in `{}`", entry.value);
        return Err(source.error(&entry.span, message));
    }
    Ok(files)
}
