//! Which of many rules can match in a file, before any of them is ready to be run.

use pylint_rs_semantic::Semantic;

use crate::anchors::{Clauses, Prefilter};

/// The words of rules, as [`crate::RuleSet::words`] gives them.
#[derive(Debug, Default)]
pub struct RuleWords(Prefilter);

impl RuleWords {
    /// For rules, in their order, of each the groups of words of which a file must have one each.
    pub fn new<'w>(rules: impl IntoIterator<Item = Vec<Vec<&'w str>>>) -> Self {
        Self(Prefilter::new(rules.into_iter().map(Clauses::of_words)))
    }

    /// The rules that can match in a file, by number, in their order.
    pub fn candidates(&self, semantic: &Semantic<'_>) -> Vec<usize> {
        let words = self.0.words_in(semantic);
        self.0.candidates(&words)
    }
}
