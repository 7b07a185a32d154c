//! Searching code by a pattern, and rewriting what is found.

mod rewriting;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use pylint_rs_pattern::{MetavariableId, RuleSet, Subject, Vocabulary};
use pylint_rs_rules::{DataRule, FileSettings, ParsedFile, metavariables};
use pylint_rs_semantic::{Semantic, Storage};
use pylint_rs_source::SourceFile;
use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

pub use rewriting::{Rewritten, Unwritten};

/// A search: a rule that is made for one run.
pub struct Search {
    rule: DataRule,
    rules: RuleSet,
    vocabulary: Vocabulary,
    settings: FileSettings,
}

/// One place that was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// Where.
    pub range: TextRange,
    /// What the metavariables stand for, in the order of the text.
    pub captures: Vec<FoundCapture>,
}

/// What a metavariable stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FoundCapture {
    /// The metavariable.
    pub id: MetavariableId,
    /// Where what it stands for is.
    pub range: TextRange,
    /// Its text; of a string's content, the value.
    pub text: String,
}

/// What a search finds in a file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FileMatches {
    /// The places, in order, each once.
    pub found: Vec<Found>,
    /// Whether there may be more: looking further would have taken too long.
    pub is_cut_short: bool,
}

/// Why a file was not searched.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// Where it stops being Python.
    pub range: TextRange,
    /// How.
    pub message: String,
}

impl Search {
    /// A search for what the rule finds, in files for that Python.
    pub fn new(rule: DataRule, target_version: PythonVersion, source_roots: Vec<std::path::PathBuf>) -> Self {
        let vocabulary = metavariables();
        let rules = RuleSet::new(&[Arc::clone(&rule.formula)], vocabulary.clone());
        let settings = FileSettings { target_version, source_roots, ..FileSettings::default() };
        Self { rule, rules, vocabulary, settings }
    }

    /// The name of a metavariable, without `$`.
    pub fn name(&self, id: MetavariableId) -> &str {
        self.vocabulary.name(id)
    }

    /// Whether there can be anything in a text: asked before it is parsed.
    pub fn may_match(&self, text: &str, module_path: Option<&[String]>) -> bool {
        self.rules.may_match(text, module_path.unwrap_or_default())
    }

    /// What there is to find in a file.
    ///
    /// # Errors
    /// If it is no Python.
    pub fn find(
        &self,
        source: &SourceFile,
        module_path: Option<&[String]>,
    ) -> Result<FileMatches, SyntaxError> {
        self.looking(source, module_path, |_, matches, is_cut_short| {
            let mut found: Vec<Found> = matches.iter().map(|found| of_match(found, source.text())).collect();
            found.dedup_by(|later, earlier| later.range == earlier.range);
            FileMatches { found, is_cut_short }
        })
    }

    /// Hands on what is found in a file while its tree is there.
    fn looking<R>(
        &self,
        source: &SourceFile,
        module_path: Option<&[String]>,
        then: impl for<'a> FnOnce(&'a Looked<'a>, Vec<pylint_rs_pattern::Match<'a>>, bool) -> R,
    ) -> Result<R, SyntaxError> {
        let parsed = self.parse(source)?;
        let file = ParsedFile::new(source.path(), source.text(), source.kind(), &parsed)
            .with_module_path(module_path);
        let storage = Storage::default();
        let semantic = file.index(&storage, &self.settings);
        let looked = Looked { file: &file, semantic: &semantic };
        let subject = Subject {
            path: source.path(),
            text: source.text(),
            tokens: parsed.tokens(),
            semantic: &semantic,
        };
        let outcome = self.rules.run(&subject);
        let is_cut_short = !outcome.exhausted.is_empty();
        let mut matches: Vec<_> = outcome.matches.into_iter().map(|(_, found)| found).collect();
        matches.sort_by_key(|found| (found.start(), found.end()));
        Ok(then(&looked, matches, is_cut_short))
    }

    fn parse(&self, source: &SourceFile) -> Result<Parsed<ModModule>, SyntaxError> {
        let options =
            ParseOptions::from(source.kind()).with_target_version(self.settings.target_version);
        let parsed = parse_unchecked(source.text(), options)
            .try_into_module()
            .expect("a module is what a source type is parsed as");
        match parsed.errors().first() {
            Some(error) => {
                Err(SyntaxError { range: error.location, message: error.error.to_string() })
            }
            None => Ok(parsed),
        }
    }
}

/// A file that is being searched.
struct Looked<'a> {
    file: &'a ParsedFile<'a>,
    semantic: &'a Semantic<'a>,
}

fn of_match(found: &pylint_rs_pattern::Match<'_>, text: &str) -> Found {
    let mut captures: Vec<FoundCapture> = found
        .captures
        .iter()
        .map(|(id, capture)| FoundCapture {
            id,
            range: capture.range(),
            text: capture.text(text).to_owned(),
        })
        .collect();
    captures.sort_by_key(|capture| (capture.range.start(), capture.range.end(), capture.id));
    Found { range: found.range, captures }
}
