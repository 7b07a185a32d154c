//! Putting a template in the place of what a search finds.
//!
//! A match within another is rewritten first, and the outer one in a further round, in the text
//! that there is then. Only what was found at first is rewritten: a template whose outcome matches
//! again is no reason to go on.

use std::borrow::Cow;

use pylint_rs_diagnostics::{Applicability, Diagnostic, Edit, Fix, Severity, foreign_newline};
use pylint_rs_rules::{Unmended, mend_all};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{Search, SearchedFile, SyntaxError, look_into, parse};
use crate::fixing::apply_fixes;

/// A file with what was found rewritten.
#[derive(Clone, Debug, Default)]
pub struct Rewritten {
    /// The text.
    pub text: String,
    /// How many matches were rewritten.
    pub count: usize,
    /// Those that were not.
    pub unwritten: Vec<Unwritten>,
}

/// A match that was not rewritten.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unwritten {
    /// Where it is in the file as it was; of a match around another, in the file as it is.
    pub range: TextRange,
    /// Why.
    pub reason: String,
}

/// A match that waits for its turn.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Waiting {
    /// Where it was at first.
    origin: TextRange,
    /// Where it is in the text of this round.
    range: TextRange,
}

/// A match with what it becomes.
type WaitingFix = (Waiting, Fix);

impl Search {
    /// What a file becomes.
    ///
    /// # Errors
    /// If it is no Python.
    pub fn rewrite(&self, file: SearchedFile<'_>) -> Result<Rewritten, SyntaxError> {
        let source = file.source;
        let mut rewritten = Rewritten { text: source.text().to_owned(), ..Rewritten::default() };
        if self.rule.fix.is_none() {
            return Ok(rewritten);
        }
        let mut waiting: Option<Vec<Waiting>> = None;
        loop {
            let current = match source.with_text(rewritten.text.clone()) {
                Ok(current) => current,
                Err(error) => {
                    return Err(SyntaxError {
                        range: TextRange::default(),
                        message: error.to_string(),
                    });
                }
            };
            let current = SearchedFile { source: &current, ..file };
            let fixes = self.fixes(current, waiting.take(), &mut rewritten.unwritten)?;
            if fixes.is_empty() {
                return Ok(rewritten);
            }
            let round = round(current, fixes);
            rewritten.text = round.text;
            rewritten.count += round.count;
            rewritten.unwritten.extend(round.unwritten);
            if round.waiting.is_empty() {
                return Ok(rewritten);
            }
            waiting = Some(round.waiting);
        }
    }

    /// The fixes of what waits, or, at first, of everything.
    fn fixes(
        &self,
        file: SearchedFile<'_>,
        waiting: Option<Vec<Waiting>>,
        unwritten: &mut Vec<Unwritten>,
    ) -> Result<Vec<WaitingFix>, SyntaxError> {
        look_into(file, |looked| {
            let (mut matches, _) = self.matches(looked);
            let turn = |range: TextRange| match &waiting {
                None => Some(Waiting { origin: range, range }),
                Some(waiting) => waiting.iter().find(|one| one.range == range).copied(),
            };
            matches.retain(|found| turn(found.range).is_some());
            let mendings =
                mend_all(looked.file, looked.semantic, file.settings, &self.rule, &matches);
            let mut fixes = Vec::new();
            for gone in waiting.iter().flatten() {
                if !matches.iter().any(|found| found.range == gone.range) {
                    let reason = "with what is in it rewritten, it is no match any more";
                    unwritten.push(Unwritten { range: gone.origin, reason: reason.to_owned() });
                }
            }
            for (found, mending) in matches.iter().zip(mendings) {
                let Some(turn) = turn(found.range) else { continue };
                match mending {
                    Ok(mending) => fixes.push((turn, mending)),
                    // It is as it should be.
                    Err(Unmended::Unchanged) => {}
                    Err(reason) => {
                        unwritten
                            .push(Unwritten { range: turn.origin, reason: reason.to_string() });
                    }
                }
            }
            fixes
        })
    }
}

