//! Rules that are data are taken up as files need them.
//!
//! Most runs are about a file or a few, in which most rules have nothing to look for. So at first
//! only the words of the rules are known; the rules that can find anything in the first file are
//! made ready for it, and all of them as soon as another file needs more.

use std::sync::{Arc, OnceLock};

use pylint_rs_pattern::RuleWords;
use pylint_rs_semantic::Semantic;

use super::DataPlan;
use crate::{DataRule, RuleInstance, ShippedRule};

/// A rule that is data, as an instance has it.
#[derive(Clone)]
pub(crate) enum InstanceData {
    /// One of a pack.
    Shipped(&'static ShippedRule),
    /// One of a file that was asked for.
    Loaded(Arc<DataRule>),
}

impl InstanceData {
    pub(crate) fn rule(&self) -> &Arc<DataRule> {
        match self {
            Self::Shipped(rule) => rule.rule(),
            Self::Loaded(rule) => rule,
        }
    }
}

/// The rules of a plan that are data.
pub(crate) struct DataStages {
    /// Each with its number in the plan.
    rules: Vec<(usize, InstanceData)>,
    words: RuleWords,
    /// The rules that the first file needed, and the plan for them.
    first: OnceLock<(Vec<usize>, DataPlan)>,
    all: OnceLock<DataPlan>,
}

impl DataStages {
    /// Gathers the rules that are data; nothing if there are none.
    pub(crate) fn new(instances: &[RuleInstance]) -> Option<Self> {
        let rules: Vec<_> = instances
            .iter()
            .enumerate()
            .filter_map(|(index, instance)| Some((index, instance.data.clone()?)))
            .collect();
        if rules.is_empty() {
            return None;
        }
        let mut stages = Self {
            rules,
            words: RuleWords::default(),
            first: OnceLock::new(),
            all: OnceLock::new(),
        };
        let words = stages.rules.iter().map(|(_, data)| match data {
            InstanceData::Shipped(rule) => Some(rule.words()),
            InstanceData::Loaded(_) => None,
        });
        match words.collect::<Option<Vec<_>>>() {
            Some(words) => stages.words = RuleWords::new(words),
            // Rules of files are ready, and may be many: they are put together once.
            None => stages.all = OnceLock::from(stages.plan(0..stages.rules.len())),
        }
        Some(stages)
    }

    /// The plan to run over a file; nothing if no rule can find anything in it.
    pub(crate) fn for_file(&self, semantic: &Semantic<'_>) -> Option<&DataPlan> {
        if let Some(all) = self.all.get() {
            return Some(all);
        }
        let needed = self.words.candidates(semantic);
        if needed.is_empty() {
            return None;
        }
        let (known, plan) =
            self.first.get_or_init(|| (needed.clone(), self.plan(needed.iter().copied())));
        if needed.iter().all(|rule| known.binary_search(rule).is_ok()) {
            return Some(plan);
        }
        Some(self.all.get_or_init(|| self.plan(0..self.rules.len())))
    }

    fn plan(&self, rules: impl Iterator<Item = usize>) -> DataPlan {
        DataPlan::new(rules.map(|rule| {
            let (index, data) = &self.rules[rule];
            (*index, Arc::clone(data.rule()))
        }))
    }
}
