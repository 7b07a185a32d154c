//! What a rule looks for, whatever language it was written in.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Condition, MetavariableId, Pattern, RegularExpression};

/// How far out `inside` looks.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub enum Boundary {
    /// Not past the innermost function (or lambda) around.
    Function,
    /// Not past the innermost class around.
    Class,
    /// As far as the file goes.
    Module,
}

/// How the places of two operands of `All` become one.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub enum Intersection {
    /// One is within the other, and the inner stays: as in Semgrep's rules.
    #[default]
    Inner,
    /// They are the same place. Stretches of text that a regular expression matches need only be
    /// within, or around, and the inner stays.
    Same,
}

/// What a rule looks for.
///
/// The value of a formula over a file is a list of [`crate::Match`]es, as in Semgrep's rules
/// (<https://semgrep.dev/docs/writing-rules/rule-syntax>), from which most operators come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Formula {
    /// Every place the pattern matches.
    Pattern(#[serde(with = "crate::shared")] Arc<Pattern>),
    /// Every stretch of the file's text that a regular expression matches. Its groups are bound
    /// as `$1`, `$2` and so on, and by their names.
    Regex(#[serde(with = "crate::shared")] Arc<RegularExpression>),
    /// Where all of them hold.
    All {
        /// The operands: at least one that is neither `Not` nor a condition.
        operands: Vec<Formula>,
        /// How the places of operands meet.
        intersection: Intersection,
        /// What captures must fulfil.
        conditions: Vec<Condition>,
        /// The captures whose places are reported instead of the match's own; none means the
        /// match itself.
        focus: Vec<MetavariableId>,
    },
    /// Where any of them holds.
    Any(Vec<Formula>),
    /// As an operand of `All`: not a match of this. Of a pattern it must be the same place, of
    /// `Inside` it may be any around, and of a regular expression also any within.
    Not(Box<Formula>),
    /// As an operand of `All`: within a match of this.
    Inside {
        /// What is around.
        formula: Box<Formula>,
        /// How far out it may be.
        boundary: Boundary,
    },
    /// As an operand of `All`: a match of this is within.
    Has(Box<Formula>),
    /// As an operand of `All`: a match of this comes earlier, in a statement before this one in
    /// the same block, or before one of the statements around it in theirs, in the same function.
    Follows(Box<Formula>),
    /// As an operand of `All`: the same with later statements.
    Precedes(Box<Formula>),
}

impl Formula {
    /// The text of the patterns whose matches are the formula's own.
    pub fn pattern_text(&self) -> String {
        match self {
            Self::Pattern(pattern) => format!("{}\n", pattern.source()),
            Self::All { operands, .. } | Self::Any(operands) => {
                operands.iter().map(Self::pattern_text).collect()
            }
            _ => String::new(),
        }
    }
}

/// How patterns are understood.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub struct Options {
    /// A name bound once to a literal matches where the literal would.
    pub constant_propagation: bool,
    /// A name bound once to any expression matches where the expression would.
    pub symbolic_propagation: bool,
    /// Operands of `and` and `or` match in any order.
    pub commutative_boolean: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { constant_propagation: true, symbolic_propagation: false, commutative_boolean: false }
    }
}
