//! One file's run: parse, index, match, suppress.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use pylint_rs_diagnostics::{Applicability, Diagnostic, Severity};
use pylint_rs_rules::{FileSettings, OptionsError, ParsedFile, Plan, RuleInstance};
use pylint_rs_semantic::{Semantic, Storage, syntax_errors};
use pylint_rs_source::SourceFile;
use ruff_python_ast::ModModule;
use ruff_python_parser::{ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::configuration::{RuleCatalog, RuleSettings};

use crate::fixing::LintRound;
use crate::own_rules::{BLANKET_NOQA, IO_ERROR, SUPPRESSION_WITHOUT_REASON, UNUSED_NOQA};
use crate::suppression::{RuleStatus, Suppressions, UnusedScope};
use crate::timing::{Step, Timing};
use pylint_rs_source::Packages;

/// The code and the name of findings that say a file does not parse.
pub const INVALID_SYNTAX: &str = "invalid-syntax";

/// What is linted and how, for the files that share a configuration.
pub struct Profile {
    plan: Plan,
    settings: FileSettings,
    /// Severities of the enabled rules, those that the linter itself plays included.
    enabled: FxHashMap<Cow<'static, str>, Severity>,
    /// Rules whose fixes may not be applied.
    unfixable: FxHashSet<Cow<'static, str>>,
    /// Rules that `nosemgrep` comments are for.
    semgrep_rules: FxHashSet<Cow<'static, str>>,
    /// All rules there are, for what comments say of them.
    catalog: Arc<RuleCatalog>,
    unused_scope: UnusedScope,
    requires_reason: bool,
    ignores_suppressions: bool,
    tells_noqa_lines: bool,
    timing: Option<Arc<Timing>>,
}

impl Profile {
    /// What the configuration says of a file. `fixes` is the least applicability of the fixes that
    /// rules make, if they make any, `ignores_suppressions` what `--ignore-noqa` asks for.
    ///
    /// # Errors
    /// If a rule does not take its options; the configuration has been checked for that.
    pub fn from_settings(
        settings: &RuleSettings,
        fixes: Option<Applicability>,
        ignores_suppressions: bool,
    ) -> Result<Self, OptionsError> {
        let mut rules = Vec::with_capacity(settings.rules.len());
        let mut unfixable = FxHashSet::default();
        let mut semgrep_rules = FxHashSet::default();
        for active in &settings.rules {
            let Some(definition) = settings.catalog.rule(active.index).definition() else {
                continue;
            };
            let rule = definition.build(active.options.clone())?;
            if !active.fixable {
                unfixable.insert(rule.code().clone());
            }
            if definition.is_from_semgrep() {
                semgrep_rules.insert(rule.code().clone());
            }
            rules.push(rule.with_severity(active.severity.value));
        }
        // Who asks for it wants to know of all; by default a `noqa` for another linter is let be.
        let is_asked_for = settings.rules.iter().any(|active| {
            settings.catalog.rule(active.index).code() == UNUSED_NOQA.code
                && active.cause.selector.is_some()
        });
        let unused_scope = if is_asked_for { UnusedScope::All } else { UnusedScope::Certain };
        let enabled = rules.iter().map(|rule| (rule.code().clone(), rule.severity())).collect();
        Ok(Self {
            plan: Plan::new(rules),
            settings: FileSettings {
                target_version: settings.target_version.value,
                line_length: settings.line_length.value.into(),
                builtins: settings.builtins.value.clone(),
                source_roots: settings.source_roots.clone(),
                fixes,
            },
            enabled,
            unfixable,
            semgrep_rules,
            catalog: Arc::clone(&settings.catalog),
            unused_scope,
            requires_reason: settings.require_reason.value,
            ignores_suppressions,
            tells_noqa_lines: false,
            timing: None,
        })
    }

    /// These rules alone, with no heed to comments and no configuration.
    pub fn of_rules(rules: Vec<RuleInstance>, settings: FileSettings) -> Self {
        let enabled = rules.iter().map(|rule| (rule.code().clone(), rule.severity())).collect();
        Self {
            plan: Plan::new(rules),
            settings,
            enabled,
            unfixable: FxHashSet::default(),
            semgrep_rules: FxHashSet::default(),
            catalog: Arc::new(RuleCatalog::new(Vec::new())),
            unused_scope: UnusedScope::Certain,
            requires_reason: false,
            ignores_suppressions: true,
            tells_noqa_lines: false,
            timing: None,
        }
    }

    /// Says of each finding which line a `noqa` for it must end: that takes a look at every token.
    #[must_use]
    pub fn with_noqa_lines(mut self, tells_noqa_lines: bool) -> Self {
        self.tells_noqa_lines = tells_noqa_lines;
        self
    }

    /// Takes the time of each rule and step.
    #[must_use]
    pub fn with_timing(mut self, timing: Option<Arc<Timing>>) -> Self {
        self.timing = timing;
        self
    }

    /// Whether a rule's fixes may be applied.
    pub fn is_fixable(&self, code: &str) -> bool {
        !self.unfixable.contains(code)
    }

    /// Whether a rule is on.
    pub fn is_enabled(&self, code: &str) -> bool {
        self.enabled.contains_key(code)
    }

    /// The settings rules share.
    pub fn settings(&self) -> &FileSettings {
        &self.settings
    }

    /// Finds what there is to report in a text: the rules' findings that no comment suppresses,
    /// those about the comments, and syntax errors, by position.
    pub fn lint(&self, path: &Path, source: &SourceFile, packages: &Packages) -> LintRound {
        let text = source.text();
        let timing = self.timing.as_deref();
        let parsed = Timing::of_step(timing, Step::Parse, || self.parse(source));
        let module_path = packages.module_path(path);
        let file = ParsedFile::new(path, text, source.kind(), &parsed)
            .with_module_path(module_path.as_deref());
        let storage = Storage::default();
        let semantic =
            Timing::of_step(timing, Step::Index, || file.index(&storage, &self.settings));
        let found = self.find(&file, &semantic);
        let has_syntax_errors = parsed.has_invalid_syntax();
        let mut diagnostics = Timing::of_step(timing, Step::Suppress, || {
            let mut suppressions = if self.ignores_suppressions {
                Suppressions::none(text, parsed.tokens())
            } else {
                Suppressions::from_tokens(text, parsed.tokens())
            };
            let mut diagnostics = self.suppress(&mut suppressions, found, has_syntax_errors);
            if self.tells_noqa_lines {
                for diagnostic in &mut diagnostics {
                    let line = suppressions.noqa_line_for(diagnostic.noqa_start());
                    diagnostic.noqa_offset = (line != diagnostic.start()).then_some(line);
                }
            }
            diagnostics
        });
        let from_rules = diagnostics.len();
        diagnostics.extend(errors_of_parser(&parsed));
        // What the parser recovered from is not what the author wrote.
        if !has_syntax_errors {
            Timing::of_step(timing, Step::SyntaxErrors, || {
                diagnostics.extend(errors_of_compiler(&semantic));
            });
        }
        let has_compile_errors = diagnostics.len() > from_rules;
        diagnostics.sort_by(|left, right| {
            (left.start(), left.end(), &left.code).cmp(&(right.start(), right.end(), &right.code))
        });
        LintRound { diagnostics, has_syntax_errors, has_compile_errors }
    }

    fn find<'a>(&'a self, file: &'a ParsedFile<'a>, semantic: &'a Semantic<'a>) -> Vec<Diagnostic> {
        let Some(timing) = &self.timing else {
            return self.plan.check_indexed(file, semantic, &self.settings);
        };
        let start = Instant::now();
        let (found, times) = self.plan.check_timed(file, semantic, &self.settings);
        timing.add_rules(self.plan.rules(), &times, &found, start.elapsed());
        found
    }

    /// Parses a text as the settings say.
    pub fn parse(&self, source: &SourceFile) -> Parsed<ModModule> {
        let options =
            ParseOptions::from(source.kind()).with_target_version(self.settings.target_version);
        parse_unchecked(source.text(), options)
            .try_into_module()
            .expect("a module is what a source type is parsed as")
    }

    fn suppress(
        &self,
        suppressions: &mut Suppressions<'_>,
        mut found: Vec<Diagnostic>,
        has_syntax_errors: bool,
    ) -> Vec<Diagnostic> {
        if !self.semgrep_rules.is_empty() && !self.ignores_suppressions {
            suppressions.apply_nosemgrep(&mut found, |code| self.semgrep_rules.contains(code));
        }
        if let Some(severity) = self.enabled.get(BLANKET_NOQA.code) {
            found.extend(suppressions.blanket().into_iter().map(|mut finding| {
                finding.severity = *severity;
                finding
            }));
        }
        let mut diagnostics = suppressions.apply(found);
        let about_comments =
            suppressions.findings(has_syntax_errors, self.unused_scope, |code_or_name| {
                self.status(code_or_name)
            });
        for mut finding in about_comments {
            if let Some(severity) = self.enabled.get(&*finding.code) {
                finding.severity = *severity;
                diagnostics.push(finding);
            }
        }
        let severity = self.enabled.get(SUPPRESSION_WITHOUT_REASON.code);
        if self.requires_reason || severity.is_some() {
            for mut finding in suppressions.without_reason() {
                finding.severity = severity.copied().unwrap_or(finding.severity);
                diagnostics.push(finding);
            }
        }
        diagnostics
    }

    fn status(&self, code_or_name: &str) -> RuleStatus {
        match self.catalog.find(code_or_name) {
            None => RuleStatus::Unknown,
            Some(rule) if self.is_enabled(&rule.code()) => RuleStatus::Enabled,
            Some(_) => RuleStatus::Disabled,
        }
    }

    /// The finding for a file that could not be read, if that is to be reported.
    pub fn unreadable(&self, error: &str) -> Option<Diagnostic> {
        let severity = *self.enabled.get(IO_ERROR.code)?;
        Some(IO_ERROR.finding(severity, error.to_owned(), TextRange::default()))
    }
}

fn errors_of_parser(parsed: &Parsed<ModModule>) -> impl Iterator<Item = Diagnostic> {
    let errors =
        parsed.errors().iter().map(|error| invalid_syntax(error.error.to_string(), error.location));
    let unsupported = parsed
        .unsupported_syntax_errors()
        .iter()
        .map(|error| invalid_syntax(error.to_string(), error.range));
    errors.chain(unsupported)
}

fn errors_of_compiler(semantic: &Semantic<'_>) -> impl Iterator<Item = Diagnostic> {
    syntax_errors(semantic).into_iter().map(|error| invalid_syntax(error.to_string(), error.range))
}

fn invalid_syntax(message: String, range: TextRange) -> Diagnostic {
    Diagnostic {
        code: Cow::Borrowed(INVALID_SYNTAX),
        name: Cow::Borrowed(INVALID_SYNTAX),
        message,
        severity: Severity::Error,
        range,
        fix: None,
        suppression_offset: None,
        noqa_offset: None,
    }
}
