//! What an operation needs, as a conjunction of alternatives.

use crate::evaluate::{CaptureTest, Check, Operation, OperationId, Program};
use crate::{Anchor, Content};

/// More alternatives tell too little to be worth a look.
const MOST_ALTERNATIVES: usize = 64;
/// More conditions on the words of one rule are not worth their while.
const MOST_CLAUSES: usize = 16;

/// For each clause the words of which one must be there.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Clauses(Vec<Vec<Box<str>>>);

impl Clauses {
    /// What an operation needs in order to have a place in a file.
    pub(crate) fn of(id: OperationId, program: &Program) -> Self {
        match program.get(id) {
            Operation::Pattern(pattern) => {
                let mut clauses = Self::default();
                for anchor in pattern.anchors() {
                    // A file's own package is among its words.
                    let (Anchor::Word(word) | Anchor::Package(word)) = anchor;
                    // What is built in is there without being named so.
                    if &*word != "builtins" {
                        clauses.add(vec![word]);
                    }
                }
                clauses
            }
            Operation::All(all) => {
                let mut clauses = Self::default();
                for part in all.values.iter().chain(&all.relations) {
                    clauses.extend(Self::of(*part, program));
                }
                for condition in &all.conditions {
                    if let Check::Of(_, CaptureTest::Matches { operation, content }) = condition
                        && *content == Content::Code
                    {
                        clauses.extend(Self::of(*operation, program));
                    }
                }
                clauses
            }
            Operation::Any(operands) => {
                Self::any(operands.iter().map(|operand| Self::of(*operand, program)))
            }
            Operation::Inside(inner, _)
            | Operation::Has(inner)
            | Operation::Follows(inner)
            | Operation::Precedes(inner) => Self::of(*inner, program),
            // A regular expression matches parts of words as well.
            Operation::Not(_) | Operation::Regex(_) => Self::default(),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Box<str>]> {
        self.0.iter().map(Vec::as_slice)
    }

    fn add(&mut self, mut clause: Vec<Box<str>>) {
        clause.sort_unstable();
        clause.dedup();
        if clause.len() <= MOST_ALTERNATIVES
            && self.0.len() < MOST_CLAUSES
            && !self.0.contains(&clause)
        {
            self.0.push(clause);
        }
    }

    fn extend(&mut self, other: Self) {
        other.0.into_iter().for_each(|clause| self.add(clause));
    }

    /// What all of several need, and of what else they need one clause of each, together.
    fn any(operands: impl Iterator<Item = Self>) -> Self {
        let operands: Vec<Self> = operands.collect();
        let mut clauses = Self::default();
        let Some((first, rest)) = operands.split_first() else { return clauses };
        for clause in &first.0 {
            if rest.iter().all(|other| other.0.contains(clause)) {
                clauses.add(clause.clone());
            }
        }
        let mut together = Vec::new();
        for operand in &operands {
            let own = operand.0.iter().filter(|clause| !clauses.0.contains(clause));
            match own.max_by_key(|clause| selectivity(clause)) {
                Some(clause) => together.extend(clause.iter().cloned()),
                // One that needs no more than all do makes the rest of the others' needs moot.
                None => return clauses,
            }
        }
        clauses.add(together);
        clauses
    }
}

/// How few files a clause may be expected to let through: few alternatives, and long words, are
/// better.
pub(super) fn selectivity(clause: &[Box<str>]) -> (std::cmp::Reverse<usize>, usize) {
    let shortest = clause.iter().map(|word| word.len()).min().unwrap_or_default();
    (std::cmp::Reverse(clause.len()), shortest)
}
