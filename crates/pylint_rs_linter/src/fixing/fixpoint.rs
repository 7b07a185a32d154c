//! Rounds of fixes until none is left.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use pylint_rs_diagnostics::{Applicability, Diagnostic, Severity};
use ruff_text_size::TextRange;
use rustc_hash::FxHashSet;

use super::round::{FixRound, apply_fixes};
use crate::own_rules::INTERNAL_ERROR;

/// How many rounds may leave as many fixes to apply as before until they count as endless.
const MOST_STALLED_ROUNDS: usize = 100;

/// How many rounds there may be at all: fixes that exclude each other, one of which goes each
/// round, are left for another run from here on, lest a strange file take for ever.
const MOST_ROUNDS: usize = 1000;

/// What linting a text once came to.
#[derive(Clone, Debug, Default)]
pub struct LintRound {
    /// What there is to report.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the text does not parse.
    pub has_syntax_errors: bool,
    /// Whether it parses and the Python to support would still not compile it: a parameter given
    /// twice, syntax that is too new.
    pub has_compile_errors: bool,
}

impl LintRound {
    /// Whether a fix that led here from `self` broke the file.
    fn is_broken_by(&self, fixed: &Self) -> bool {
        fixed.has_syntax_errors || (fixed.has_compile_errors && !self.has_compile_errors)
    }
}

/// Which fixes to apply.
#[derive(Clone, Copy)]
pub struct FixOptions<'a> {
    /// How applicable a fix must be at least.
    pub required: Applicability,
    /// Whether a finding's fix may be applied at all: `fixable` and `unfixable`.
    pub fixable: &'a dyn Fn(&Diagnostic) -> bool,
}

/// How many findings of one rule were fixed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AppliedFixes {
    /// The rule's name.
    pub name: Cow<'static, str>,
    /// How many.
    pub count: usize,
}

/// What is left once no fix is.
#[derive(Clone, Debug)]
pub struct FixOutcome {
    /// The text.
    pub text: String,
    /// What was fixed, by the rules' codes.
    pub applied: BTreeMap<Cow<'static, str>, AppliedFixes>,
    /// What is still to be reported, in terms of the new text; after it, an
    /// [`INTERNAL_ERROR`] for each rule whose fixes had to be left out.
    pub diagnostics: Vec<Diagnostic>,
}

/// Applies fixes and lints anew until there are none to apply. `first` is what `lint` says of
/// `text`.
///
/// A file with syntax errors is left alone, as what the rules saw of it is guesswork. Where a fix
/// breaks the file, or fixes undo each other, the rules at fault are named and the
/// file is fixed from the start without theirs.
pub fn fix_to_fixpoint(
    text: &str,
    first: LintRound,
    options: FixOptions<'_>,
    mut lint: impl FnMut(&str) -> LintRound,
) -> FixOutcome {
    if first.has_syntax_errors {
        return FixOutcome {
            text: text.to_string(),
            applied: BTreeMap::new(),
            diagnostics: first.diagnostics,
        };
    }
    let mut dropped = Dropped::default();
    let mut internal_errors = Vec::new();
    loop {
        match attempt(text, &first, options, &dropped, &mut lint) {
            Ok(mut outcome) => {
                outcome.diagnostics.extend(internal_errors);
                return outcome;
            }
            Err(fault) => {
                internal_errors.push(fault.diagnostic());
                dropped.extend(fault.rules);
            }
        }
    }
}

type Code = Cow<'static, str>;
type Dropped = BTreeSet<Code>;

/// Why an attempt came to nothing.
struct Fault {
    /// The rules whose fixes must not be applied; at least one that was.
    rules: BTreeSet<Code>,
    breaks_syntax: bool,
}

impl Fault {
    fn diagnostic(&self) -> Diagnostic {
        let rules: Vec<String> = self.rules.iter().map(|code| format!("`{code}`")).collect();
        let (rules, plural) = (rules.join(", "), if rules.len() == 1 { "" } else { "s" });
        let message = if self.breaks_syntax {
            format!("The fix of {rules} would break this file's syntax, so it was left out")
        } else {
            format!(
                "The fixes of the rule{plural} {rules} would never come to an end in this file, \
                 so they were left out"
            )
        };
        INTERNAL_ERROR.finding(Severity::Error, message, TextRange::default())
    }
}

