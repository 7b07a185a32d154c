//! Tests of rules that are data: `pylint-rs test`.

mod annotated;
mod expectation;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use pylint_rs_diagnostics::{Applicability, unified_diff};
use pylint_rs_rules::{DataFix, DataRule, FileSettings, PathScope, RuleInstance, TestText};
use pylint_rs_source::SourceFile;
use ruff_python_ast::PythonVersion;
use ruff_text_size::{Ranged, TextSize};

use crate::fixing::{FixOptions, FixOutcome, LintRound, fix_to_fixpoint};
use crate::own_rules::INTERNAL_ERROR;
use crate::{Packages, Profile};
pub use annotated::{AnnotatedOutcome, run_annotated};
use expectation::{Expectation, without_expectations};

/// What a test was not as it should be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TestFailure {
    /// The line of the rule's file.
    pub line: usize,
    /// What is wrong, on one line.
    pub message: String,
    /// What was expected and what came instead, as a diff; lines with their ends.
    pub details: String,
}

/// Runs the tests of a rule: each failure is one of its file.
pub fn run_tests(rule: &DataRule, color: bool) -> Vec<TestFailure> {
    let tester = Tester::new(rule);
    let mut failures = Vec::new();
    for test in &rule.tests {
        for good in &test.good {
            tester.check_good(good, &mut failures);
        }
        for bad in &test.bad {
            tester.check_bad(bad, &mut failures);
            if rule.fix.is_some() || test.fixed.is_some() {
                tester.check_fix(bad, test.fixed.as_ref(), color, &mut failures);
            }
        }
    }
    failures
}

/// How many texts a rule is tried on.
pub fn count_tests(rule: &DataRule) -> usize {
    rule.tests.iter().map(|test| test.bad.len() + test.good.len()).sum()
}

/// A rule alone, on texts of no file.
struct Tester<'r> {
    rule: &'r DataRule,
    profile: Profile,
    packages: Packages,
}

/// What a rule says of a text.
struct Checked {
    source: SourceFile,
    round: LintRound,
}

impl Checked {
    /// The line that an offset is on, from 1.
    fn row(&self, offset: TextSize) -> usize {
        self.source.line_index().line_index(offset).get()
    }
}

impl<'r> Tester<'r> {
    fn new(rule: &'r DataRule) -> Self {
        // Where the files it is about are is another matter.
        let everywhere = Arc::new(DataRule { paths: PathScope::default(), ..rule.clone() });
        let settings =
            FileSettings { target_version: PythonVersion::PY314, ..FileSettings::default() };
        Self {
            rule,
            profile: Profile::of_rules(vec![RuleInstance::of_data(everywhere)], settings),
            packages: Packages::default(),
        }
    }

    /// Lints a text; nothing if it is no Python, which is a failure.
    fn check(&self, text: &TestText, failures: &mut Vec<TestFailure>) -> Option<Checked> {
        let checked = self.lint(&text.text)?;
        let errors = checked.round.diagnostics.iter().filter(|finding| finding.is_syntax_error());
        let mut is_python = true;
        for error in errors {
            is_python = false;
            let row = checked.row(error.start());
            failures.push(self.failure(text, row, &format!("syntax error: {}", error.message), ""));
        }
        is_python.then_some(checked)
    }

    fn lint(&self, text: &str) -> Option<Checked> {
        let path = Path::new("example.py");
        let source = SourceFile::from_bytes(path, text.as_bytes().to_vec()).ok()?;
        let round = self.profile.lint(path, &source, &self.packages);
        Some(Checked { source, round })
    }

    fn failure(&self, text: &TestText, row: usize, message: &str, details: &str) -> TestFailure {
        TestFailure {
            line: text.line_in_file(row),
            message: format!("{}: {message}", self.rule.code),
            details: details.to_owned(),
        }
    }

