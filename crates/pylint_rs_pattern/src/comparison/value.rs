//! The values that comparisons compute with.

use std::sync::Arc;

use pylint_rs_semantic::Semantic;
use ruff_python_ast::{AnyNodeRef, Expr, Number, UnaryOp};
use serde::{Deserialize, Serialize};

use super::Arithmetic;
use super::operators::{BinaryOperator, binary};
use crate::{Capture, Subject};

/// Operations nested deeper than this have no value here.
const DEEPEST: usize = 32;

/// A value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Value {
    Integer(i128),
    Float(f64),
    String(#[serde(with = "crate::shared")] Arc<str>),
    Boolean(bool),
    None,
    /// A display, or several captured nodes, of which only the number counts.
    Collection(usize),
}

impl Value {
    /// The value of a literal that is no collection.
    pub(crate) fn of_literal(node: AnyNodeRef<'_>) -> Option<Self> {
        match node {
            AnyNodeRef::ExprNumberLiteral(literal) => match &literal.value {
                Number::Int(int) => match int.as_i64() {
                    Some(small) => Some(Self::Integer(small.into())),
                    None => large_integer(&int.to_string()).map(Self::Integer),
                },
                Number::Float(float) => float.is_finite().then_some(Self::Float(*float)),
                Number::Complex { .. } => None,
            },
            AnyNodeRef::ExprStringLiteral(literal) => {
                Some(Self::String(literal.value.to_str().into()))
            }
            AnyNodeRef::ExprBooleanLiteral(literal) => Some(Self::Boolean(literal.value)),
            AnyNodeRef::ExprNoneLiteral(_) => Some(Self::None),
            _ => None,
        }
    }

    /// The value of an expression: of literals, operations on them, displays, and names that are
    /// bound once to such.
    pub(crate) fn of_node(
        node: AnyNodeRef<'_>,
        semantic: &Semantic<'_>,
        arithmetic: Arithmetic,
    ) -> Option<Self> {
        Self::nested(node, semantic, arithmetic, 0)
    }

    fn nested(
        node: AnyNodeRef<'_>,
        semantic: &Semantic<'_>,
        arithmetic: Arithmetic,
        depth: usize,
    ) -> Option<Self> {
        if depth > DEEPEST {
            return None;
        }
        let inner = |expr: &Expr| Self::nested(expr.into(), semantic, arithmetic, depth + 1);
        match node {
            AnyNodeRef::ExprName(name) => {
                let value = semantic.only_value(semantic.binding_of(name)?)?;
                // What a list holds by the time it is used cannot be told from its display.
                let is_fixed = !matches!(value, Expr::List(_) | Expr::Dict(_) | Expr::Set(_));
                if is_fixed { inner(value) } else { None }
            }
            AnyNodeRef::ExprUnaryOp(operation) if operation.op == UnaryOp::UAdd => {
                inner(&operation.operand)
            }
            AnyNodeRef::ExprUnaryOp(operation) if operation.op == UnaryOp::USub => {
                inner(&operation.operand)?.negated()
            }
            AnyNodeRef::ExprBinOp(operation) => {
                let operator = BinaryOperator::of(operation.op)?;
                binary(&inner(&operation.left)?, operator, &inner(&operation.right)?, arithmetic)
            }
            AnyNodeRef::ExprList(display) => count(&display.elts),
            AnyNodeRef::ExprTuple(display) => count(&display.elts),
            AnyNodeRef::ExprSet(display) => count(&display.elts),
            AnyNodeRef::ExprDict(display) => {
                let is_plain = display.items.iter().all(|item| item.key.is_some());
                is_plain.then_some(Self::Collection(display.items.len()))
            }
            _ => Self::of_literal(node),
        }
    }

    /// The value of what a metavariable stands for.
    pub(super) fn of_capture(
        capture: &Capture<'_>,
        subject: &Subject<'_>,
        arithmetic: Arithmetic,
    ) -> Option<Self> {
        match capture {
            Capture::Node(node) => Self::of_node(*node, subject.semantic, arithmetic),
            Capture::Name { .. } => None,
            Capture::Nodes { nodes, .. } => Some(Self::Collection(nodes.len())),
            Capture::Text { text, .. } => Some(Self::String(text.as_ref().into())),
        }
    }

    pub(super) fn negated(&self) -> Option<Self> {
        match self {
            Self::Integer(number) => number.checked_neg().map(Self::Integer),
            Self::Float(number) => Some(Self::Float(-number)),
            _ => None,
        }
    }

    /// The number it is, whole or not.
    pub(super) fn as_float(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// As Python has it.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Integer(number) => *number != 0,
            Self::Float(number) => *number != 0.0,
            Self::String(text) => !text.is_empty(),
            Self::Boolean(value) => *value,
            Self::None => false,
            Self::Collection(length) => *length > 0,
        }
    }

    /// How long it is: texts in characters.
    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Self::String(text) => Some(text.chars().count()),
            Self::Collection(length) => Some(*length),
            _ => None,
        }
    }

    /// `int(value)`
    pub(super) fn to_integer(&self) -> Option<i128> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Float(number) => (number.abs() < 1e38).then_some(*number as i128),
            Self::String(text) => text.trim().replace('_', "").parse().ok(),
            Self::Boolean(value) => Some(i128::from(*value)),
            Self::None | Self::Collection(_) => None,
        }
    }

    /// `float(value)`
    pub(super) fn to_float(&self) -> Option<f64> {
        match self {
            Self::String(text) => {
                text.trim().replace('_', "").parse().ok().filter(|number: &f64| number.is_finite())
            }
            Self::Boolean(value) => Some(f64::from(u8::from(*value))),
            other => other.as_float(),
        }
    }

    /// `str(value)`
    pub(crate) fn to_text(&self) -> Option<Arc<str>> {
        Some(match self {
            Self::String(text) => Arc::clone(text),
            Self::Integer(number) => number.to_string().into(),
            // `{:?}` keeps the `.0` of whole numbers, as Python does.
            Self::Float(number) => format!("{number:?}").into(),
            Self::Boolean(true) => "True".into(),
            Self::Boolean(false) => "False".into(),
            Self::None => "None".into(),
            Self::Collection(_) => return None,
        })
    }
}

fn count(elements: &[Expr]) -> Option<Value> {
    let is_plain = !elements.iter().any(Expr::is_starred_expr);
    is_plain.then_some(Value::Collection(elements.len()))
}

/// A number that the parser keeps as it was written.
fn large_integer(written: &str) -> Option<i128> {
    let digits = written.replace('_', "").to_ascii_lowercase();
    let (digits, radix) = match digits.get(..2) {
        Some("0x") => (&digits[2..], 16),
        Some("0o") => (&digits[2..], 8),
        Some("0b") => (&digits[2..], 2),
        _ => (&*digits, 10),
    };
    i128::from_str_radix(digits, radix).ok()
}
