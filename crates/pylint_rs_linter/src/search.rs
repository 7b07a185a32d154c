//! Searching code by a pattern, and rewriting what is found.

mod explaining;
mod rewriting;

use std::sync::Arc;

use pylint_rs_diagnostics::Fix;
use pylint_rs_pattern::{Match, MetavariableId, RuleSet, Subject, Vocabulary};
use pylint_rs_rules::{DataRule, FileSettings, ParsedFile, mend_all, metavariables};
use pylint_rs_semantic::{Semantic, Storage};
use pylint_rs_source::SourceFile;
use ruff_python_ast::ModModule;
use ruff_python_parser::{ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

pub use explaining::LineVerdict;
pub use rewriting::{Rewritten, Unwritten};

/// A search: a rule that is made for one run.
pub struct Search {
    rule: DataRule,
    rules: RuleSet,
    vocabulary: Vocabulary,
}

/// A file to search, and what is known of it beside its text.
#[derive(Clone, Copy)]
pub struct SearchedFile<'s> {
    /// The file.
    pub source: &'s SourceFile,
    /// What the configuration says of it.
    pub settings: &'s FileSettings,
    /// The module's dotted path, where its package is known.
    pub module_path: Option<&'s [String]>,
}

/// One place that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where.
    pub range: TextRange,
    /// What the metavariables stand for, in the order of the text.
    pub captures: Vec<FoundCapture>,
    /// What puts the template in its place, or why that cannot be done.
    pub fix: Option<Result<Fix, String>>,
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
#[derive(Clone, Debug, Default)]
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
    /// A search for what a rule finds.
    pub fn new(rule: DataRule) -> Self {
        let vocabulary = metavariables();
        let rules = RuleSet::new(&[Arc::clone(&rule.formula)], vocabulary.clone());
        Self { rule, rules, vocabulary }
    }

    /// The rule.
    pub fn rule(&self) -> &DataRule {
        &self.rule
    }

    /// The name of a metavariable, without `$`.
    pub fn name(&self, id: MetavariableId) -> &str {
        self.vocabulary.name(id)
    }

    /// Whether there can be anything in a file: asked before it is parsed.
    pub fn may_match(&self, file: SearchedFile<'_>) -> bool {
        self.rules.may_match(file.source.text(), file.module_path.unwrap_or_default())
    }

    /// What there is to find in a file.
    ///
    /// # Errors
    /// If it is no Python.
    pub fn find(&self, file: SearchedFile<'_>) -> Result<FileMatches, SyntaxError> {
        look_into(file, |looked| {
            let (matches, is_cut_short) = self.matches(looked);
            let mut fixes = self.rule.fix.is_some().then(|| {
                let SearchedFile { settings, .. } = file;
                mend_all(looked.file, looked.semantic, settings, &self.rule, &matches).into_iter()
            });
            let text = file.source.text();
            let found = matches
                .iter()
                .map(|found| {
                    let fix = fixes.as_mut().and_then(Iterator::next);
                    let fix = fix.map(|fix| fix.map_err(|reason| reason.to_string()));
                    Found { range: found.range, captures: captures_of(found, text), fix }
                })
                .collect();
            FileMatches { found, is_cut_short }
        })
    }

    /// The matches in order, each place once, and whether there may be more.
    fn matches<'a>(&self, looked: &Looked<'a>) -> (Vec<Match<'a>>, bool) {
        let outcome = self.rules.run(&looked.subject);
        let mut matches: Vec<_> = outcome.matches.into_iter().map(|(_, found)| found).collect();
        matches.sort_by_key(|found| (found.start(), found.end()));
        matches.dedup_by(|later, earlier| later.range == earlier.range);
        (matches, !outcome.exhausted.is_empty())
    }
}

/// A file that is being searched.
struct Looked<'a> {
    file: &'a ParsedFile<'a>,
    semantic: &'a Semantic<'a>,
    subject: Subject<'a>,
}

/// Parses and indexes a file, and looks into it while its tree is there.
fn look_into<R>(
    file: SearchedFile<'_>,
    look: impl for<'a> FnOnce(&Looked<'a>) -> R,
) -> Result<R, SyntaxError> {
    let parsed = parse(file)?;
    let SearchedFile { source, settings, module_path } = file;
    let file = ParsedFile::new(source.path(), source.text(), source.kind(), &parsed)
        .with_module_path(module_path);
    let storage = Storage::default();
    let semantic = file.index(&storage, settings);
    let subject = Subject {
        path: source.path(),
        text: source.text(),
        tokens: parsed.tokens(),
        semantic: &semantic,
    };
    Ok(look(&Looked { file: &file, semantic: &semantic, subject }))
}

fn parse(file: SearchedFile<'_>) -> Result<Parsed<ModModule>, SyntaxError> {
    let options =
        ParseOptions::from(file.source.kind()).with_target_version(file.settings.target_version);
    let parsed = parse_unchecked(file.source.text(), options)
        .try_into_module()
        .expect("a module is what a source type is parsed as");
    match parsed.errors().first() {
        Some(error) => Err(SyntaxError { range: error.location, message: error.error.to_string() }),
        None => Ok(parsed),
    }
}

fn captures_of(found: &Match<'_>, text: &str) -> Vec<FoundCapture> {
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
    captures
}
