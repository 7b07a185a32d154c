//! Findings about the suppression comments themselves.

use pylint_rs_diagnostics::{Applicability, Diagnostic, Edit, Fix, Severity};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::bracketed::{Action, Tool};
use super::lines::{is_first_on_line, line_range};
use super::noqa::{Level, Noqa};
use super::removal::remove;
use super::{FileNoqa, LineNoqa, RuleStatus, Suppressions, UsedCovering, piece};
use crate::own_rules::{
    INVALID_SUPPRESSION, INVALID_SUPPRESSION_COMMENT, OwnRule, SUPPRESSION_WITHOUT_REASON,
    UNMATCHED_SUPPRESSION_COMMENT, UNUSED_NOQA,
};

/// Which comments are held to be unused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UnusedScope {
    /// All that suppress nothing.
    All,
    /// Those of our own form, and `noqa`s with codes of rules that ran: what else a `noqa` says
    /// may be meant for another linter, which the project runs besides.
    Certain,
}

/// What is to become of one item of a comment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Verdict {
    Used,
    Unused,
    NotEnabled,
    Foreign,
    Duplicated,
    Unknown,
}

impl Suppressions<'_> {
    /// The findings about the comments, by position; to be asked for once all findings of the
    /// file have gone through [`apply`](Self::apply). `status` knows rules by code and by name.
    /// Of what is unused, that in `scope` is told.
    ///
    /// The findings of every rule are given, whether it is enabled or not. Where the file has
    /// syntax errors, rules may have missed findings, so nothing is called unused.
    pub fn findings(
        &self,
        has_syntax_errors: bool,
        scope: UnusedScope,
        status: impl Fn(&str) -> RuleStatus,
    ) -> Vec<Diagnostic> {
        let of_others = |rule: &str| match (status(rule), scope) {
            (RuleStatus::Disabled, UnusedScope::Certain) => RuleStatus::Foreign,
            (status, _) => status,
        };
        let mut findings = Vec::new();
        self.noqa_findings(scope, &of_others, &mut findings);
        for used in &self.bracketed {
            if used.covering.comment.tool == Tool::Ours {
                self.bracketed_findings(used, &status, &mut findings);
            } else {
                self.bracketed_findings(used, &of_others, &mut findings);
            }
        }
        for malformed in &self.malformed_noqas {
            let message = format!("This comment suppresses nothing: {}", malformed.reason);
            findings.push(finding(INVALID_SUPPRESSION, message, malformed.range));
        }
        for malformed in &self.malformed_bracketed {
            let message = format!("This comment suppresses nothing: {}", malformed.reason);
            let fix =
                Fix::unsafe_(remove(self.text, malformed.range)).with_message("Remove the comment");
            findings.push(Diagnostic {
                fix: Some(fix),
                ..finding(INVALID_SUPPRESSION_COMMENT, message, malformed.range)
            });
        }
        if has_syntax_errors {
            findings.retain(|finding| finding.code != UNUSED_NOQA.code);
        }
        findings.sort_by(|left, right| {
            (left.start(), left.end(), &left.code).cmp(&(right.start(), right.end(), &right.code))
        });
        findings
    }

    /// The findings of [`SUPPRESSION_WITHOUT_REASON`]: the comments of ours that give no reason.
    pub fn without_reason(&self) -> Vec<Diagnostic> {
        let noqas = self
            .file_noqas
            .iter()
            .filter(|file| file.noqa.level == Level::File { ours: true })
            .map(|file| &file.noqa)
            .filter(|noqa| !self.trailing_text(noqa).contains(char::is_alphanumeric))
            .map(|noqa| noqa.range);
        let bracketed = self
            .bracketed
            .iter()
            .map(|used| &used.covering.comment)
            .filter(|comment| comment.tool == Tool::Ours && !comment.has_reason)
            .map(|comment| comment.range);
        let mut findings: Vec<_> = noqas
            .chain(bracketed)
            .map(|range| {
                let message = "This suppression does not say why it is there".to_string();
                finding(SUPPRESSION_WITHOUT_REASON, message, range)
            })
            .collect();
        findings.sort_by_key(Ranged::start);
        findings
    }

    fn noqa_findings(
        &self,
        scope: UnusedScope,
        status: &impl Fn(&str) -> RuleStatus,
        findings: &mut Vec<Diagnostic>,
    ) {
        let exempts_all = self.file_noqas.iter().any(|file| file.noqa.items.is_empty());
        let exempts_unused = self.file_noqas.iter().any(|file| self.lists_unused_noqa(&file.noqa));
        let reports_unused = !exempts_all && !exempts_unused;

        let file_level = self.file_noqas.iter().map(|FileNoqa { noqa, used }| (noqa, used));
        let line_level = self.noqas.iter().map(|LineNoqa { noqa, used, .. }| (noqa, used));
        for (noqa, used) in file_level.chain(line_level) {
            let verdicts = self.verdicts(&noqa.items, used, true, status);
            let only_prose = !noqa.items.is_empty()
                && noqa.items.iter().zip(&verdicts).all(|(item, verdict)| {
                    *verdict == Verdict::Unknown
                        && self.text[*item].starts_with(|c: char| c.is_ascii_lowercase())
                });
            if only_prose {
                let message = "This comment suppresses nothing: what follows `noqa:` is neither \
                               a rule's code nor a rule's name"
                    .to_string();
                findings.push(finding(INVALID_SUPPRESSION, message, noqa.range));
            } else if noqa.level == (Level::File { ours: true }) {
                self.unknown_findings(&noqa.items, &verdicts, findings);
            }
            if !reports_unused || self.lists_unused_noqa(noqa) {
                continue;
            }
            if noqa.items.is_empty() {
                if noqa.level == Level::Line && !used[0] && scope == UnusedScope::All {
                    let message = "This `noqa` suppresses nothing".to_string();
                    findings.push(Diagnostic {
                        fix: Some(self.noqa_fix(noqa, &[])),
                        ..finding(UNUSED_NOQA, message, noqa.range)
                    });
                }
            } else if let Some(reason) = self.describe(&noqa.items, &verdicts) {
                let kept = self.kept(&noqa.items, &verdicts);
                findings.push(Diagnostic {
                    fix: Some(self.noqa_fix(noqa, &kept)),
                    ..finding(UNUSED_NOQA, message("`noqa`", &kept, &reason), noqa.range)
                });
            }
        }
    }

    fn bracketed_findings(
        &self,
        UsedCovering { covering, used }: &UsedCovering,
        status: &impl Fn(&str) -> RuleStatus,
        findings: &mut Vec<Diagnostic>,
    ) {
        let comment = &covering.comment;
        let verdicts = self.verdicts(&comment.items, used, false, status);
        if comment.tool == Tool::Ours {
            self.unknown_findings(&comment.items, &verdicts, findings);
        }
        if comment.action == Action::Disable
            && covering.closing.is_none()
            && verdicts.contains(&Verdict::Used)
        {
            let message = "This `disable` has no `enable` in its block, so it covers all that \
                           follows in it"
                .to_string();
            findings.push(finding(UNMATCHED_SUPPRESSION_COMMENT, message, comment.range));
        }
        let Some(reason) = self.describe(&comment.items, &verdicts) else { return };
        let kept = self.kept(&comment.items, &verdicts);
        let edits = std::iter::once(comment)
            .chain(&covering.closing)
            .map(|comment| {
                if kept.is_empty() {
                    remove(self.text, comment.range)
                } else {
                    Edit::replacement(kept.join(", "), comment.list)
                }
            })
            .collect();
        // Where there are other comments in the same one, they may move to another place in it,
        // and so come to mean something else.
        let applicability = if kept.is_empty() && !self.is_whole_comment(comment.range) {
            Applicability::Unsafe
        } else {
            Applicability::Safe
        };
        let fix = Fix::new(edits, applicability).with_message("Remove the unused suppression");
        findings.push(Diagnostic {
            fix: Some(fix),
            ..finding(UNUSED_NOQA, message("comment", &kept, &reason), comment.range)
        });
    }

    fn unknown_findings(
        &self,
        items: &[TextRange],
        verdicts: &[Verdict],
        findings: &mut Vec<Diagnostic>,
    ) {
        for (item, verdict) in items.iter().zip(verdicts) {
            if *verdict == Verdict::Unknown {
                let message = format!("There is no rule `{}`", &self.text[*item]);
                findings.push(finding(INVALID_SUPPRESSION, message, *item));
            }
        }
    }

    /// As in Ruff, a code that no rule has counts as listed before in a `noqa` alone.
    fn verdicts(
        &self,
        items: &[TextRange],
        used: &[bool],
        in_noqa: bool,
        status: &impl Fn(&str) -> RuleStatus,
    ) -> Vec<Verdict> {
        let mut seen = FxHashSet::default();
        items
            .iter()
            .zip(used)
            .map(|(item, used)| {
                let item = &self.text[*item];
                let is_first = seen.insert(item);
                if *used {
                    return Verdict::Used;
                }
                if in_noqa && !is_first {
                    return Verdict::Duplicated;
                }
                match status(item) {
                    RuleStatus::Unknown => Verdict::Unknown,
                    _ if !is_first => Verdict::Duplicated,
                    RuleStatus::Enabled => Verdict::Unused,
                    RuleStatus::Disabled => Verdict::NotEnabled,
                    RuleStatus::Foreign => Verdict::Foreign,
                }
            })
            .collect()
    }

    /// What is wrong with the items, if anything is.
    fn describe(&self, items: &[TextRange], verdicts: &[Verdict]) -> Option<String> {
        let parts: Vec<String> = [
            (Verdict::Unused, "unused"),
            (Verdict::NotEnabled, "not enabled"),
            (Verdict::Duplicated, "listed before"),
        ]
        .into_iter()
        .filter_map(|(wanted, words)| {
            let names: Vec<String> = items
                .iter()
                .zip(verdicts)
                .filter(|(_, verdict)| **verdict == wanted)
                .map(|(item, _)| format!("`{}`", &self.text[*item]))
                .collect();
            (!names.is_empty()).then(|| format!("{words}: {}", names.join(", ")))
        })
        .collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// The items worth keeping: those in use, and those that another tool may know.
    fn kept(&self, items: &[TextRange], verdicts: &[Verdict]) -> Vec<&str> {
        items
            .iter()
            .zip(verdicts)
            .filter(|(_, verdict)| {
                matches!(verdict, Verdict::Used | Verdict::Foreign | Verdict::Unknown)
            })
            .map(|(item, _)| &self.text[*item])
            .collect()
    }

    fn noqa_fix(&self, noqa: &Noqa, kept: &[&str]) -> Fix {
        let message = "Remove the unused `noqa`";
        if let (Some(first), false) = (noqa.items.first(), kept.is_empty()) {
            let list = TextRange::new(first.start(), noqa.range.end());
            return Fix::safe(Edit::replacement(kept.join(", "), list)).with_message(message);
        }
        let comment_end = line_range(self.text, noqa.range.start()).end();
        let edit = remove(self.text, piece(self.text, comment_end, noqa.range));
        // What follows is the comment's reason, unless it looks like another tool's directive; and
        // a suppression comment further on may be one only once it comes first.
        let rest = &self.text[TextRange::new(noqa.range.end(), comment_end)];
        let fix = if self.trailing_text(noqa).contains(':') || may_suppress(rest) {
            Fix::unsafe_(edit)
        } else {
            Fix::safe(edit)
        };
        fix.with_message(message)
    }

    /// What is said between a `noqa` and the next `#`.
    fn trailing_text(&self, noqa: &Noqa) -> &str {
        let comment_end = line_range(self.text, noqa.range.start()).end();
        let piece = piece(self.text, comment_end, noqa.range);
        &self.text[TextRange::new(noqa.range.end(), piece.end())]
    }

    fn lists_unused_noqa(&self, noqa: &Noqa) -> bool {
        noqa.items.iter().any(|item| {
            let item = &self.text[*item];
            item == UNUSED_NOQA.code || item == UNUSED_NOQA.name
        })
    }

    /// Whether a comment has nothing before or after it on its line but code.
    fn is_whole_comment(&self, range: TextRange) -> bool {
        let line = line_range(self.text, range.start());
        if range.end() < line.end() {
            return false;
        }
        is_first_on_line(self.text, range.start())
            || self.tokens[self.tokens.partition_point(|token| token.end() <= range.start())..]
                .first()
                .is_some_and(|token| token.start() == range.start())
    }
}

/// What is said of a comment that does less than it says.
fn message(what: &str, kept: &[&str], reason: &str) -> String {
    if kept.is_empty() {
        format!("This {what} suppresses nothing ({reason})")
    } else {
        format!("This {what} suppresses less than it says ({reason})")
    }
}

/// Whether a text holds any of the words that introduce a suppression comment.
fn may_suppress(text: &str) -> bool {
    text.to_ascii_lowercase().contains("noqa")
        || text.contains("ruff")
        || text.contains("pylint-rs")
}

fn finding(rule: OwnRule, message: String, range: TextRange) -> Diagnostic {
    rule.finding(Severity::Warning, message, range)
}
