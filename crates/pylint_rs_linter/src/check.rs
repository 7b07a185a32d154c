//! A project's run: every file through the eight steps, in parallel.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use pylint_rs_diagnostics::{
    Applicability, Diagnostic, Emitter, FileDiagnostics, FixedFile, Severity, Summary, unified_diff,
};
use pylint_rs_source::{Discovered, SourceFile};
use rayon::prelude::*;
use ruff_source_file::LineIndex;
use rustc_hash::FxHashMap;

use crate::baseline::{Baseline, BaselineWriter};
use crate::cache::{Answer, Cache};
use crate::changed_lines::{ChangedLines, FileChanges};
use crate::configuration::{Resolver, RuleSettings, Settings};
use crate::fixing::{FixOptions, FixOutcome, LintRound, fix_to_fixpoint};
pub use crate::in_order::Taker;
use crate::in_order::{Work, in_order};
use crate::timing::{Step, Timing};
use crate::{Profile, suppression};

/// Fewer rules than this are taken up by one thread.
const RULES_AT_ONCE: usize = 16;

/// So many files are likely to need most rules.
const MANY_FILES: usize = 16;

/// What becomes of fixes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub enum FixMode {
    /// They are shown with their findings.
    Report,
    /// They are applied, and the files written.
    Apply,
    /// They are applied to a copy, and the difference shown.
    Diff,
}

/// What is the same for all files of a run.
pub struct CheckRun<'a> {
    /// Where the configuration of each file comes from.
    pub resolver: &'a Resolver,
    /// What renders the findings.
    pub emitter: &'a dyn Emitter,
    /// What becomes of fixes.
    pub fix_mode: FixMode,
    /// Whether unsafe fixes are wanted, too; nothing to follow the configuration.
    pub unsafe_fixes: Option<bool>,
    /// Whether findings are rendered at all.
    pub renders: bool,
    /// The least applicability of the fixes that rules make although none is applied, if any:
    /// formats that show them need them.
    pub fixes: Option<Applicability>,
    /// Whether suppression comments count for nothing.
    pub ignores_suppressions: bool,
    /// Whether differences are coloured.
    pub color: bool,
    /// What paths are shown relative to.
    pub current_directory: &'a Path,
    /// Told after each file, for a progress bar.
    pub on_file: &'a (dyn Fn() + Sync),
    /// Findings that are known: they are neither reported nor fixed.
    pub baseline: Option<&'a Baseline>,
    /// The lines whose findings count; those elsewhere are neither reported nor fixed.
    pub changed_lines: Option<&'a ChangedLines>,
    /// What is known of files that have not changed; only where nothing else decides about
    /// findings: no baseline, no changed lines.
    pub cache: Option<&'a Cache>,
    /// Where the time that rules take is added up.
    pub timing: Option<Arc<Timing>>,
    /// Set by somebody who wants the run to end: no file is begun any more.
    pub is_interrupted: &'a AtomicBool,
    /// Profiles made so far, by their settings.
    pub profiles: Profiles,
}

/// One [`Profile`] for all files with the same settings.
#[derive(Default)]
pub struct Profiles(Mutex<FxHashMap<usize, KeptProfile>>);

type KeptProfile = (Arc<RuleSettings>, Arc<Profile>);

impl Profiles {
    fn get(
        &self,
        settings: &Arc<RuleSettings>,
        run: &CheckRun<'_>,
    ) -> Result<Arc<Profile>, String> {
        let key = Arc::as_ptr(settings) as usize;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, profile)) = known.get(&key) {
            return Ok(Arc::clone(profile));
        }
        let fixes = match run.fix_mode {
            FixMode::Report => run.fixes,
            FixMode::Apply | FixMode::Diff => Some(Applicability::Display),
        };
        let profile = Profile::from_settings(settings, fixes, run.ignores_suppressions)
            .map_err(|error| error.to_string())?;
        let tells_noqa_lines = run.renders && run.emitter.shows_noqa_lines();
        let profile = profile.with_noqa_lines(tells_noqa_lines).with_timing(run.timing.clone());
        let profile = Arc::new(profile);
        // The settings are kept alive, so that their address stays theirs.
        known.insert(key, (Arc::clone(settings), Arc::clone(&profile)));
        Ok(profile)
    }
}

