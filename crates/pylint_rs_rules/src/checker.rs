//! What a rule sees of a file, and where it puts its findings.

use std::borrow::Cow;
use std::rc::Rc;

use pylint_rs_diagnostics::{Applicability, Diagnostic, Fix, Severity};
use pylint_rs_semantic::Semantic;
use ruff_python_ast::token::Tokens;
use ruff_python_ast::{PySourceType, PythonVersion};
use ruff_python_trivia::CommentRanges;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::edits::drops_comment;
use crate::facts::Facts;
use crate::{Fact, FileSettings, ParsedFile, RuleInstance, RuleTimes};

/// Room for so many findings is made at first, and for more in large files: they are large, and
/// moving them takes longer than finding them.
const LIKELY_FINDINGS: usize = 64;
const BYTES_PER_FINDING: usize = 256;

/// One file's check: the file, its semantic index, and the findings so far.
pub struct Checker<'a> {
    file: &'a ParsedFile<'a>,
    semantic: &'a Semantic<'a>,
    settings: &'a FileSettings,
    rule: Option<&'a RuleInstance>,
    diagnostics: Vec<Diagnostic>,
    facts: Facts,
    /// Only where times are asked for.
    times: Option<RuleTimes>,
}

impl<'a> Checker<'a> {
    /// A file without findings yet.
    pub fn new(
        file: &'a ParsedFile<'a>,
        semantic: &'a Semantic<'a>,
        settings: &'a FileSettings,
    ) -> Self {
        Self {
            file,
            semantic,
            settings,
            rule: None,
            diagnostics: Vec::with_capacity(
                LIKELY_FINDINGS.max(file.text.len() / BYTES_PER_FINDING),
            ),
            facts: Facts::default(),
            times: None,
        }
    }

    /// Takes the time from now on.
    pub(crate) fn start_times(&mut self, times: RuleTimes) {
        self.times = Some(times);
    }

    #[inline]
    pub(crate) fn enter_rule(&mut self, index: usize, rule: &'a RuleInstance) {
        self.rule = Some(rule);
        if let Some(times) = &mut self.times {
            times.enter(index);
        }
    }

    /// What follows, up to the next [`Self::enter_rule`], is the dispatcher's work.
    #[inline]
    pub(crate) fn leave_rule(&mut self) {
        if let Some(times) = &mut self.times {
            times.leave();
        }
    }

    pub(crate) fn into_findings(self) -> (Vec<Diagnostic>, Option<RuleTimes>) {
        (self.diagnostics, self.times)
    }

    /// The file.
    pub fn file(&self) -> &'a ParsedFile<'a> {
        self.file
    }

    /// The semantic index.
    pub fn semantic(&self) -> &'a Semantic<'a> {
        self.semantic
    }

    /// The settings rules share.
    pub fn settings(&self) -> &'a FileSettings {
        self.settings
    }

    /// The decoded text of the file.
    pub fn source(&self) -> &'a str {
        self.file.text
    }

    /// The text of a node or range.
    pub fn text(&self, ranged: impl Ranged) -> &'a str {
        &self.file.text[ranged.range()]
    }

    /// The text of a node for a message: as much as fits of its first line.
    pub fn excerpt(&self, ranged: impl Ranged) -> Cow<'a, str> {
        const LONGEST: usize = 60;
        let text = self.text(ranged);
        let cut = text
            .char_indices()
            .enumerate()
            .find(|(count, (_, character))| *count >= LONGEST || matches!(character, '\n' | '\r'));
        match cut {
            None => Cow::Borrowed(text),
            Some((_, (end, _))) => Cow::Owned(format!("{}…", text[..end].trim_end())),
        }
    }

    /// The number of the line an offset is on, for a message.
    pub fn line_number(&self, offset: TextSize) -> usize {
        self.file.line_index().line_index(offset).get()
    }

    /// The tokens.
    pub fn tokens(&self) -> &'a Tokens {
        self.file.tokens()
    }

    /// Where comments are.
    pub fn comments(&self) -> &'a CommentRanges {
        self.file.comments()
    }

    /// Whether a range holds a comment: a fix that replaces it is not safe.
    pub fn has_comment(&self, ranged: impl Ranged) -> bool {
        self.file.comments().intersects(ranged.range())
    }

    /// The oldest Python to support.
    pub fn target_version(&self) -> PythonVersion {
        self.settings.target_version
    }

    /// Module or stub.
    pub fn kind(&self) -> PySourceType {
        self.file.kind
    }

    /// Whether the file is a stub.
    pub fn is_stub(&self) -> bool {
        self.file.kind.is_stub()
    }

    /// Whether fixes are wanted: if not, a rule need not spend time on one.
    pub fn wants_fixes(&self) -> bool {
        self.wants_fixes_that_are(Applicability::Safe)
    }

    /// Whether unsafe fixes are: a rule that has no other asks for this instead.
    pub fn wants_unsafe_fixes(&self) -> bool {
        self.wants_fixes_that_are(Applicability::Unsafe)
    }

    /// Whether fixes as applicable as that are wanted. In a file that does not parse none is: what
    /// there is to edit is guesswork.
    pub(crate) fn wants_fixes_that_are(&self, applicability: Applicability) -> bool {
        self.settings.fixes.is_some_and(|least| least <= applicability)
            && !self.file.parsed.has_invalid_syntax()
    }

    /// A fact several rules share, worked out when first asked for.
    pub fn fact<F: Fact>(&self) -> Rc<F> {
        self.facts.get(self)
    }

    /// Adds a finding of the rule that is running. More can be set on what is returned.
    pub fn report(&mut self, ranged: impl Ranged, message: impl Into<String>) -> &mut Diagnostic {
        self.report_with(ranged, message, None)
    }

    /// Adds a finding with the fix there may be. A safe fix that drops a comment becomes an unsafe
    /// one.
    pub fn report_with(
        &mut self,
        ranged: impl Ranged,
        message: impl Into<String>,
        fix: Option<Fix>,
    ) -> &mut Diagnostic {
        let rule = self.rule.expect("findings are reported while a rule runs");
        // No rule needs to remember that a comment may stand in any place between two tokens.
        let fix = fix.filter(|fix| self.wants_fixes_that_are(fix.applicability())).map(|fix| {
            let drops = fix.applicability() == Applicability::Safe
                && drops_comment(self.source(), self.comments(), fix.edits());
            if drops { fix.at_most(Applicability::Unsafe) } else { fix }
        });
        self.push(rule, ranged.range(), message.into(), fix)
    }

    /// Says that the rule that is running did not get to its end.
    pub(crate) fn report_unfinished(&mut self, range: TextRange) {
        let rule = self.rule.expect("findings are reported while a rule runs");
        self.diagnostics.push(Diagnostic {
            code: Cow::Borrowed("PRS098"),
            name: Cow::Borrowed("unfinished-rule"),
            message: format!(
                "`{}` took too many steps in this file and was stopped: it may have missed something",
                rule.code
            ),
            severity: Severity::Warning,
            range,
            fix: None,
            suppression_offset: None,
            noqa_offset: None,
        });
    }

    fn push(
        &mut self,
        rule: &RuleInstance,
        range: TextRange,
        message: String,
        fix: Option<Fix>,
    ) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic {
            code: rule.code.clone(),
            name: rule.name.clone(),
            message,
            severity: rule.severity,
            range,
            fix,
            suppression_offset: None,
            noqa_offset: None,
        });
        self.diagnostics.last_mut().expect("just pushed")
    }
}
