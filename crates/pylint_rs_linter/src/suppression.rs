//! Comments that keep findings from being reported.
//!
//! `# nosemgrep` first, for rules from Semgrep's files. Then `# noqa` and its file-wide forms, and `# pylint-rs: ignore[…]`, `file-ignore[…]`,
//! `disable[…]` … `enable[…]`, each also with Ruff's prefix. What is covered by which is decided
//! as Ruff does: file-wide `noqa`s first, then the bracketed comments, the wider kinds before the
//! narrower, then the `noqa` of the statement's line, then that of the finding's.
//!
//! Only comments that hold one of the words that introduce such a comment are parsed, and most
//! files have none.

mod blanket;
mod bracketed;
mod comments;
mod coverage;
mod index;
mod insertion;
mod lines;
mod noqa;
mod nosemgrep;
mod removal;
mod unused;

use std::cell::OnceCell;

use pylint_rs_diagnostics::Diagnostic;
use ruff_python_ast::token::Tokens;
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};

use crate::own_rules::BLANKET_NOQA;
use bracketed::MalformedBracketed;
use comments::may_be_bracketed;
use coverage::{Covering, Coverings};
use index::{CoverageIndex, former_code};
pub use insertion::add_noqa;
use lines::{LineMapping, is_first_on_line, line_range};
use noqa::{Level, MalformedNoqa, Noqa};
pub use unused::UnusedScope;

/// What a file's run knows about a rule named in a comment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RuleStatus {
    /// It ran, so a comment that covers none of its findings is unused.
    Enabled,
    /// It exists and did not run.
    Disabled,
    /// It exists and did not run, and the comment may be for another linter that has it.
    Foreign,
    /// It may be another tool's.
    Unknown,
}

/// A file's suppression comments, and which of them have been of use.
#[derive(Debug)]
pub struct Suppressions<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    mapping: OnceCell<LineMapping>,
    /// As much of it as there is near a `noqa`.
    near_noqas: OnceCell<LineMapping>,
    /// By position.
    noqas: Vec<LineNoqa>,
    file_noqas: Vec<FileNoqa>,
    malformed_noqas: Vec<MalformedNoqa>,
    /// In the order they have a say in.
    bracketed: Vec<UsedCovering>,
    malformed_bracketed: Vec<MalformedBracketed>,
    index: CoverageIndex<'a>,
}

/// A `noqa` and which of its items have been of use.
#[derive(Debug)]
struct FileNoqa {
    noqa: Noqa,
    used: Vec<bool>,
}

#[derive(Debug)]
struct LineNoqa {
    noqa: Noqa,
    /// The physical line it is on.
    line: TextRange,
    /// Which of its items have been of use; one flag for a blanket `noqa`.
    used: Vec<bool>,
}

#[derive(Debug)]
struct UsedCovering {
    covering: Covering,
    used: Vec<bool>,
}

impl<'a> Suppressions<'a> {
    /// Reads the suppression comments of a file.
    pub fn from_tokens(text: &'a str, tokens: &'a Tokens) -> Self {
        let mut suppressions = Self::none(text, tokens);
        suppressions.read();
        suppressions
    }

    /// The file without any of its suppression comments: for `--ignore-noqa`.
    pub fn none(text: &'a str, tokens: &'a Tokens) -> Self {
        Self {
            text,
            tokens,
            mapping: OnceCell::new(),
            near_noqas: OnceCell::new(),
            noqas: Vec::new(),
            file_noqas: Vec::new(),
            malformed_noqas: Vec::new(),
            bracketed: Vec::new(),
            malformed_bracketed: Vec::new(),
            index: CoverageIndex::default(),
        }
    }

    fn read(&mut self) {
        let mut has_bracketed = false;
        for range in comments::that_may_suppress(self.text, self.tokens) {
            let comment = &self.text[range];
            has_bracketed = has_bracketed || may_be_bracketed(comment);
            for result in noqa::parse(comment, range.start()) {
                self.read_noqa(range.start(), result);
            }
        }
        if has_bracketed {
            let Coverings { valid, malformed } =
                coverage::resolve(self.text, self.tokens, self.mapping());
            self.index = CoverageIndex::new(self.text, &valid);
            self.malformed_bracketed = malformed;
            self.bracketed = valid
                .into_iter()
                .map(|covering| UsedCovering {
                    used: vec![false; covering.comment.items.len()],
                    covering,
                })
                .collect();
        }
    }

