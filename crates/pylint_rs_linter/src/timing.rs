//! Where a run's time goes: `--timing`.

use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use pylint_rs_diagnostics::Diagnostic;
use pylint_rs_rules::{RuleInstance, RuleTimes};
use rustc_hash::FxHashMap;

/// A step of each file's way that is no rule's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Parsing.
    Parse,
    /// Building the semantic index.
    Index,
    /// Following suppression comments.
    Suppress,
}

impl Step {
    const ALL: [Self; 3] = [Self::Parse, Self::Index, Self::Suppress];

    const fn description(self) -> &'static str {
        match self {
            Self::Parse => "parsing",
            Self::Index => "building the semantic index",
            Self::Suppress => "following suppression comments",
        }
    }
}

/// Adds up what the files of a run took; of all threads together.
#[derive(Debug, Default)]
pub struct Timing(Mutex<Totals>);

#[derive(Debug, Default)]
struct Totals {
    steps: [Cost; 3],
    /// By code, with the name.
    rules: FxHashMap<String, (String, Cost)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    time: Duration,
    /// Texts, to be exact: with fixes, a file is checked several times.
    files: usize,
    findings: usize,
}

impl Cost {
    fn add(&mut self, time: Duration) {
        self.time += time;
        self.files += 1;
    }
}

impl Timing {
    /// Does a step, and counts what it took.
    pub(crate) fn of_step<T>(timing: Option<&Self>, step: Step, work: impl FnOnce() -> T) -> T {
        let Some(timing) = timing else { return work() };
        let start = Instant::now();
        let result = work();
        timing.add(|totals| totals.steps[step as usize].add(start.elapsed()));
        result
    }

    /// Counts what the rules of a plan took in a file.
    pub(crate) fn add_rules(
        &self,
        rules: &[RuleInstance],
        times: &RuleTimes,
        found: &[Diagnostic],
    ) {
        self.add(|totals| {
            for (rule, time) in rules.iter().zip(&times.rules) {
                let Some(time) = time else { continue };
                if let Some((_, cost)) = totals.rules.get_mut(&**rule.code()) {
                    cost.add(*time);
                } else {
                    let mut cost = Cost::default();
                    cost.add(*time);
                    let name = rule.name().clone().into_owned();
                    totals.rules.insert(rule.code().clone().into_owned(), (name, cost));
                }
            }
            for finding in found {
                if let Some((_, cost)) = totals.rules.get_mut(&*finding.code) {
                    cost.findings += 1;
                }
            }
        });
    }

    fn add(&self, count: impl FnOnce(&mut Totals)) {
        count(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// The table: the rules, the most expensive first, and the steps. Rules that were never
    /// called are left out.
    pub fn table(&self) -> String {
        let totals = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rules: Vec<_> = totals.rules.iter().collect();
        rules.sort_by(|(left, (_, left_cost)), (right, (_, right_cost))| {
            right_cost.time.cmp(&left_cost.time).then_with(|| left.cmp(right))
        });
        let of_rules = totals.rules.values().map(|(_, cost)| cost);
        let whole: Duration = totals.steps.iter().chain(of_rules).map(|it| it.time).sum();
        let mut table = String::new();
        let mut row = |cost: &Cost, findings: String, what: String| {
            let share =
                cost.time.as_secs_f64() * 100.0 / whole.as_secs_f64().max(f64::MIN_POSITIVE);
            let milliseconds = cost.time.as_secs_f64() * 1000.0;
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "{milliseconds:>10.2} ms {share:>5.1} % {:>7} {findings:>9}  {what}",
                cost.files
            );
        };
        for (code, (name, cost)) in rules {
            row(cost, cost.findings.to_string(), format!("{code} {name}"));
        }
        for step in Step::ALL {
            row(&totals.steps[step as usize], String::new(), step.description().to_owned());
        }
        format!("         time   share   files  findings  rule or step\n{table}")
    }
}
