//! What operators make of values: nothing, where the outcome is out of bounds or makes no sense.

use std::cmp::Ordering;

use ruff_python_ast::{CmpOp, Operator};
use serde::{Deserialize, Serialize};

use super::{Arithmetic, Value};

/// The longest text a comparison works with.
const LONGEST_TEXT: usize = 1 << 16;

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub(super) enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Remainder,
    Power,
}

impl BinaryOperator {
    pub(super) fn of(operator: Operator) -> Option<Self> {
        Some(match operator {
            Operator::Add => Self::Add,
            Operator::Sub => Self::Subtract,
            Operator::Mult => Self::Multiply,
            Operator::Div => Self::Divide,
            Operator::FloorDiv => Self::FloorDivide,
            Operator::Mod => Self::Remainder,
            Operator::Pow => Self::Power,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub(super) enum ComparisonOperator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

impl ComparisonOperator {
    pub(super) fn of(operator: CmpOp) -> Self {
        match operator {
            CmpOp::Eq | CmpOp::Is => Self::Equal,
            CmpOp::NotEq | CmpOp::IsNot => Self::NotEqual,
            CmpOp::Lt => Self::Less,
            CmpOp::LtE => Self::LessOrEqual,
            CmpOp::Gt => Self::Greater,
            CmpOp::GtE => Self::GreaterOrEqual,
            CmpOp::In => Self::In,
            CmpOp::NotIn => Self::NotIn,
        }
    }
}

pub(super) fn binary(
    left: &Value,
    operator: BinaryOperator,
    right: &Value,
    arithmetic: Arithmetic,
) -> Option<Value> {
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => {
            integers(*left, operator, *right, arithmetic)
        }
        (Value::String(left), Value::String(right)) if operator == BinaryOperator::Add => {
            let text = format!("{left}{right}");
            (text.len() <= LONGEST_TEXT).then(|| Value::String(text.into()))
        }
        (Value::String(text), Value::Integer(times))
        | (Value::Integer(times), Value::String(text))
            if operator == BinaryOperator::Multiply =>
        {
            let times = usize::try_from((*times).max(0)).ok()?;
            let length = text.len().checked_mul(times)?;
            (length <= LONGEST_TEXT).then(|| Value::String(text.repeat(times).into()))
        }
        _ => floats(left.as_float()?, operator, right.as_float()?, arithmetic).map(Value::Float),
    }
}

fn integers(
    left: i128,
    operator: BinaryOperator,
    right: i128,
    arithmetic: Arithmetic,
) -> Option<Value> {
    let truncating = arithmetic == Arithmetic::Truncating;
    let result = match operator {
        BinaryOperator::Add => left.checked_add(right),
        BinaryOperator::Subtract => left.checked_sub(right),
        BinaryOperator::Multiply => left.checked_mul(right),
        BinaryOperator::Divide if truncating => left.checked_div(right),
        BinaryOperator::Divide => {
            return (right != 0).then(|| Value::Float(left as f64 / right as f64));
        }
        BinaryOperator::Remainder if truncating => left.checked_rem(right),
        BinaryOperator::FloorDivide => {
            let quotient = left.checked_div(right)?;
            let is_inexact = quotient.checked_mul(right)? != left;
            // Division rounds towards zero here, and down in Python.
            quotient.checked_sub(i128::from(is_inexact && (left < 0) != (right < 0)))
        }
        BinaryOperator::Remainder => {
            let remainder = left.checked_rem(right)?;
            let is_other_side = remainder != 0 && (remainder < 0) != (right < 0);
            remainder.checked_add(if is_other_side { right } else { 0 })
        }
        BinaryOperator::Power => {
            return match u32::try_from(right) {
                Ok(exponent) => left.checked_pow(exponent).map(Value::Integer),
                Err(_) if right < 0 => finite((left as f64).powf(right as f64)).map(Value::Float),
                Err(_) => None,
            };
        }
    };
    result.map(Value::Integer)
}

fn floats(left: f64, operator: BinaryOperator, right: f64, arithmetic: Arithmetic) -> Option<f64> {
    let divides = matches!(
        operator,
        BinaryOperator::Divide | BinaryOperator::FloorDivide | BinaryOperator::Remainder
    );
    if divides && right == 0.0 {
        return None;
    }
    finite(match operator {
        BinaryOperator::Add => left + right,
        BinaryOperator::Subtract => left - right,
        BinaryOperator::Multiply => left * right,
        BinaryOperator::Divide => left / right,
        BinaryOperator::FloorDivide => (left / right).floor(),
        BinaryOperator::Remainder if arithmetic == Arithmetic::Truncating => left % right,
        BinaryOperator::Remainder => left - right * (left / right).floor(),
        BinaryOperator::Power => left.powf(right),
    })
}

fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

/// The outcome of a comparison that is not about being in something.
pub(super) fn compare(left: &Value, operator: ComparisonOperator, right: &Value) -> Option<bool> {
    let ordering = || order(left, right);
    Some(match operator {
        ComparisonOperator::Equal => equal(left, right),
        ComparisonOperator::NotEqual => !equal(left, right),
        ComparisonOperator::Less => ordering()? == Ordering::Less,
        ComparisonOperator::LessOrEqual => ordering()? != Ordering::Greater,
        ComparisonOperator::Greater => ordering()? == Ordering::Greater,
        ComparisonOperator::GreaterOrEqual => ordering()? != Ordering::Less,
        ComparisonOperator::In | ComparisonOperator::NotIn => {
            let (Value::String(part), Value::String(whole)) = (left, right) else { return None };
            whole.contains(&**part) == (operator == ComparisonOperator::In)
        }
    })
}

/// Numbers by value, whatever their type; `True` is no number here, since who writes `$X == 1`
/// does not mean it.
pub(super) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Boolean(left), Value::Boolean(right)) => left == right,
        (Value::None, Value::None) => true,
        _ => order(left, right) == Some(Ordering::Equal),
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => Some(left.cmp(right)),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        _ => left.as_float()?.partial_cmp(&right.as_float()?),
    }
}
