//! The constants that expressions are, where the source shows them.

use std::borrow::Cow;

use pylint_rs_semantic::{ScopeId, ScopeKind, Semantic};
use ruff_python_ast::{
    AnyNodeRef, BytesLiteralValue, Expr, ExprFString, ExprName, FStringPart,
    InterpolatedStringElement, Number, Operator, UnaryOp,
};

use ruff_text_size::Ranged;

use super::propagation::{value_of, values_of};
use crate::pattern::tree::NumberPattern;

/// Constants are looked for no deeper than this.
const DEEPEST: usize = 64;

/// No more expressions are looked at for one constant: names may stand for sums of names for sums.
const MOST_EXPRESSIONS: u32 = 2_000;

/// Longer strings are not put together.
const LONGEST: usize = 1 << 16;

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant<'a> {
    String(Cow<'a, str>),
    Bytes(&'a BytesLiteralValue),
    Integer(i64),
    Number(&'a Number),
    Boolean(bool),
    None,
}

impl Constant<'_> {
    /// Whether it is that number.
    pub(super) fn is_number(&self, pattern: &NumberPattern) -> bool {
        match (self, pattern) {
            (Self::Integer(found), NumberPattern::Integer(wanted)) => found == wanted,
            (Self::Number(number), _) => match (number, pattern) {
                (Number::Int(found), NumberPattern::Integer(wanted)) => {
                    found.as_i64() == Some(*wanted)
                }
                (Number::Int(found), NumberPattern::BigInteger(wanted)) => {
                    found.as_i64().is_none() && found.to_string() == **wanted
                }
                (Number::Float(found), NumberPattern::Float(wanted)) => found.to_bits() == *wanted,
                (Number::Complex { real, imag }, NumberPattern::Complex(wanted, imaginary)) => {
                    real.to_bits() == *wanted && imag.to_bits() == *imaginary
                }
                _ => false,
            },
            _ => false,
        }
    }
}

/// The constant that an expression is; with `propagate`, also through names bound once and
/// operators.
pub(crate) fn constant<'a>(
    node: AnyNodeRef<'a>,
    semantic: &Semantic<'a>,
    propagate: bool,
) -> Option<Constant<'a>> {
    constant_at(node, semantic, propagate, DEEPEST, &mut MOST_EXPRESSIONS.clone())
}

/// The literal that a name is bound to.
pub(crate) fn literal_of<'a>(
    node: AnyNodeRef<'a>,
    semantic: &Semantic<'a>,
) -> Option<AnyNodeRef<'a>> {
    let AnyNodeRef::ExprName(name) = node else { return None };
    let value = value_of(name, semantic).filter(|_| may_propagate(name, semantic))?;
    constant(value.into(), semantic, false).map(|_| value.into())
}

