//! A project's run: every file through the eight steps, in parallel.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use pylint_rs_diagnostics::{
    Applicability, Diagnostic, Emitter, FileDiagnostics, FixedFile, Severity, Summary, unified_diff,
};
use pylint_rs_source::{Discovered, SourceFile};
use rayon::prelude::*;
use ruff_source_file::LineIndex;
use rustc_hash::FxHashMap;

use crate::configuration::{Resolver, RuleSettings, Settings};
use crate::fixing::{FixOptions, FixOutcome, LintRound, fix_to_fixpoint};
use crate::packages::Packages;
use crate::{Profile, suppression};

/// What becomes of fixes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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
    /// Whether rules make fixes although none is applied: formats that show them need them.
    pub wants_fixes: bool,
    /// Whether suppression comments count for nothing.
    pub ignores_suppressions: bool,
    /// Whether differences are coloured.
    pub color: bool,
    /// What paths are shown relative to.
    pub current_directory: &'a Path,
    /// Told after each file, for a progress bar.
    pub on_file: &'a (dyn Fn() + Sync),
    /// Drops findings before they are reported: those of a baseline, or outside changed lines.
    pub filter: Option<&'a FindingFilter<'a>>,
    /// Profiles made so far, by their settings.
    pub profiles: Profiles,
    /// Packages seen so far.
    pub packages: Packages,
}

/// Takes out of a file's findings those that are not to be reported.
pub type FindingFilter<'a> =
    dyn Fn(&Path, &SourceFile, Vec<Diagnostic>) -> Vec<Diagnostic> + Sync + 'a;

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
        let wants_fixes = run.wants_fixes || run.fix_mode != FixMode::Report;
        let profile = Profile::from_settings(settings, wants_fixes, run.ignores_suppressions)
            .map_err(|error| error.to_string())?;
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
    pub chunk: Vec<u8>,
    /// Its findings, counted.
    pub summary: Summary,
    /// What kept the file from being handled: a wrong configuration, a failed write.
    pub failure: Option<String>,
}

impl FileReport {
    fn failed(failure: String) -> Self {
        Self { failure: Some(failure), ..Self::default() }
    }
}

impl CheckRun<'_> {
    /// Checks files; the reports are in their order.
    pub fn check(&self, files: &[Discovered]) -> Vec<FileReport> {
        files
            .par_iter()
            .with_max_len(1)
            .map(|file| {
                let report = self.check_file(file);
                (self.on_file)();
                report
            })
            .collect()
    }

    fn check_file(&self, file: &Discovered) -> FileReport {
        let path = file.path();
        let (settings, profile) = match self.settings_for(path) {
            Ok(found) => found,
            Err(failure) => return FileReport::failed(failure),
        };
        let source = match file {
            Discovered::Problem { error, .. } => {
                return self.report_unreadable(path, &error.to_string(), &profile);
            }
            Discovered::File { .. } => match SourceFile::read(path) {
                Ok(source) => source,
                Err(error) => return self.report_unreadable(path, &error.to_string(), &profile),
            },
        };
        let unsafe_fixes = self.wants_unsafe_fixes(&settings);
        let (report, text) = self.check_source(path, &source, &profile, unsafe_fixes);
        match text {
            // The file stays as it was, and so does what there is to report about it.
            Some(text) if self.fix_mode == FixMode::Apply => match source.write(&text) {
                Ok(()) => report,
                Err(error) => FileReport::failed(format!("{}: {error}", self.display_path(path))),
            },
            _ => report,
        }
    }

    /// Checks a text that is at hand; `path` decides about its configuration. The second part is
    /// the text with fixes, if they change it.
    pub fn check_text(&self, path: &Path, source: &SourceFile) -> (FileReport, Option<String>) {
        match self.settings_for(path) {
            Ok((settings, profile)) => {
                let unsafe_fixes = self.wants_unsafe_fixes(&settings);
                self.check_source(source.path(), source, &profile, unsafe_fixes)
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
        let (_, profile) = self.settings_for(path)?;
        let source = SourceFile::read(path).map_err(|error| describe(&error))?;
        let found = profile.lint(path, &source, &self.packages);
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

    fn check_source(
        &self,
        path: &Path,
        source: &SourceFile,
        profile: &Profile,
        unsafe_fixes: bool,
    ) -> (FileReport, Option<String>) {
        let found = profile.lint(path, source, &self.packages);
        if self.fix_mode == FixMode::Report {
            return (self.report(path, Some(source), found.diagnostics), None);
        }
        let required = if unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let options =
            FixOptions { required, fixable: &|finding| profile.is_fixable(&finding.code) };
        let outcome = fix_to_fixpoint(source.text(), found, options, |text| {
            match source.with_text(text.to_owned()) {
                Ok(fixed) => profile.lint(path, &fixed, &self.packages),
                Err(_) => LintRound { has_syntax_errors: true, ..LintRound::default() },
            }
        });
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
                report.chunk = diff.into_bytes();
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
        self.report(path, None, profile.unreadable(error).into_iter().collect())
    }

    fn report(
        &self,
        path: &Path,
        source: Option<&SourceFile>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> FileReport {
        if let (Some(filter), Some(source)) = (self.filter, source) {
            diagnostics = filter(path, source, diagnostics);
        }
        let mut report = FileReport::default();
        if diagnostics.is_empty() {
            return report;
        }
        report.summary.record(&diagnostics);
        if self.renders {
            let empty = LineIndex::from_source_text("");
            self.emitter.render(
                &FileDiagnostics {
                    path,
                    display_path: &self.display_path(path),
                    text: source.map_or("", SourceFile::text),
                    line_index: source.map_or(&empty, SourceFile::line_index),
                    diagnostics: &diagnostics,
                    cell_starts: None,
                },
                &mut report.chunk,
            );
        }
        report
    }

    fn display_path(&self, path: &Path) -> String {
        path.strip_prefix(self.current_directory).unwrap_or(path).display().to_string()
    }
}

/// Adds up the reports of a run.
pub fn total(reports: &mut [FileReport]) -> Summary {
    let mut total = Summary::default();
    for report in reports {
        total.merge(std::mem::take(&mut report.summary));
    }
    total
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
