//! What an expression looks like from the outside: whether a place takes it as it is.

use ruff_python_ast::{Expr, ExprRef, Number, OperatorPrecedence};

use super::place::Place;

/// What an expression looks like from the outside.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Shape {
    /// An operator or something in brackets, by how tightly it binds.
    Operation(OperatorPrecedence),
    /// A tuple, with parentheses or without.
    Tuple { parenthesized: bool },
    /// `*a`
    Starred,
    /// `a:b`
    Slice,
    /// `a for a in b`
    BareGenerator,
    /// `a := b`
    Named,
    /// `yield a`
    Yield,
    /// `1`
    Integer,
    /// A lambda, or what ends with one.
    Lambda(OperatorPrecedence),
}

/// How an expression goes into a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fit {
    /// As it is.
    Bare,
    /// In parentheses.
    Parenthesized,
    /// Not at all.
    Never,
}

impl Shape {
    pub(super) fn of(expression: ExprRef<'_>) -> Self {
        match expression {
            ExprRef::Tuple(tuple) => Self::Tuple { parenthesized: tuple.parenthesized },
            ExprRef::Starred(_) => Self::Starred,
            ExprRef::Slice(_) => Self::Slice,
            ExprRef::Generator(generator) if !generator.parenthesized => Self::BareGenerator,
            ExprRef::Named(_) => Self::Named,
            ExprRef::Yield(_) | ExprRef::YieldFrom(_) => Self::Yield,
            ExprRef::NumberLiteral(number) if matches!(number.value, Number::Int(_)) => {
                Self::Integer
            }
            ExprRef::Lambda(_) => Self::Lambda(OperatorPrecedence::Lambda),
            ExprRef::If(conditional) if ends_with_lambda(&conditional.orelse) => {
                Self::Lambda(OperatorPrecedence::IfElse)
            }
            other => Self::Operation(OperatorPrecedence::from(other)),
        }
    }

    /// How it goes into a place.
    pub(super) fn fit(self, place: Place) -> Fit {
        let is_bare = match self {
            Self::Operation(precedence) => precedence >= place.least,
            Self::Tuple { parenthesized: true } => !place.splits_tuples,
            // What is in it may end with a lambda or have a colon.
            Self::Tuple { parenthesized: false } => place.bare_tuple && !place.field,
            Self::Starred if !place.starred => return Fit::Never,
            Self::Slice if !place.slice => return Fit::Never,
            Self::Starred | Self::Slice => true,
            Self::BareGenerator => place.generator,
            Self::Named => place.named,
            Self::Yield => place.yields && !place.field,
            Self::Integer => !place.before_dot,
            Self::Lambda(precedence) => precedence >= place.least && !place.field,
        };
        if is_bare { Fit::Bare } else { Fit::Parenthesized }
    }
}

fn ends_with_lambda(mut expression: &Expr) -> bool {
    while let Expr::If(conditional) = expression {
        expression = &conditional.orelse;
    }
    expression.is_lambda_expr()
}