fn constant_at<'a>(
    node: AnyNodeRef<'a>,
    semantic: &Semantic<'a>,
    propagate: bool,
    depth: usize,
    left: &mut u32,
) -> Option<Constant<'a>> {
    let depth = depth.checked_sub(1)?;
    *left = left.checked_sub(1)?;
    let mut inner = |node: AnyNodeRef<'a>| constant_at(node, semantic, propagate, depth, left);
    Some(match node {
        AnyNodeRef::ExprStringLiteral(string) => {
            Constant::String(Cow::Borrowed(string.value.to_str()))
        }
        AnyNodeRef::ExprBytesLiteral(bytes) => Constant::Bytes(&bytes.value),
        AnyNodeRef::ExprFString(string) => Constant::String(plain_text(string)?),
        AnyNodeRef::ExprNumberLiteral(number) => Constant::Number(&number.value),
        AnyNodeRef::ExprBooleanLiteral(boolean) => Constant::Boolean(boolean.value),
        AnyNodeRef::ExprNoneLiteral(_) => Constant::None,
        AnyNodeRef::ExprUnaryOp(operation)
            if propagate || operation.operand.is_number_literal_expr() =>
        {
            match (operation.op, inner((&*operation.operand).into())?) {
                (UnaryOp::Not, Constant::Boolean(value)) => Constant::Boolean(!value),
                (UnaryOp::USub, value) => Constant::Integer(integer(&value)?.checked_neg()?),
                _ => return None,
            }
        }
        AnyNodeRef::ExprBinOp(operation) if propagate => {
            let left = inner((&*operation.left).into())?;
            let right = inner((&*operation.right).into())?;
            match (operation.op, left, right) {
                (Operator::Add, Constant::String(left), Constant::String(right)) => {
                    if left.len() + right.len() > LONGEST {
                        return None;
                    }
                    Constant::String(left + right)
                }
                (operator, left, right) => {
                    let (left, right) = (integer(&left)?, integer(&right)?);
                    Constant::Integer(match operator {
                        Operator::Add => left.checked_add(right)?,
                        Operator::Sub => left.checked_sub(right)?,
                        Operator::Mult => left.checked_mul(right)?,
                        Operator::FloorDiv => left.checked_div_euclid(right)?,
                        Operator::Mod => left.checked_rem_euclid(right)?,
                        _ => return None,
                    })
                }
            }
        }
        AnyNodeRef::ExprName(name) if propagate && may_propagate(name, semantic) => {
            match value_of(name, semantic) {
                // Of bytes only those of the module come through names, as in Semgrep.
                Some(Expr::BytesLiteral(_)) if !is_global(name, semantic) => return None,
                Some(value) => inner(value.into())?,
                None => {
                    // Several values that are one and the same.
                    let values = values_of(name, semantic)?;
                    let (first, rest) = values.split_first()?;
                    let first = inner((*first).into())?;
                    if !rest.iter().all(|value| inner((*value).into()).as_ref() == Some(&first)) {
                        return None;
                    }
                    first
                }
            }
        }
        _ => return None,
    })
}

/// Whether what a name is bound to may be looked at: not if it is of a function around the one it
/// is read in, which may be called at any time, nor of the module and bound after the function.
pub(super) fn may_propagate(name: &ExprName, semantic: &Semantic<'_>) -> bool {
    let Some(binding) = semantic.binding_of(name) else { return true };
    let function = |scope: ScopeId| {
        semantic
            .scope_chain(scope)
            .find(|scope| matches!(semantic.scope(*scope).kind, ScopeKind::Function(_)))
    };
    let binding = semantic.binding(binding);
    let bound_in = function(binding.scope);
    match (bound_in, function(semantic.scope_of(name))) {
        // What the module binds further down is not known yet where functions are read.
        (None, Some(_)) => semantic.node(binding.node).syntax.start() < name.start(),
        (bound_in, read_in) => bound_in == read_in,
    }
}

/// Whether a name is the module's.
pub(super) fn is_global(name: &ExprName, semantic: &Semantic<'_>) -> bool {
    semantic.binding_of(name).is_some_and(|binding| {
        matches!(semantic.scope(semantic.binding(binding).scope).kind, ScopeKind::Module)
    })
}

fn integer(constant: &Constant<'_>) -> Option<i64> {
    match constant {
        Constant::Integer(value) => Some(*value),
        Constant::Number(Number::Int(value)) => value.as_i64(),
        _ => None,
    }
}

/// The text of an f-string that has no fields.
fn plain_text(string: &ExprFString) -> Option<Cow<'_, str>> {
    let mut text = Cow::Borrowed("");
    for part in &string.value {
        match part {
            FStringPart::Literal(literal) => text += &*literal.value,
            FStringPart::FString(part) => {
                for element in &part.elements {
                    match element {
                        InterpolatedStringElement::Literal(literal) => text += &*literal.value,
                        InterpolatedStringElement::Interpolation(_) => return None,
                    }
                }
            }
        }
    }
    Some(text)
}
