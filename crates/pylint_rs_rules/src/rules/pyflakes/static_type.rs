//! Types that an expression shows by its form alone.

use ruff_python_ast::{Expr, Number, Operator, UnaryOp};

/// How deep operators are looked into.
const DEPTH: usize = 32;

/// A builtin type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum StaticType {
    Boolean,
    Integer,
    Float,
    Complex,
    String,
    Bytes,
    List,
    Tuple,
    Set,
    Dictionary,
    Generator,
    None,
    Ellipsis,
}

impl StaticType {
    /// The type of an expression, if there can be just one.
    pub(super) fn of(expression: &Expr) -> Option<Self> {
        infer(expression, DEPTH)
    }

    /// Numbers in the order in which arithmetic widens them.
    fn width(self) -> Option<u8> {
        match self {
            Self::Boolean => Some(0),
            Self::Integer => Some(1),
            Self::Float => Some(2),
            Self::Complex => Some(3),
            _ => None,
        }
    }

    fn wider(self, other: Self) -> Option<Self> {
        let (own, others) = (self.width()?, other.width()?);
        Some(if own >= others { self } else { other })
    }

    /// The type that holds both.
    fn common(self, other: Self) -> Option<Self> {
        if self == other { Some(self) } else { self.wider(other) }
    }
}

fn infer(expression: &Expr, depth: usize) -> Option<StaticType> {
    let depth = depth.checked_sub(1)?;
    Some(match expression {
        Expr::BooleanLiteral(_) => StaticType::Boolean,
        Expr::NumberLiteral(number) => match number.value {
            Number::Int(_) => StaticType::Integer,
            Number::Float(_) => StaticType::Float,
            Number::Complex { .. } => StaticType::Complex,
        },
        Expr::StringLiteral(_) | Expr::FString(_) => StaticType::String,
        Expr::BytesLiteral(_) => StaticType::Bytes,
        Expr::NoneLiteral(_) => StaticType::None,
        Expr::EllipsisLiteral(_) => StaticType::Ellipsis,
        Expr::List(_) | Expr::ListComp(_) => StaticType::List,
        Expr::Tuple(_) => StaticType::Tuple,
        Expr::Set(_) | Expr::SetComp(_) => StaticType::Set,
        Expr::Dict(_) | Expr::DictComp(_) => StaticType::Dictionary,
        Expr::Generator(_) => StaticType::Generator,
        Expr::Named(named) => return infer(&named.value, depth),
        Expr::If(choice) => {
            return infer(&choice.body, depth)?.common(infer(&choice.orelse, depth)?);
        }
        Expr::BoolOp(operation) => {
            let mut values = operation.values.iter();
            let first = infer(values.next()?, depth)?;
            return values.try_fold(first, |whole, value| whole.common(infer(value, depth)?));
        }
        Expr::UnaryOp(operation) => match operation.op {
            UnaryOp::Not => StaticType::Boolean,
            UnaryOp::Invert => {
                let operand = infer(&operation.operand, depth)?.width()?;
                return (operand < 2).then_some(StaticType::Integer);
            }
            UnaryOp::UAdd | UnaryOp::USub => {
                let operand = infer(&operation.operand, depth)?;
                operand.width()?;
                return operand.wider(StaticType::Integer);
            }
        },
        Expr::BinOp(operation) => {
            let left = infer(&operation.left, depth)?;
            return binary(left, operation.op, || infer(&operation.right, depth));
        }
        _ => return None,
    })
}

fn binary(
    left: StaticType,
    operator: Operator,
    right: impl FnOnce() -> Option<StaticType>,
) -> Option<StaticType> {
    if operator == Operator::Mod && matches!(left, StaticType::String | StaticType::Bytes) {
        return Some(left);
    }
    let right = right()?;
    match operator {
        Operator::Add => match (left, right) {
            (StaticType::String, StaticType::String)
            | (StaticType::Bytes, StaticType::Bytes)
            | (StaticType::List, StaticType::List) => Some(left),
            _ => left.wider(right)?.wider(StaticType::Integer),
        },
        Operator::Sub if left == StaticType::Set && right == StaticType::Set => Some(left),
        Operator::Mult => match (left, right) {
            (StaticType::String, StaticType::Integer)
            | (StaticType::Integer, StaticType::String) => Some(StaticType::String),
            _ => left.wider(right)?.wider(StaticType::Integer),
        },
        Operator::Sub | Operator::Pow | Operator::Mod | Operator::FloorDiv => {
            left.wider(right)?.wider(StaticType::Integer)
        }
        Operator::Div => left.wider(right)?.wider(StaticType::Float),
        Operator::BitAnd
        | Operator::BitOr
        | Operator::BitXor
        | Operator::LShift
        | Operator::RShift => {
            let wider = left.wider(right)?;
            matches!(wider, StaticType::Boolean | StaticType::Integer).then_some(wider)
        }
        Operator::MatMult => None,
    }
}
