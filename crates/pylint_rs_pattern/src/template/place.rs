//! What a place in a tree takes without parentheses.

use ruff_python_ast::{AnyNodeRef, OperatorPrecedence};
use ruff_text_size::{Ranged, TextRange};

/// What a place in a tree takes without parentheses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Place {
    /// Operators that bind at least that tightly.
    pub(super) least: OperatorPrecedence,
    /// `a, b`
    pub(super) bare_tuple: bool,
    /// `*a`
    pub(super) starred: bool,
    /// `a := b`
    pub(super) named: bool,
    /// `yield a`
    pub(super) yields: bool,
    /// `a for a in b`, as the only argument.
    pub(super) generator: bool,
    /// `a:b`
    pub(super) slice: bool,
    /// Whether an attribute follows: `1.real` is no attribute.
    pub(super) before_dot: bool,
    /// Whether a tuple in parentheses would be taken for several items.
    pub(super) splits_tuples: bool,
    /// Whether a colon or an exclamation mark would end it: a field of an f-string.
    pub(super) field: bool,
}

impl Place {
    /// Any expression but those that are only found in a few places.
    pub(super) const EXPRESSION: Self = Self::at_least(OperatorPrecedence::Lambda);
    /// A statement's value.
    pub(super) const VALUE: Self = Self { bare_tuple: true, yields: true, ..Self::EXPRESSION };
    /// What is returned, or iterated over.
    const TUPLE: Self = Self { bare_tuple: true, ..Self::EXPRESSION };
    /// A condition.
    const CONDITION: Self = Self { named: true, ..Self::EXPRESSION };
    /// An element of a display.
    const ELEMENT: Self = Self { starred: true, named: true, ..Self::EXPRESSION };
    /// One of the elements of a tuple without parentheses.
    const BARE_ELEMENT: Self = Self { starred: true, ..Self::EXPRESSION };
    /// What a call, a subscript or an attribute is of.
    const PRIMARY: Self = Self::at_least(OperatorPrecedence::CallAttribute);
    /// A replacement field of an f-string.
    const FIELD: Self = Self { field: true, ..Self::VALUE };

    const fn at_least(least: OperatorPrecedence) -> Self {
        Self {
            least,
            bare_tuple: false,
            starred: false,
            named: false,
            yields: false,
            generator: false,
            slice: false,
            before_dot: false,
            splits_tuples: false,
            field: false,
        }
    }

    /// The place of the child with the range `child`, of `parent`, of `outer`.
    pub(super) fn of(
        child: TextRange,
        parent: AnyNodeRef<'_>,
        outer: Option<AnyNodeRef<'_>>,
    ) -> Self {
        match parent {
            AnyNodeRef::StmtExpr(_) | AnyNodeRef::StmtAugAssign(_) => Self::VALUE,
            AnyNodeRef::StmtAssign(assign) if assign.value.range() == child => Self::VALUE,
            AnyNodeRef::StmtAssign(_) => Self::TUPLE,
            AnyNodeRef::StmtAnnAssign(assign) => {
                let is_value = assign.value.as_ref().is_some_and(|value| value.range() == child);
                if is_value { Self::VALUE } else { Self::EXPRESSION }
            }
            AnyNodeRef::StmtReturn(_) | AnyNodeRef::ExprYield(_) | AnyNodeRef::StmtFor(_) => {
                Self::TUPLE
            }
            AnyNodeRef::StmtWhile(_)
            | AnyNodeRef::StmtIf(_)
            | AnyNodeRef::ElifElseClause(_)
            | AnyNodeRef::MatchCase(_)
            | AnyNodeRef::Decorator(_)
            | AnyNodeRef::ExprListComp(_)
            | AnyNodeRef::ExprSetComp(_)
            | AnyNodeRef::ExprGenerator(_) => Self::CONDITION,
            AnyNodeRef::StmtMatch(_) => Self { named: true, ..Self::TUPLE },
            AnyNodeRef::WithItem(_) | AnyNodeRef::StmtWith(_) => {
                Self { splits_tuples: true, ..Self::EXPRESSION }
            }
            AnyNodeRef::Comprehension(comprehension) if comprehension.target.range() == child => {
                Self::TUPLE
            }
            AnyNodeRef::Comprehension(_) => Self::at_least(OperatorPrecedence::Or),
            AnyNodeRef::ExprList(_) | AnyNodeRef::ExprSet(_) => Self::ELEMENT,
            AnyNodeRef::ExprTuple(tuple) if tuple.parenthesized => Self::ELEMENT,
            AnyNodeRef::ExprTuple(_) => Self {
                slice: matches!(outer, Some(AnyNodeRef::ExprSubscript(_))),
                ..Self::BARE_ELEMENT
            },
            AnyNodeRef::InterpolatedElement(_)
            | AnyNodeRef::ExprFString(_)
            | AnyNodeRef::ExprTString(_)
            | AnyNodeRef::FString(_)
            | AnyNodeRef::TString(_)
            | AnyNodeRef::InterpolatedStringFormatSpec(_) => Self::FIELD,
            AnyNodeRef::Arguments(arguments) => Self::argument(arguments.len()),
            AnyNodeRef::ExprCall(call) if call.arguments.range().contains_range(child) => {
                Self::argument(call.arguments.len())
            }
            AnyNodeRef::StmtClassDef(_) => Self::argument(2),
            AnyNodeRef::ExprSubscript(subscript) if subscript.slice.range() == child => {
                Self { slice: true, ..Self::TUPLE }
            }
            AnyNodeRef::ExprCall(_) | AnyNodeRef::ExprSubscript(_) => Self::PRIMARY,
            AnyNodeRef::ExprAttribute(_) => Self { before_dot: true, ..Self::PRIMARY },
            _ => Self::operand(child, parent, outer),
        }
    }