/// Applies those fixes that are not around others.
fn round(file: SearchedFile<'_>, fixes: Vec<WaitingFix>) -> Round {
    let text = file.source.text();
    let is_around = |outer: &Waiting| {
        fixes
            .iter()
            .any(|(inner, _)| inner.range != outer.range && outer.range.contains_range(inner.range))
    };
    let (outer, inner): (Vec<_>, Vec<_>) =
        fixes.iter().cloned().partition(|(turn, _)| is_around(turn));
    let mut round = Round::default();
    let mut inner = with_newlines(inner, text);
    let (fixed, applied) = loop {
        let diagnostics: Vec<Diagnostic> = inner.iter().map(as_diagnostic).collect();
        let applied = apply_fixes(text, &diagnostics, Applicability::Display, |_| true);
        if still_parses(file, &applied.text) {
            break (applied.text, applied.fixed);
        }
        // Those that break the file each by themselves, or if there is none, the last of them.
        let breaks = |one: &WaitingFix| {
            let alone = [as_diagnostic(one)];
            let text = apply_fixes(text, &alone, Applicability::Display, |_| true).text;
            !still_parses(file, &text)
        };
        let mut broken: Vec<usize> =
            applied.fixed.iter().copied().filter(|index| breaks(&inner[*index])).collect();
        if broken.is_empty() {
            broken.extend(applied.fixed.last());
        }
        broken.sort_unstable();
        for index in broken.into_iter().rev() {
            let (turn, _) = inner.remove(index);
            let reason = "the outcome would not be Python".to_owned();
            round.unwritten.push(Unwritten { range: turn.origin, reason });
        }
    };
    let mut edits: Vec<Edit> =
        applied.iter().flat_map(|index| inner[*index].1.edits().iter().cloned()).collect();
    edits.sort_by_key(|edit| (edit.start(), edit.end()));
    edits.dedup();
    round.count = applied.len();
    round.text = fixed;
    let left = inner.iter().enumerate().filter(|(index, _)| !applied.contains(index));
    // Without progress, what waits would wait for ever.
    if !applied.is_empty() || !round.unwritten.is_empty() {
        let rest = left.map(|(_, (turn, _))| *turn).chain(outer.iter().map(|(turn, _)| *turn));
        round.waiting =
            rest.map(|turn| Waiting { range: moved(turn.range, &edits), ..turn }).collect();
    }
    round
}

fn still_parses(file: SearchedFile<'_>, text: &str) -> bool {
    let changed = file.source.with_text(text.to_owned());
    changed.is_ok_and(|changed| parse(SearchedFile { source: &changed, ..file }).is_ok())
}

/// What a round came to.
#[derive(Default)]
struct Round {
    text: String,
    count: usize,
    unwritten: Vec<Unwritten>,
    waiting: Vec<Waiting>,
}

/// Fixes with line breaks as the file has them, so that their lengths are what they will be.
fn with_newlines(fixes: Vec<WaitingFix>, text: &str) -> Vec<WaitingFix> {
    let Some(newline) = foreign_newline(text) else { return fixes };
    fixes
        .into_iter()
        .map(|(turn, fix)| {
            let edits = fix
                .edits()
                .iter()
                .map(|edit| {
                    let content = edit.content().replace("\r\n", "\n").replace('\n', newline);
                    Edit::replacement(content, edit.range())
                })
                .collect();
            let mut changed = Fix::new(edits, fix.applicability());
            if let Some(group) = fix.isolation() {
                changed = changed.isolated(group);
            }
            (turn, changed)
        })
        .collect()
}

fn as_diagnostic((turn, fix): &WaitingFix) -> Diagnostic {
    Diagnostic {
        code: Cow::Borrowed("SEARCH"),
        name: Cow::Borrowed("search"),
        message: String::new(),
        severity: Severity::Info,
        range: turn.range,
        fix: Some(fix.clone()),
        suppression_offset: None,
        noqa_offset: None,
    }
}

/// Where a range is after edits, sorted, none of which it is within.
fn moved(range: TextRange, edits: &[Edit]) -> TextRange {
    let shift = |offset: TextSize, counts: &dyn Fn(&Edit) -> bool| {
        edits
            .iter()
            .filter(|edit| counts(edit))
            .fold(offset, |offset, edit| offset + TextSize::of(edit.content()) - edit.range().len())
    };
    let start = shift(range.start(), &|edit| edit.end() <= range.start());
    let end = shift(range.end(), &|edit| {
        edit.end() <= range.end() && !(edit.is_insertion() && edit.start() == range.end())
    });
    TextRange::new(start.min(end), end)
}
