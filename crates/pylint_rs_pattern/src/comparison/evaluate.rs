//! The value of a comparison for the captures of one match.

use super::operators::{ComparisonOperator, binary, compare, equal};
use super::{Arithmetic, Conversion, Expression, Value};
use crate::{Captures, Subject};

pub(super) struct Evaluation<'e, 'a> {
    pub(super) captures: &'e Captures<'a>,
    pub(super) subject: &'e Subject<'a>,
    pub(super) arithmetic: Arithmetic,
}

impl Evaluation<'_, '_> {
    /// Nothing, if a part of it that counts has no value. As in Python, what comes after a part
    /// that decides does not count.
    pub(super) fn evaluate(&self, expression: &Expression) -> Option<Value> {
        match expression {
            Expression::Constant(value) => Some(value.clone()),
            Expression::Capture(id) => {
                Value::of_capture(self.captures.get(*id)?, self.subject, self.arithmetic)
            }
            Expression::List(parts) => Some(Value::Collection(parts.len())),
            Expression::Not(inner) => Some(Value::Boolean(!self.evaluate(inner)?.is_true())),
            Expression::Negative(inner) => self.evaluate(inner)?.negated(),
            Expression::And(parts) => self.first_that_decides(parts, false),
            Expression::Or(parts) => self.first_that_decides(parts, true),
            Expression::Binary(left, operator, right) => {
                binary(&self.evaluate(left)?, *operator, &self.evaluate(right)?, self.arithmetic)
            }
            Expression::Compare(first, rest) => {
                let mut left = self.evaluate(first)?;
                for (operator, right) in rest {
                    if !self.compare(&left, *operator, right)? {
                        return Some(Value::Boolean(false));
                    }
                    if rest.len() > 1 {
                        left = self.evaluate(right)?;
                    }
                }
                Some(Value::Boolean(true))
            }
            Expression::Convert(conversion, inner) => {
                let value = self.evaluate(inner)?;
                match conversion {
                    Conversion::Length => {
                        value.length().map(|length| Value::Integer(length as i128))
                    }
                    Conversion::Integer => value.to_integer().map(Value::Integer),
                    Conversion::Float => value.to_float().map(Value::Float),
                    Conversion::String => value.to_text().map(Value::String),
                }
            }
            Expression::Matches(regex, text) => match self.evaluate(text)? {
                Value::String(text) => regex.is_match(&text).ok().map(Value::Boolean),
                _ => None,
            },
        }
    }

    fn first_that_decides(&self, parts: &[Expression], decisive: bool) -> Option<Value> {
        let mut last = Value::Boolean(!decisive);
        for part in parts {
            last = self.evaluate(part)?;
            if last.is_true() == decisive {
                break;
            }
        }
        Some(last)
    }

    fn compare(
        &self,
        left: &Value,
        operator: ComparisonOperator,
        right: &Expression,
    ) -> Option<bool> {
        let Expression::List(parts) = right else {
            return compare(left, operator, &self.evaluate(right)?);
        };
        match operator {
            ComparisonOperator::In | ComparisonOperator::NotIn => {
                let mut is_in = false;
                for part in parts {
                    is_in |= equal(left, &self.evaluate(part)?);
                }
                Some(is_in == (operator == ComparisonOperator::In))
            }
            _ => compare(left, operator, &Value::Collection(parts.len())),
        }
    }
}