/// What one file came to.
#[derive(Debug, Default)]
pub struct FileReport {
    /// The file's part of the report.
    pub chunk: Bytes,
    /// Its findings, counted.
    pub summary: Summary,
    /// What kept the file from being handled: a wrong configuration, a failed write.
    pub failure: Option<String>,
    /// What has to be said although the rule that would say it is off: the file is unreadable.
    pub warning: Option<String>,
}

/// What a baseline takes of a file's findings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Recorded {
    /// How many it knows.
    pub known: usize,
    /// How many it does not: syntax errors and files that cannot be read.
    pub left_out: usize,
}

impl FileReport {
    fn failed(failure: String) -> Self {
        Self { failure: Some(failure), ..Self::default() }
    }
}

impl CheckRun<'_> {
    /// Checks the files that `feed` hands over, as soon as they come; `taker` gets the reports in
    /// their order.
    pub fn check(
        &self,
        feed: impl FnOnce(&mut dyn FnMut(Discovered) -> ControlFlow<()>),
        taker: &mut dyn Taker<FileReport>,
    ) {
        let run = |file: Discovered| {
            let report = self.check_file(&file);
            (self.on_file)();
            report
        };
        let weigh = |report: &FileReport| report.chunk.len();
        let work = Work { run: &run, weigh, is_interrupted: self.is_interrupted };
        let feed_prepared = |add: &mut dyn FnMut(Discovered) -> ControlFlow<()>| {
            let mut first = Vec::new();
            let mut are_many = false;
            feed(&mut |file| {
                if are_many {
                    return add(file);
                }
                first.push(file);
                if first.len() < MANY_FILES {
                    return ControlFlow::Continue(());
                }
                are_many = true;
                self.prepare(&first[0]);
                first.drain(..).try_for_each(&mut *add)
            });
            let _: ControlFlow<()> = first.into_iter().try_for_each(add);
        };
        in_order(feed_prepared, &work, taker);
    }

    /// Takes up the rules of the first of many files side by side, before all threads wait for
    /// them. Of few files, most rules are not needed at all.
    fn prepare(&self, file: &Discovered) {
        if self.cache.is_some() {
            return;
        }
        let Ok((_, rules)) = self.resolver.for_file(file.path()) else { return };
        rules.rules.par_iter().with_min_len(RULES_AT_ONCE).for_each(|active| {
            if let Some(definition) = rules.catalog.rule(active.index).definition() {
                definition.prepare();
            }
        });
    }

    fn check_file(&self, file: &Discovered) -> FileReport {
        let path = file.path();
        if matches!(file, Discovered::File { .. }) && self.changes(path) == FileChanges::Nothing {
            return FileReport::default();
        }
        let (settings, rules) = match self.resolver.for_file(path) {
            Ok(found) => found,
            Err(failure) => return FileReport::failed(failure.to_string()),
        };
        let ticket = match (self.cache, file) {
            (Some(cache), Discovered::File { .. }) => {
                match cache.look_up(path, &settings, &rules) {
                    Some(Answer::Known(report)) => return *report,
                    Some(Answer::Unknown(ticket)) => Some((cache, ticket)),
                    None => None,
                }
            }
            _ => None,
        };
        let profile = match self.profiles.get(&rules, self) {
            Ok(profile) => profile,
            Err(failure) => return FileReport::failed(failure),
        };
        let source = match file {
            Discovered::Problem { error, .. } => {
                return self.report_unreadable(path, &error.to_string(), &profile);
            }
            Discovered::File { .. } => {
                let read = || SourceFile::read(path);
                match Timing::of_step(self.timing.as_deref(), Step::Read, read) {
                    Ok(source) => source,
                    Err(error) => {
                        return self.report_unreadable(path, &error.to_string(), &profile);
                    }
                }
            }
        };
        let (report, text) = self.check_source(path, &source, &settings, &profile);
        match text {
            // The file stays as it was, and so does what there is to report about it.
            Some(text) if self.fix_mode == FixMode::Apply => match source.write(&text) {
                Ok(()) => report,
                Err(error) => FileReport::failed(format!("{}: {error}", self.display_path(path))),
            },
            Some(_) => report,
            None => {
                if let Some((cache, ticket)) = ticket {
                    cache.keep(ticket, &source, &report);
                }
                report
            }
        }
    }

    /// Checks a text that is at hand; `path` decides about its configuration. The second part is
    /// the text with fixes, if they change it.
    pub fn check_text(&self, path: &Path, source: &SourceFile) -> (FileReport, Option<String>) {
        match self.settings_for(path) {
            Ok((settings, profile)) => {
                self.check_source(source.path(), source, &settings, &profile)
            }
            Err(failure) => (FileReport::failed(failure), None),
        }
    }

    /// The report on a text that could not be read; `path` decides about its configuration.
    pub fn unreadable(&self, shown: &Path, path: &Path, error: &str) -> FileReport {
        match self.settings_for(path) {
            Ok((_, profile)) => self.report_unreadable(shown, error, &profile),
            Err(failure) => FileReport::failed(failure),
        }
    }

    /// Writes a `noqa` comment for each finding; gives the number of comments for each file, or
    /// what kept it from being written.
    pub fn add_noqa(
        &self,
        files: &[Discovered],
        reason: Option<&str>,
    ) -> Vec<Result<usize, String>> {
        files.par_iter().map(|file| self.add_noqa_to(file.path(), reason)).collect()
    }

    fn add_noqa_to(&self, path: &Path, reason: Option<&str>) -> Result<usize, String> {
        let describe =
            |error: &dyn std::fmt::Display| format!("{}: {error}", self.display_path(path));
        let (settings, profile) = self.settings_for(path)?;
        let source = SourceFile::read(path).map_err(|error| describe(&error))?;
        let found = self.lint(path, &source, None, (&settings, &profile));
        let parsed = profile.parse(&source);
        let (text, count) =
            suppression::add_noqa(source.text(), parsed.tokens(), &found.diagnostics, reason);
        if count > 0 {
            source.write(&text).map_err(|error| describe(&error))?;
        }
        Ok(count)
    }

    fn wants_unsafe_fixes(&self, settings: &Settings) -> bool {
        self.unsafe_fixes.or(settings.unsafe_fixes.value).unwrap_or_default()
    }

    fn settings_for(&self, path: &Path) -> Result<(Arc<Settings>, Arc<Profile>), String> {
        let (settings, rules) = self.resolver.for_file(path).map_err(|error| error.to_string())?;
        let profile = self.profiles.get(&rules, self)?;
        Ok((settings, profile))
    }

    /// Records each file's findings; gives how many are known now, and how many there are that
    /// cannot be, or what kept the file from being checked.
    pub fn record(
        &self,
        files: &[Discovered],
        writer: &BaselineWriter,
    ) -> Vec<Result<Recorded, String>> {
        files
            .par_iter()
            .map(|file| {
                let path = file.path();
                let (settings, profile) = self.settings_for(path)?;
                let unreadable = || Ok(Recorded { known: 0, left_out: 1 });
                if matches!(file, Discovered::Problem { .. }) {
                    return unreadable();
                }
                let Ok(source) = SourceFile::read(path) else { return unreadable() };
                let found = profile.lint(path, &source, &settings.packages).diagnostics;
                let known = writer.record(path, source.text(), &found);
                Ok(Recorded { known, left_out: found.len() - known })
            })
            .collect()
    }

    fn changes(&self, path: &Path) -> FileChanges<'_> {
        self.changed_lines.map_or(FileChanges::Everything, |changed| changed.of(path))
    }

    /// Lints a file as it is on disk, or as it would be with the text `fixed`; findings that are
    /// known or not on changed lines are left out.
    fn lint(
        &self,
        path: &Path,
        source: &SourceFile,
        fixed: Option<&SourceFile>,
        (settings, profile): (&Settings, &Profile),
    ) -> LintRound {
        let current = fixed.unwrap_or(source);
        let mut round = profile.lint(path, current, &settings.packages);
        let text = current.text();
        let found = &mut round.diagnostics;
        match self.baseline {
            // What a file with syntax errors does not show may still be there.
            Some(baseline) if fixed.is_none() && !round.has_syntax_errors => {
                baseline.retain_and_count(path, text, found, |code| profile.is_enabled(code));
            }
            Some(baseline) => baseline.retain(path, text, found),
            None => {}
        }
        self.changes(path).retain(source.text(), text, found);
        round
    }

    fn check_source(
        &self,
        path: &Path,
        source: &SourceFile,
        settings: &Settings,
        profile: &Profile,
    ) -> (FileReport, Option<String>) {
        let found = self.lint(path, source, None, (settings, profile));
        if self.fix_mode == FixMode::Report {
            return (self.report(path, Some(source), found.diagnostics), None);
        }
        let unsafe_fixes = self.wants_unsafe_fixes(settings);
        let required = if unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let options =
            FixOptions { required, fixable: &|finding| profile.is_fixable(&finding.code) };
        let (start, mut linting) = (Instant::now(), Duration::ZERO);
        let outcome = fix_to_fixpoint(source.text(), found, options, |text| {
            let start = Instant::now();
            let round = match source.with_text(text.to_owned()) {
                Ok(fixed) => self.lint(path, source, Some(&fixed), (settings, profile)),
                Err(_) => LintRound { has_syntax_errors: true, ..LintRound::default() },
            };
            linting += start.elapsed();
            round
        });
        if let Some(timing) = &self.timing {
            timing.add_step(Step::Fix, start.elapsed().saturating_sub(linting));
        }
        self.report_fixed(path, source, outcome)
    }

    /// Reports what is left after fixing, or the difference that fixing makes.
    fn report_fixed(
        &self,
        path: &Path,
        source: &SourceFile,
        outcome: FixOutcome,
    ) -> (FileReport, Option<String>) {
        let display_path = self.display_path(path);
        let text = (outcome.text != source.text()).then_some(outcome.text);
        let rules = outcome
            .applied
            .into_iter()
            .map(|(code, fixes)| (code, (fixes.name, fixes.count)))
            .collect();
        let fixed = FixedFile { display_path: display_path.clone(), rules };
        let mut report = FileReport::default();
        if self.fix_mode == FixMode::Diff {
            if let Some(text) = &text {
                let diff = unified_diff(&display_path, source.text(), text, self.color);
                report.chunk = diff.into();
            }
        } else {
            let changed = text.clone().and_then(|text| source.with_text(text).ok());
            let source = changed.as_ref().unwrap_or(source);
            report = self.report(path, Some(source), outcome.diagnostics);
        }
        report.summary.record_fixed(fixed);
        (report, text)
    }

    fn report_unreadable(&self, path: &Path, error: &str, profile: &Profile) -> FileReport {
        match profile.unreadable(error) {
            Some(finding) => self.report(path, None, vec![finding]),
            None => FileReport {
                warning: Some(format!("{}: {error}", self.display_path(path))),
                ..FileReport::default()
            },
        }
    }

    fn report(
        &self,
        path: &Path,
        source: Option<&SourceFile>,
        diagnostics: Vec<Diagnostic>,
    ) -> FileReport {
        let mut report = FileReport::default();
        if diagnostics.is_empty() {
            return report;
        }
        report.summary.record(&diagnostics);
        if self.renders {
            let empty = LineIndex::from_source_text("");
            let mut chunk = Vec::new();
            Timing::of_step(self.timing.as_deref(), Step::Emit, || {
                self.emitter.render(
                    &FileDiagnostics {
                        path,
                        display_path: &self.display_path(path),
                        text: source.map_or("", SourceFile::text),
                        line_index: source.map_or(&empty, SourceFile::line_index),
                        diagnostics: &diagnostics,
                        cell_starts: None,
                    },
                    &mut chunk,
                );
            });
            report.chunk = chunk.into();
        }
        report
    }

    fn display_path(&self, path: &Path) -> String {
        path.strip_prefix(self.current_directory).unwrap_or(path).display().to_string()
    }
}

/// Whether any finding is at least that severe.
pub fn reaches(summary: &Summary, severity: Severity) -> bool {
    [Severity::Hint, Severity::Info, Severity::Warning, Severity::Error]
        .into_iter()
        .any(|level| level >= severity && summary.of_severity(level) > 0)
}

/// The paths of the files among what was discovered.
pub fn paths(files: &[Discovered]) -> impl Iterator<Item = PathBuf> + '_ {
    files.iter().filter_map(|file| match file {
        Discovered::File { path, .. } => Some(path.clone()),
        Discovered::Problem { .. } => None,
    })
}
