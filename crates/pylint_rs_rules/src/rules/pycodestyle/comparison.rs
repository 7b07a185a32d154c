//! Rewriting comparisons.

use pylint_rs_diagnostics::{Edit, Fix};
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{CmpOp, Expr, ExprCompare, ExprUnaryOp, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

use crate::Checker;
use crate::edits::parenthesized_range;
use crate::literals::{is_constant, is_display};

/// The operator that compares identities as another compares values.
pub(super) fn identity_operator(operator: CmpOp) -> Option<&'static str> {
    match operator {
        CmpOp::Eq => Some("is"),
        CmpOp::NotEq => Some("is not"),
        _ => None,
    }
}

/// Whether an expression is a constant, but no singleton: to compare one with `None` or a truth
/// value is odd, but not by the operator.
pub(super) fn is_plain_constant(expression: &Expr) -> bool {
    match expression {
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => true,
        Expr::Tuple(_) => is_constant(expression),
        _ => false,
    }
}

/// Replaces the operator between two operands by a word; not where an operand is made on the spot,
/// since its identity means nothing.
pub(super) fn replace_operator(
    checker: &Checker<'_>,
    left: &Expr,
    right: &Expr,
    word: &str,
) -> Option<Edit> {
    if is_display(left) || is_display(right) {
        return None;
    }
    let between = TextRange::new(left.end(), right.start());
    let operator = checker
        .tokens()
        .in_range(between)
        .iter()
        .find(|token| matches!(token.kind(), TokenKind::EqEqual | TokenKind::NotEqual))?;
    let source = checker.source();
    let before = source[..operator.start().to_usize()].chars().next_back();
    let after = source[operator.end().to_usize()..].chars().next();
    let space = |neighbour: Option<char>| {
        if neighbour.is_some_and(char::is_whitespace) { "" } else { " " }
    };
    let content = format!("{}{word}{}", space(before), space(after));
    Some(Edit::replacement(content, operator.range()))
}

/// The comparison by one operator that a `not` negates.
pub(super) fn negated_comparison(negation: &ExprUnaryOp, operator: CmpOp) -> Option<&ExprCompare> {
    match &*negation.operand {
        Expr::Compare(comparison)
            if negation.op == UnaryOp::Not && *comparison.ops == [operator] =>
        {
            Some(comparison)
        }
        _ => None,
    }
}

/// Puts the `not` before a comparison by `in` or `is` into the operator.
pub(super) fn negate(
    checker: &Checker<'_>,
    negation: &ExprUnaryOp,
    comparison: &ExprCompare,
) -> Option<Fix> {
    let right = comparison.comparators.first()?;
    let between = TextRange::new(comparison.left.end(), right.start());
    let operator = checker
        .tokens()
        .in_range(between)
        .iter()
        .find(|token| matches!(token.kind(), TokenKind::In | TokenKind::Is))?;
    let inserted = if operator.kind() == TokenKind::In {
        Edit::insertion("not ", operator.start())
    } else {
        Edit::insertion(" not", operator.end())
    };
    let own = comparison.range;
    let parenthesized = parenthesized_range(checker, &negation.operand);
    let mut edits = vec![inserted];
    if parenthesized != own && can_lose_parentheses(checker, own, parenthesized) {
        edits.insert(0, Edit::deletion(TextRange::new(negation.start(), own.start())));
        edits.push(Edit::deletion(TextRange::new(own.end(), negation.end())));
    } else {
        let not = TextRange::new(negation.start(), parenthesized.start());
        edits.insert(0, Edit::deletion(not));
    }
    Some(Fix::safe(edits))
}

/// Whether a comparison can stand without the parentheses around it: it does not need them to go
/// over several lines, nor to be kept apart from a word.
fn can_lose_parentheses(checker: &Checker<'_>, own: TextRange, parenthesized: TextRange) -> bool {
    let source = checker.source();
    let after = source[parenthesized.end().to_usize()..].chars().next();
    let last = source[own].chars().next_back();
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let runs_into = last.is_some_and(is_word) && after.is_some_and(is_word);
    !runs_into && !source[parenthesized].contains(['\n', '\r'])
}
