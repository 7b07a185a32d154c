//! Where a run's time goes: `--timing`.

use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use pylint_rs_diagnostics::Diagnostic;
use pylint_rs_rules::{RuleInstance, RuleTimes};
use rustc_hash::FxHashMap;

/// A step of a run that is no rule's, in the order in which they are taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Finding the files.
    Discover,
    /// Reading and decoding.
    Read,
    /// Parsing.
    Parse,
    /// Building the semantic index.
    Index,
    /// Finding out which rules have anything to do, and sorting what they find.
    Dispatch,
    /// Following suppression comments.
    Suppress,
    /// Looking for what the parser takes and the compiler does not.
    SyntaxErrors,
    /// Applying fixes, without linting what they make.
    Fix,
    /// Rendering findings.
    Emit,
}

impl Step {
    const ALL: [Self; 9] = [
        Self::Discover,
        Self::Read,
        Self::Parse,
        Self::Index,
        Self::Dispatch,
        Self::Suppress,
        Self::SyntaxErrors,
        Self::Fix,
        Self::Emit,
    ];

    const fn description(self) -> &'static str {
        match self {
            Self::Discover => "finding files",
            Self::Read => "reading",
            Self::Parse => "parsing",
            Self::Index => "building the semantic index",
            Self::Dispatch => "handing out nodes, names and words to rules",
            Self::Suppress => "following suppression comments",
            Self::SyntaxErrors => "looking for syntax errors",
            Self::Fix => "applying fixes",
            Self::Emit => "rendering findings",
        }
    }
}

/// Adds up what the files of a run took; of all threads together.
#[derive(Debug, Default)]
pub struct Timing(Mutex<Totals>);

#[derive(Debug, Default)]
struct Totals {
    steps: [Cost; Step::ALL.len()],
    /// By code, with the name.
    rules: FxHashMap<String, (String, Cost)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    time: Duration,
    /// How often: with fixes, a file is checked several times.
    calls: usize,
    findings: usize,
}

impl Cost {
    fn add(&mut self, time: Duration) {
        self.time += time;
        self.calls += 1;
    }
}

impl Timing {
    /// Does a step, and counts what it took.
    pub fn of_step<T>(timing: Option<&Self>, step: Step, work: impl FnOnce() -> T) -> T {
        let Some(timing) = timing else { return work() };
        let start = Instant::now();
        let result = work();
        timing.add_step(step, start.elapsed());
        result
    }

    /// Counts what a step took.
    pub fn add_step(&self, step: Step, time: Duration) {
        self.add(|totals| totals.steps[step as usize].add(time));
    }

    /// Counts what the rules of a plan took in a file, and what is left of `whole`.
    pub(crate) fn add_rules(
        &self,
        rules: &[RuleInstance],
        times: &RuleTimes,
        found: &[Diagnostic],
        whole: Duration,
    ) {
        let of_rules: Duration = times.rules.iter().flatten().sum();
        self.add_step(Step::Dispatch, whole.saturating_sub(of_rules));
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

    /// The table: the rules, the most expensive first, all rules together, the steps, and the sum.
    /// Rules that were never called and steps that were never taken are left out.
    pub fn table(&self) -> String {
        let totals = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rules: Vec<_> = totals.rules.iter().collect();
        rules.sort_by(|(left, (_, left_cost)), (right, (_, right_cost))| {
            right_cost.time.cmp(&left_cost.time).then_with(|| left.cmp(right))
        });
        let of_rules = sum(rules.iter().map(|(_, (_, cost))| cost));
        let whole = sum(totals.steps.iter().chain([&of_rules]));
        let mut table = String::new();
        let mut row = |cost: &Cost, calls: String, findings: String, what: &str| {
            let share =
                cost.time.as_secs_f64() * 100.0 / whole.time.as_secs_f64().max(f64::MIN_POSITIVE);
            let milliseconds = cost.time.as_secs_f64() * 1000.0;
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "{milliseconds:>10.2} ms {share:>5.1} % {calls:>7} {findings:>9}  {what}"
            );
        };
        for (code, (name, cost)) in rules {
            let (calls, findings) = (cost.calls.to_string(), cost.findings.to_string());
            row(cost, calls, findings, &format!("{code} {name}"));
        }
        row(&of_rules, String::new(), of_rules.findings.to_string(), "all rules");
        for step in Step::ALL {
            let cost = &totals.steps[step as usize];
            if cost.calls > 0 {
                row(cost, cost.calls.to_string(), String::new(), step.description());
            }
        }
        row(&whole, String::new(), String::new(), "everything, on all threads");
        format!("         time   share   calls  findings  rule or step\n{table}")
    }
}

fn sum<'a>(costs: impl Iterator<Item = &'a Cost>) -> Cost {
    costs.fold(Cost::default(), |sum, cost| Cost {
        time: sum.time + cost.time,
        calls: 0,
        findings: sum.findings + cost.findings,
    })
}