    fn check_good(&self, text: &TestText, failures: &mut Vec<TestFailure>) {
        let Some(checked) = self.check(text, failures) else { return };
        for finding in &checked.round.diagnostics {
            let row = checked.row(finding.start());
            let details = line_of(&text.text, row, '+', text);
            let message = format!("`good` has a finding: {}", finding.message);
            failures.push(self.failure(text, row, &message, &details));
        }
    }

    fn check_bad(&self, text: &TestText, failures: &mut Vec<TestFailure>) {
        let Some(checked) = self.check(text, failures) else { return };
        let expectation = Expectation::of(&text.text, &self.rule.code);
        for (row, code) in &expectation.foreign {
            let message = format!("the comment names `{code}`, which is not this rule");
            failures.push(self.failure(text, *row, &message, ""));
        }
        let mut found: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for finding in &checked.round.diagnostics {
            let row = checked.row(finding.start());
            found.entry(row).or_default().push(&finding.message);
        }
        if expectation.is_silent() {
            if found.is_empty() {
                failures.push(self.failure(text, 1, "`bad` has no finding", ""));
            }
            return;
        }
        let mut rows: Vec<usize> = expectation.rows.keys().chain(found.keys()).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        for row in rows {
            let expected = expectation.rows.get(&row).copied().unwrap_or_default();
            let messages = found.get(&row).map(Vec::as_slice).unwrap_or_default();
            if expected == messages.len() {
                continue;
            }
            let message = match (expected, messages) {
                (_, []) => "`bad` has no finding here".to_owned(),
                (0, messages) => {
                    format!("`bad` has a finding that no comment tells of: {}", messages.join("; "))
                }
                (expected, messages) => {
                    let count = messages.len();
                    let messages = messages.join("; ");
                    format!("`bad` has {count} findings here, not {expected}: {messages}")
                }
            };
            let sign = if messages.len() < expected { '-' } else { '+' };
            let details = line_of(&text.text, row, sign, text);
            failures.push(self.failure(text, row, &message, &details));
        }
    }

    /// Applies the rule's fixes, of any applicability, to a text without the comments that tell of
    /// findings.
    fn check_fix(
        &self,
        text: &TestText,
        expected: Option<&TestText>,
        color: bool,
        failures: &mut Vec<TestFailure>,
    ) {
        let before = without_expectations(&text.text);
        let Some(outcome) = self.fix(&before) else { return };
        for finding in &outcome.diagnostics {
            if finding.code == INTERNAL_ERROR.code {
                failures.push(self.failure(text, 1, &finding.message, ""));
            }
        }
        if let Some(again) = self.fix(&outcome.text)
            && again.text != outcome.text
        {
            let details = unified_diff("fixed", &outcome.text, &again.text, color);
            let message = "fixing `bad` a second time changes it again";
            failures.push(self.failure(text, 1, message, &details));
        }
        let Some(expected) = expected else { return };
        if self.rule.fix.is_none() {
            failures.push(self.failure(expected, 1, "there is a `fixed`, and no fix", ""));
        } else if expected.text.trim_end() != outcome.text.trim_end() {
            let details = unified_diff("fixed", &expected.text, &outcome.text, color);
            let message = "fixes make something else of `bad` than `fixed`";
            failures.push(self.failure(expected, 1, message, &details));
        }
    }

    fn fix(&self, text: &str) -> Option<FixOutcome> {
        let required = match &self.rule.fix {
            Some(DataFix::Template { applicability: Applicability::Display, .. }) => {
                Applicability::Display
            }
            _ => Applicability::Unsafe,
        };
        let first = self.lint(text)?.round;
        let options = FixOptions { required, fixable: &|_| true };
        Some(fix_to_fixpoint(text, first, options, |text| match self.lint(text) {
            Some(checked) => checked.round,
            None => LintRound { has_syntax_errors: true, ..LintRound::default() },
        }))
    }
}

/// A line of a test as a line of a diff.
fn line_of(text: &str, row: usize, sign: char, test: &TestText) -> String {
    let line = text.lines().nth(row - 1).unwrap_or_default();
    format!("{sign} {:>4} | {line}\n", test.line_in_file(row))
}
