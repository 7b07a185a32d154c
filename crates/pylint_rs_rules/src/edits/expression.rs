//! Writing an expression's own text in another place.

use pylint_rs_diagnostics::Edit;
use ruff_python_ast::token::{TokenKind, parenthesized_range as parentheses_around};
use ruff_python_ast::{AnyNodeRef, Expr, ExprRef};
use ruff_text_size::{Ranged, TextRange};

use crate::Checker;
use crate::literals::is_display;

/// The range of an expression with the parentheses that are its own.
pub fn parenthesized_range<'a>(
    checker: &Checker<'_>,
    expression: impl Into<ExprRef<'a>>,
) -> TextRange {
    let expression = expression.into();
    let own = expression.range();
    let Some(parent) = checker.semantic().parent(expression) else { return own };
    // The arguments of a call or a class are no nodes of the index.
    let arguments = match parent {
        AnyNodeRef::ExprCall(call) => Some(&call.arguments),
        AnyNodeRef::StmtClassDef(class) => class.arguments.as_deref(),
        _ => None,
    };
    let parent = match arguments.filter(|arguments| arguments.range().contains_range(own)) {
        // Where the closing parenthesis is missing, the last argument ends where they all do.
        Some(arguments) if arguments.end() == own.end() => return own,
        Some(arguments) => arguments.into(),
        None => parent,
    };
    parentheses_around(expression, parent, checker.tokens()).unwrap_or(own)
}

/// The text of an expression as it can stand before `.attribute`: in parentheses if need be.
pub fn as_attribute_base(checker: &Checker<'_>, expression: &Expr) -> String {
    let text = checker.text(expression);
    let stands_alone = match expression {
        Expr::Name(_) | Expr::Attribute(_) | Expr::Call(_) | Expr::Subscript(_) => {
            !breaks_line(checker, expression.range())
        }
        Expr::StringLiteral(string) => !string.value.is_implicit_concatenated(),
        Expr::FString(string) => !string.value.is_implicit_concatenated(),
        Expr::BooleanLiteral(_) | Expr::NoneLiteral(_) => true,
        _ => is_bracketed(expression),
    };
    if stands_alone { text.to_owned() } else { format!("({text})") }
}

/// The text of an expression as it can stand after `=` or as an argument.
pub fn as_value(checker: &Checker<'_>, expression: &Expr) -> String {
    let range = parenthesized_range(checker, expression);
    let text = &checker.source()[range];
    let is_parenthesized = range != expression.range();
    if !is_parenthesized
        && !is_bracketed(expression)
        && (expression.is_named_expr() || breaks_line(checker, range))
    {
        format!("({text})")
    } else {
        text.to_owned()
    }
}

/// Replaces a range, with a space where a word or a number would run into its neighbour, or a
/// brace into that of an f-string.
pub fn replace_word(checker: &Checker<'_>, content: &str, range: TextRange) -> Edit {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let source = checker.source();
    let before = source[..range.start().to_usize()].chars().next_back();
    let after = source[range.end().to_usize()..].chars().next();
    let runs_into = |left: Option<char>, right: Option<char>| {
        (left.is_some_and(is_word) && right.is_some_and(is_word))
            || (left == Some('{') && right == Some('{'))
            || (left == Some('}') && right == Some('}'))
    };
    let before = if runs_into(before, content.chars().next()) { " " } else { "" };
    let after = if runs_into(content.chars().next_back(), after) { " " } else { "" };
    Edit::replacement(format!("{before}{content}{after}"), range)
}

fn is_bracketed(expression: &Expr) -> bool {
    match expression {
        Expr::Tuple(tuple) => tuple.parenthesized,
        Expr::Generator(generator) => generator.parenthesized,
        _ => is_display(expression),
    }
}

/// Whether a line ends in the range outside any bracket of its own.
fn breaks_line(checker: &Checker<'_>, range: TextRange) -> bool {
    let mut depth = 0_usize;
    checker.tokens().in_range(range).iter().any(|token| {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                depth = depth.saturating_sub(1);
            }
            TokenKind::NonLogicalNewline => return depth == 0,
            _ => {}
        }
        false
    })
}