    fn read_noqa(&mut self, comment_start: TextSize, result: Result<Noqa, MalformedNoqa>) {
        match result {
            Err(malformed) => self.malformed_noqas.push(malformed),
            Ok(noqa) => match noqa.level {
                Level::Line => {
                    let line = line_range(self.text, noqa.range.start());
                    let used = vec![false; noqa.items.len().max(1)];
                    self.noqas.push(LineNoqa { noqa, line, used });
                }
                Level::File { .. } if is_first_on_line(self.text, comment_start) => {
                    let used = vec![false; noqa.items.len()];
                    self.file_noqas.push(FileNoqa { noqa, used });
                }
                Level::File { .. } => self.malformed_noqas.push(MalformedNoqa {
                    range: noqa.range,
                    level: noqa.level,
                    reason: "a comment for the whole file needs a line of its own; for this line, \
                             leave out the prefix",
                }),
            },
        }
    }

    /// Removes the findings that a comment covers, and remembers which comments those were.
    #[must_use]
    pub fn apply(&mut self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if !(self.noqas.is_empty() && self.file_noqas.is_empty() && self.bracketed.is_empty()) {
            diagnostics.retain(|diagnostic| !self.suppresses(diagnostic));
        }
        diagnostics
    }

    /// Removes the findings that a `nosemgrep` covers, of those rules that it is meant for.
    pub fn apply_nosemgrep(
        &self,
        diagnostics: &mut Vec<Diagnostic>,
        is_semgrep_rule: impl Fn(&str) -> bool,
    ) {
        diagnostics.retain(|diagnostic| {
            !is_semgrep_rule(&diagnostic.code)
                || !nosemgrep::covers(self.text, diagnostic.start(), &diagnostic.code)
        });
    }

    /// An offset on the line that a `noqa` for `offset` must end.
    pub fn noqa_line_for(&self, offset: TextSize) -> TextSize {
        self.mapping().map(offset)
    }

    fn mapping(&self) -> &LineMapping {
        self.mapping.get_or_init(|| LineMapping::from_tokens(self.text, self.tokens))
    }

    fn suppresses(&mut self, diagnostic: &Diagnostic) -> bool {
        diagnostic.is_suppressible()
            && (self.file_noqa_suppresses(diagnostic)
                || self.bracketed_suppresses(diagnostic)
                || diagnostic
                    .suppression_offset
                    .is_some_and(|offset| self.noqa_suppresses(diagnostic, offset))
                || self.noqa_suppresses(diagnostic, diagnostic.noqa_start()))
    }

    fn file_noqa_suppresses(&mut self, diagnostic: &Diagnostic) -> bool {
        let mut suppressed = false;
        for FileNoqa { noqa, used } in &mut self.file_noqas {
            if noqa.is_blanket() {
                if is_about_blankets(diagnostic) {
                    continue;
                }
                return true;
            }
            let item = noqa.items.iter().position(|item| names(&self.text[*item], diagnostic));
            if let Some(item) = item {
                used[item] = true;
                suppressed = true;
            }
        }
        suppressed
    }

    fn bracketed_suppresses(&mut self, diagnostic: &Diagnostic) -> bool {
        let Some((covering, item)) = self.index.find(diagnostic) else { return false };
        self.bracketed[covering].used[item] = true;
        true
    }

    fn noqa_suppresses(&mut self, diagnostic: &Diagnostic, offset: TextSize) -> bool {
        if self.noqas.is_empty() {
            return false;
        }
        let near_noqas = self.near_noqas.get_or_init(|| {
            let offsets = self.noqas.iter().map(|noqa| noqa.noqa.range.start());
            LineMapping::around(self.text, self.tokens, offsets)
        });
        let offset = near_noqas.map(offset);
        let index = self.noqas.partition_point(|noqa| noqa.line.end() < offset);
        let Some(LineNoqa { noqa, line, used }) = self.noqas.get_mut(index) else { return false };
        if line.start() > offset {
            return false;
        }
        let item = if noqa.is_blanket() {
            (!is_about_blankets(diagnostic)).then_some(0)
        } else {
            noqa.items.iter().position(|item| names(&self.text[*item], diagnostic))
        };
        if let Some(item) = item {
            used[item] = true;
        }
        item.is_some()
    }
}

/// Whether a finding is about the very comments that cover everything.
fn is_about_blankets(diagnostic: &Diagnostic) -> bool {
    diagnostic.code == BLANKET_NOQA.code
}

/// Whether a comment's item means the rule of a finding.
fn names(item: &str, diagnostic: &Diagnostic) -> bool {
    former_code(&diagnostic.code) == Some(item)
        || item == diagnostic.code
        || item == diagnostic.name
}

/// The text of a comment from `range` up to the next `#` in it.
fn piece(text: &str, comment_end: TextSize, range: TextRange) -> TextRange {
    let rest = &text[TextRange::new(range.end(), comment_end)];
    let length = rest.find('#').map_or(rest.text_len(), |hash| rest[..hash].text_len());
    TextRange::new(range.start(), range.end() + length)
}

#[cfg(test)]
mod tests;
