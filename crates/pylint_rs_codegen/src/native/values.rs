//! Values that cannot be of the types they are given to.

use ruff_python_ast::{Expr, Number, Operator, UnaryOp};

use crate::model::EnumerationKind;

/// What a literal is, and what takes it.
struct Literal {
    name: &'static str,
    types: &'static [&'static str],
}

fn literal(value: &Expr) -> Option<Literal> {
    let (name, types): (_, &[&str]) = match value {
        Expr::StringLiteral(_) | Expr::FString(_) => ("a string", &["str", "LiteralString"]),
        Expr::BytesLiteral(_) => ("bytes", &["bytes"]),
        Expr::BooleanLiteral(_) => ("a boolean", &["bool", "int", "float", "complex"]),
        Expr::NoneLiteral(_) => ("`None`", &["None"]),
        Expr::NumberLiteral(number) => match number.value {
            Number::Int(_) => ("an integer", &["int", "float", "complex"]),
            Number::Float(_) => ("a float", &["float", "complex"]),
            Number::Complex { .. } => ("a complex number", &["complex"]),
        },
        Expr::UnaryOp(operation) if matches!(operation.op, UnaryOp::USub | UnaryOp::UAdd) => {
            return literal(&operation.operand).filter(|it| it.types.contains(&"complex"));
        }
        _ => return None,
    };
    Some(Literal { name, types })
}

/// Why a value is not of a type, as far as that can be seen: it is a literal, and the type one that
/// literals are of.
pub(super) fn mismatch(annotation: &Expr, value: &Expr) -> Option<String> {
    let literal = literal(value)?;
    let mut is_taken = false;
    let mut all = Vec::new();
    let mut left = annotation;
    while let Expr::BinOp(operation) = left
        && operation.op == Operator::BitOr
    {
        all.push(&*operation.right);
        left = &operation.left;
    }
    all.push(left);
    for member in all {
        let name = match member {
            Expr::NoneLiteral(_) => "None",
            Expr::Name(name) => name.id.as_str(),
            // These take no literal at all.
            Expr::Subscript(subscript) => match &*subscript.value {
                Expr::Name(name)
                    if matches!(
                        name.id.as_str(),
                        "list" | "dict" | "set" | "tuple" | "frozenset"
                    ) =>
                {
                    continue;
                }
                _ => return None,
            },
            _ => return None,
        };
        if !matches!(name, "None" | "str" | "bytes" | "bool" | "int" | "float" | "complex") {
            return None;
        }
        is_taken |= literal.types.contains(&name);
    }
    (!is_taken).then(|| {
        let annotation = crate::printing::expression(annotation);
        format!("the default is {}, not `{annotation}`", literal.name)
    })
}

/// Why a value cannot be a member's of this kind of enum.
pub(super) fn not_a_member(kind: EnumerationKind, value: &Expr) -> Option<String> {
    let wanted = match kind {
        EnumerationKind::Enum => return None,
        EnumerationKind::Literal => {
            return super::types::not_a_literal(value).map(|problem| problem.message);
        }
        EnumerationKind::String => "str",
        EnumerationKind::Integer | EnumerationKind::Flag | EnumerationKind::IntegerFlag => "int",
    };
    let literal = literal(value)?;
    let what = if wanted == "str" { "a string" } else { "an integer" };
    (!literal.types.contains(&wanted)).then(|| format!("{what} is wanted, not {}", literal.name))
}