    fn argument(count: usize) -> Self {
        Self { generator: count == 1, ..Self::ELEMENT }
    }

    fn operand(child: TextRange, parent: AnyNodeRef<'_>, outer: Option<AnyNodeRef<'_>>) -> Self {
        use OperatorPrecedence as Precedence;
        let least = match parent {
            AnyNodeRef::ExprBoolOp(operation) => tighter(Precedence::from(operation.op)),
            AnyNodeRef::ExprBinOp(operation) => {
                let own = Precedence::from(operation.op);
                match (own, operation.left.range() == child) {
                    (Precedence::Exponent, true) => Precedence::Await,
                    (Precedence::Exponent, false) => Precedence::PosNegBitNot,
                    (_, true) => own,
                    (_, false) => tighter(own),
                }
            }
            AnyNodeRef::ExprUnaryOp(operation) => Precedence::from(operation.op),
            AnyNodeRef::ExprIf(conditional) if conditional.orelse.range() != child => {
                Precedence::Or
            }
            AnyNodeRef::ExprCompare(_) => Precedence::BitOr,
            AnyNodeRef::ExprAwait(_) => Precedence::CallAttribute,
            AnyNodeRef::ExprDict(dict) => {
                let unpacks =
                    dict.items.iter().any(|item| item.key.is_none() && item.value.range() == child);
                if unpacks { Precedence::BitOr } else { Precedence::Lambda }
            }
            AnyNodeRef::ExprStarred(_) => match outer {
                Some(
                    AnyNodeRef::Arguments(_)
                    | AnyNodeRef::ExprCall(_)
                    | AnyNodeRef::StmtClassDef(_),
                ) => Precedence::Lambda,
                _ => Precedence::BitOr,
            },
            _ => Precedence::Lambda,
        };
        Self::at_least(least)
    }
}

/// The next level of operators.
fn tighter(precedence: OperatorPrecedence) -> OperatorPrecedence {
    use OperatorPrecedence as Precedence;
    match precedence {
        Precedence::Or => Precedence::And,
        Precedence::And => Precedence::Not,
        Precedence::BitOr => Precedence::BitXor,
        Precedence::BitXor => Precedence::BitAnd,
        Precedence::BitAnd => Precedence::LeftRightShift,
        Precedence::LeftRightShift => Precedence::AddSub,
        Precedence::AddSub => Precedence::MulDivRemain,
        Precedence::MulDivRemain => Precedence::PosNegBitNot,
        other => other,
    }
}
