//! Expressions over captures: `$X > 100`, `len($NAME) >= 20 and $NAME != "..."`.
//!
//! They are written in a small part of Python: literals, metavariables, arithmetic, comparisons,
//! `in`, `and`, `or`, `not`, `len`, `int`, `float`, `str` and `re.match`. They are compiled once,
//! and evaluating one takes no time to speak of, whatever it says: numbers and texts are bounded,
//! and there are no loops.

mod compile;
mod evaluate;
mod operators;
mod value;

#[cfg(test)]
mod tests;

use crate::{Captures, MetavariableId, PatternError, RegularExpression, Subject, Vocabulary};
use operators::{BinaryOperator, ComparisonOperator};
use serde::{Deserialize, Serialize};
pub(crate) use value::Value;

/// How numbers are divided.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub enum Arithmetic {
    /// As in Python: `7 / 2` is `3.5`, `-7 % 3` is `2`.
    #[default]
    Python,
    /// As in Semgrep's rules: whole numbers divide to whole numbers, towards zero.
    Truncating,
}

/// An expression over captures: comparisons, `and`, `or`, `not`, arithmetic on literals, `len`,
/// `int`, `float`, `str`, `re.match`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Comparison {
    source: Box<str>,
    expression: Expression,
    arithmetic: Arithmetic,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Expression {
    Constant(Value),
    Capture(MetavariableId),
    List(Vec<Expression>),
    Not(Box<Expression>),
    Negative(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Binary(Box<Expression>, BinaryOperator, Box<Expression>),
    Compare(Box<Expression>, Vec<(ComparisonOperator, Expression)>),
    Convert(Conversion, Box<Expression>),
    Matches(Box<RegularExpression>, Box<Expression>),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
enum Conversion {
    Length,
    Integer,
    Float,
    String,
}

impl Comparison {
    /// Compiles an expression.
    ///
    /// # Errors
    /// If it is not Python, or uses more of Python than there is here; the span is one of
    /// `source`.
    pub fn parse(
        source: &str,
        arithmetic: Arithmetic,
        vocabulary: &mut Vocabulary,
    ) -> Result<Self, PatternError> {
        let expression = compile::compile(source, arithmetic, vocabulary)?;
        Ok(Self { source: source.into(), expression, arithmetic })
    }

    /// As it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The metavariables it asks for, each once.
    pub fn metavariables(&self) -> Vec<MetavariableId> {
        let mut found = Vec::new();
        collect_metavariables(&self.expression, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether it is true of these captures; it is not where one of them is missing or has no
    /// value that can be told.
    pub fn holds<'a>(&self, captures: &Captures<'a>, subject: &Subject<'a>) -> bool {
        evaluate::Evaluation { captures, subject, arithmetic: self.arithmetic }
            .evaluate(&self.expression)
            .is_some_and(|value| value.is_true())
    }
}

fn collect_metavariables(expression: &Expression, found: &mut Vec<MetavariableId>) {
    match expression {
        Expression::Constant(_) => {}
        Expression::Capture(id) => found.push(*id),
        Expression::List(parts) | Expression::And(parts) | Expression::Or(parts) => {
            parts.iter().for_each(|part| collect_metavariables(part, found));
        }
        Expression::Not(inner)
        | Expression::Negative(inner)
        | Expression::Convert(_, inner)
        | Expression::Matches(_, inner) => collect_metavariables(inner, found),
        Expression::Binary(left, _, right) => {
            collect_metavariables(left, found);
            collect_metavariables(right, found);
        }
        Expression::Compare(first, rest) => {
            collect_metavariables(first, found);
            rest.iter().for_each(|(_, part)| collect_metavariables(part, found));
        }
    }
}