fn attempt(
    text: &str,
    first: &LintRound,
    options: FixOptions<'_>,
    dropped: &Dropped,
    lint: &mut impl FnMut(&str) -> LintRound,
) -> Result<FixOutcome, Fault> {
    let mut text = Cow::Borrowed(text);
    let mut current = Cow::Borrowed(first);
    let mut applied: BTreeMap<Code, AppliedFixes> = BTreeMap::new();
    let mut seen = FxHashSet::from_iter([fingerprint(&text)]);
    // The rules of each round, to tell which of them go round in circles.
    let mut rules_by_round: Vec<(u64, BTreeSet<Code>)> = Vec::new();
    let (mut fewest, mut stalled) = (usize::MAX, 0);
    // A fix that doubles what it is about would fill the memory long before its last round.
    let largest = text.len() * 8 + (1 << 16);
    loop {
        let fixable = |diagnostic: &Diagnostic| {
            !dropped.contains(&diagnostic.code) && (options.fixable)(diagnostic)
        };
        let round = apply_fixes(&text, &current.diagnostics, options.required, fixable);
        if round.fixed.is_empty() || rules_by_round.len() >= MOST_ROUNDS {
            return Ok(FixOutcome {
                text: text.into_owned(),
                applied,
                diagnostics: current.into_owned().diagnostics,
            });
        }

        let rules: BTreeSet<Code> =
            round.fixed.iter().map(|index| current.diagnostics[*index].code.clone()).collect();
        let before = fingerprint(&text);
        rules_by_round.push((before, rules.clone()));
        let after = fingerprint(&round.text);
        if !seen.insert(after) {
            let circle = rules_by_round.iter().skip_while(|(start, _)| *start != after);
            let rules = circle.flat_map(|(_, rules)| rules.iter().cloned()).collect();
            return Err(Fault { rules, breaks_syntax: false });
        }
        let waiting = current.diagnostics.iter().filter(|diagnostic| {
            fixable(diagnostic)
                && diagnostic
                    .fix
                    .as_ref()
                    .is_some_and(|fix| fix.applicability() >= options.required)
        });
        let waiting = waiting.count();
        stalled = if waiting < fewest { 0 } else { stalled + 1 };
        fewest = fewest.min(waiting);
        if stalled >= MOST_STALLED_ROUNDS || round.text.len() > largest {
            return Err(Fault { rules, breaks_syntax: false });
        }

        let next = lint(&round.text);
        if current.is_broken_by(&next) {
            let culprit = culprit(&text, &current, &round, lint);
            return Err(Fault { rules: culprit, breaks_syntax: true });
        }
        for index in &round.fixed {
            let diagnostic = &current.diagnostics[*index];
            applied
                .entry(diagnostic.code.clone())
                .or_insert_with(|| AppliedFixes { name: diagnostic.name.clone(), count: 0 })
                .count += 1;
        }
        text = Cow::Owned(round.text);
        current = Cow::Owned(next);
    }
}

/// The rule with whose fix a round's text stops compiling: found by applying fewer and fewer of
/// the round's fixes.
fn culprit(
    text: &str,
    current: &LintRound,
    round: &FixRound,
    lint: &mut impl FnMut(&str) -> LintRound,
) -> BTreeSet<Code> {
    let diagnostics = &current.diagnostics;
    let mut breaks = |count: usize| {
        let chosen: Vec<Diagnostic> =
            round.fixed[..count].iter().map(|index| diagnostics[*index].clone()).collect();
        let text = apply_fixes(text, &chosen, Applicability::Display, |_| true).text;
        current.is_broken_by(&lint(&text))
    };
    let (mut parses, mut fails) = (0, round.fixed.len());
    while fails - parses > 1 {
        let middle = parses + (fails - parses) / 2;
        if breaks(middle) {
            fails = middle;
        } else {
            parses = middle;
        }
    }
    BTreeSet::from([diagnostics[round.fixed[fails - 1]].code.clone()])
}

fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
