//! Saying in words how a pattern is understood, and why code is no match.

mod mismatch;
mod outline;
mod wording;

use pylint_rs_semantic::NodeId;
use ruff_text_size::TextRange;

use crate::pattern::Root;
use crate::{Matcher, Pattern, Vocabulary};

/// Why a pattern does not match at a node.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mismatch {
    /// The code that is in the way.
    pub range: TextRange,
    /// Why, in words.
    pub reason: String,
    /// How many parts of the pattern had matched before.
    pub depth: usize,
}

impl Pattern {
    /// What it is made of: a line for each part, those within others indented.
    pub fn outline(&self, vocabulary: &Vocabulary) -> String {
        let mut outline = outline::Outline::new(&self.trees, vocabulary);
        match &self.root {
            Root::Expression(id) | Root::Part(id) => outline.tree(*id),
            Root::Statements(list) => {
                let heading =
                    if list.len() > 1 { Some("statements, one after the other") } else { None };
                outline.list(heading, list);
            }
        }
        outline.finish()
    }

    /// The kinds of code that it can match: "a call".
    pub fn candidates(&self) -> Vec<String> {
        self.candidate_kinds().iter().map(|kind| wording::kind(*kind)).collect()
    }
}

impl<'a> Matcher<'a> {
    /// Why a pattern does not match at a node: the part of it that was in the way after as many as
    /// possible had matched. Nothing if it does match.
    pub fn mismatch_at(
        &self,
        pattern: &Pattern,
        id: NodeId,
        vocabulary: &Vocabulary,
    ) -> Option<Mismatch> {
        let failure = self.failure_at(pattern, id)?;
        Some(Mismatch {
            range: ruff_text_size::Ranged::range(&failure.node),
            reason: mismatch::reason(self.subject(), pattern, &failure, vocabulary),
            depth: failure.depth,
        })
    }
}

#[cfg(test)]
mod tests;
