//! How long each rule takes: for `--timing`.

use std::time::{Duration, Instant};

/// What the rules took in one file.
#[derive(Clone, Debug)]
pub struct RuleTimes {
    /// For each rule of the plan, in its order: what it took, or nothing if it was not called.
    pub rules: Vec<Option<Duration>>,
    running: Option<(usize, Instant)>,
}

impl RuleTimes {
    pub(crate) fn new(rules: usize) -> Self {
        Self { rules: vec![None; rules], running: None }
    }

    /// From now on it is this rule's time.
    pub(crate) fn enter(&mut self, rule: usize) {
        let now = Instant::now();
        self.charge(now);
        self.running = Some((rule, now));
    }

    /// From now on it is no rule's time.
    pub(crate) fn leave(&mut self) {
        self.charge(Instant::now());
    }

    fn charge(&mut self, now: Instant) {
        if let Some((rule, start)) = self.running.take() {
            *self.rules[rule].get_or_insert_default() += now - start;
        }
    }
}
