//! What operators make of builtin types.

use ruff_python_ast::{Expr, Operator, UnaryOp};

use super::Type;

const NUMBERS: [&str; 4] = ["bool", "int", "float", "complex"];

/// The type of `left operator right`. The right operand's expression tells the exponents that
/// make an `int` of an `int` from those that do not.
pub(super) fn binary<'a>(
    left: &Type<'a>,
    operator: Operator,
    right: Option<&Type<'a>>,
    right_value: &Expr,
) -> Option<Type<'a>> {
    let left_name = left.builtin_name()?;
    // `"%s" % x` is text whatever x is.
    if operator == Operator::Mod && matches!(left_name, "str" | "bytes") {
        return Some(left.clone());
    }
    let right = right?;
    let right_name = right.builtin_name()?;
    if let (Some(left), Some(right)) = (rank(left_name), rank(right_name)) {
        return numeric(left, operator, right, right_value).map(Type::builtin);
    }
    match (operator, left_name, right_name) {
        (Operator::Add, "str" | "bytes", _) if left_name == right_name => Some(left.clone()),
        (Operator::Mult, "str" | "bytes" | "list", "int" | "bool") => Some(left.clone()),
        (Operator::Mult, "int" | "bool", "str" | "bytes" | "list") => Some(right.clone()),
        (Operator::Mult, "tuple", "int" | "bool") | (Operator::Mult, "int" | "bool", "tuple") => {
            Some(Type::builtin("tuple"))
        }
        (Operator::Add, "list", "list") => {
            Some(if left == right { left.clone() } else { Type::builtin("list") })
        }
        (Operator::Add, "tuple", "tuple") => Some(match (left, right) {
            (Type::Instance(class, first), Type::Instance(_, second))
                if !first.is_empty() && !second.is_empty() =>
            {
                Type::Instance(*class, first.iter().chain(second).cloned().collect())
            }
            _ => Type::builtin("tuple"),
        }),
        (Operator::BitOr, "dict", "dict") => {
            Some(if left == right { left.clone() } else { Type::builtin("dict") })
        }
        (Operator::BitAnd | Operator::Sub, "set", "set") => Some(left.clone()),
        (Operator::BitOr | Operator::BitXor, "set", "set") => {
            Some(if left == right { left.clone() } else { Type::builtin("set") })
        }
        _ => None,
    }
}

fn numeric(
    left: usize,
    operator: Operator,
    right: usize,
    right_value: &Expr,
) -> Option<&'static str> {
    let widest = left.max(right);
    match operator {
        Operator::Add | Operator::Sub | Operator::Mult => Some(NUMBERS[widest.max(1)]),
        Operator::Div => Some(NUMBERS[widest.max(2)]),
        Operator::FloorDiv | Operator::Mod => (widest < 3).then(|| NUMBERS[widest.max(1)]),
        Operator::Pow if widest >= 2 => Some(NUMBERS[widest]),
        Operator::Pow => match right_value {
            Expr::NumberLiteral(_) | Expr::BooleanLiteral(_) => Some("int"),
            Expr::UnaryOp(unary)
                if unary.op == UnaryOp::USub && unary.operand.is_number_literal_expr() =>
            {
                Some("float")
            }
            _ => None,
        },
        Operator::LShift | Operator::RShift => (widest < 2).then_some("int"),
        Operator::BitAnd | Operator::BitOr | Operator::BitXor => {
            (widest < 2).then(|| NUMBERS[widest])
        }
        Operator::MatMult => None,
    }
}

/// The type of a unary operator's result.
pub(super) fn unary<'a>(operator: UnaryOp, operand: Option<&Type<'a>>) -> Option<Type<'a>> {
    if operator == UnaryOp::Not {
        return Some(Type::builtin("bool"));
    }
    let rank = rank(operand?.builtin_name()?)?;
    match operator {
        UnaryOp::Invert => (rank < 2).then(|| Type::builtin("int")),
        _ => Some(Type::builtin(NUMBERS[rank.max(1)])),
    }
}

fn rank(name: &str) -> Option<usize> {
    NUMBERS.iter().position(|number| *number == name)
}
