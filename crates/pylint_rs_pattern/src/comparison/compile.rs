//! From Python's syntax tree to our own.

use std::ops::Range;

use ruff_python_ast::{self as ast, BoolOp, Expr, UnaryOp};
use ruff_python_parser::parse_expression;
use ruff_text_size::{Ranged, TextRange};

use super::operators::{BinaryOperator, ComparisonOperator, binary};
use super::{Arithmetic, Conversion, Expression, Value};
use crate::{Anchoring, PatternError, RegularExpression, Vocabulary};

/// Longer ones are a mistake, or meant to do harm.
const LONGEST: usize = 4096;
/// Deeper ones likewise.
const DEEPEST: usize = 64;

const ALLOWED: &str = "literals, metavariables, arithmetic, comparisons, `in`, `and`, `or`, \
                       `not`, `len`, `int`, `float`, `str` and `re.match`";

pub(super) fn compile(
    source: &str,
    arithmetic: Arithmetic,
    vocabulary: &mut Vocabulary,
) -> Result<Expression, PatternError> {
    if source.len() > LONGEST {
        let message = format!("a comparison may have at most {LONGEST} bytes");
        return Err(PatternError::new(message, 0..source.len()));
    }
    let python = without_dollars(source);
    let parsed = parse_expression(&python).map_err(|error| {
        PatternError::new(format!("not a Python expression: {}", error.error), span(error.location))
    })?;
    Compiler { source, arithmetic, vocabulary }.expression(parsed.expr(), 0)
}

/// The text with each `$` outside strings as a letter, so that it is Python, and as long.
fn without_dollars(source: &str) -> String {
    let mut python = String::with_capacity(source.len());
    let mut quote = None;
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        match (quote, character) {
            (Some(_), '\\') => {
                length += rest[length..].chars().next().map_or(0, char::len_utf8);
                python.push_str(&rest[..length]);
            }
            (Some(open), _) if character == open => {
                quote = None;
                python.push(character);
            }
            (None, '"' | '\'') => {
                quote = Some(character);
                python.push(character);
            }
            (None, '$') if rest.starts_with("$...") => {
                length = 4;
                python.push_str("____");
            }
            (None, '$') => python.push('_'),
            _ => python.push(character),
        }
        rest = &rest[length..];
    }
    python
}

fn span(range: TextRange) -> Range<usize> {
    range.start().to_usize()..range.end().to_usize()
}

struct Compiler<'c> {
    source: &'c str,
    arithmetic: Arithmetic,
    vocabulary: &'c mut Vocabulary,
}

impl Compiler<'_> {
    fn expression(&mut self, expr: &Expr, depth: usize) -> Result<Expression, PatternError> {
        if depth > DEEPEST {
            return Err(PatternError::new("nested too deeply", span(expr.range())));
        }
        let depth = depth + 1;
        match expr {
            Expr::Name(name) => self.metavariable(name),
            Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_) => Value::of_literal(expr.into())
                .map(Expression::Constant)
                .ok_or_else(|| PatternError::new("a number out of range", span(expr.range()))),
            Expr::List(ast::ExprList { elts, .. })
            | Expr::Tuple(ast::ExprTuple { elts, .. })
            | Expr::Set(ast::ExprSet { elts, .. }) => {
                Ok(Expression::List(self.expressions(elts, depth)?))
            }
            Expr::BoolOp(operation) => {
                let parts = self.expressions(&operation.values, depth)?;
                Ok(match operation.op {
                    BoolOp::And => Expression::And(parts),
                    BoolOp::Or => Expression::Or(parts),
                })
            }
            Expr::UnaryOp(operation) => {
                let operand = Box::new(self.expression(&operation.operand, depth)?);
                match operation.op {
                    UnaryOp::Not => Ok(Expression::Not(operand)),
                    UnaryOp::UAdd => Ok(*operand),
                    UnaryOp::USub => Ok(Expression::Negative(operand)),
                    UnaryOp::Invert => Err(unsupported(expr)),
                }
            }
            Expr::BinOp(operation) => {
                let operator = BinaryOperator::of(operation.op).ok_or_else(|| unsupported(expr))?;
                let left = self.expression(&operation.left, depth)?;
                let right = self.expression(&operation.right, depth)?;
                Ok(self.binary(left, operator, right))
            }
            Expr::Compare(compare) => {
                let first = Box::new(self.expression(&compare.left, depth)?);
                let mut rest = Vec::with_capacity(compare.ops.len());
                for (operator, part) in compare.ops.iter().zip(&compare.comparators) {
                    rest.push((ComparisonOperator::of(*operator), self.expression(part, depth)?));
                }
                Ok(Expression::Compare(first, rest))
            }
            Expr::Call(call) => self.call(call, depth),
            _ => Err(unsupported(expr)),
        }
    }

    fn expressions(
        &mut self,
        parts: &[Expr],
        depth: usize,
    ) -> Result<Vec<Expression>, PatternError> {
        parts.iter().map(|part| self.expression(part, depth)).collect()
    }

    fn binary(&self, left: Expression, operator: BinaryOperator, right: Expression) -> Expression {
        if let (Expression::Constant(first), Expression::Constant(second)) = (&left, &right)
            && let Some(value) = binary(first, operator, second, self.arithmetic)
        {
            return Expression::Constant(value);
        }
        Expression::Binary(Box::new(left), operator, Box::new(right))
    }

    fn metavariable(&mut self, name: &ast::ExprName) -> Result<Expression, PatternError> {
        let written = &self.source[span(name.range())];
        let name_only = written.strip_prefix("$...").or_else(|| written.strip_prefix('$'));
        match name_only.filter(|rest| !rest.is_empty()) {
            Some(rest) => Ok(Expression::Capture(self.vocabulary.intern(rest))),
            None => {
                let message = format!("unknown name `{written}`: a metavariable is written `$X`");
                Err(PatternError::new(message, span(name.range())))
            }
        }
    }

    fn call(&mut self, call: &ast::ExprCall, depth: usize) -> Result<Expression, PatternError> {
        let unknown = || {
            let message = format!("unknown function; a comparison may use {ALLOWED}");
            PatternError::new(message, span(call.func.range()))
        };
        let arguments = &call.arguments;
        if let Some(keyword) = arguments.keywords.first() {
            return Err(PatternError::new("keywords are not allowed here", span(keyword.range())));
        }
        let count = |wanted: usize| {
            if arguments.args.len() == wanted {
                return Ok(());
            }
            let message = format!("{wanted} argument(s) wanted, found {}", arguments.args.len());
            Err(PatternError::new(message, span(call.range())))
        };
        match &*call.func {
            Expr::Name(name) => {
                let conversion = match &self.source[span(name.range())] {
                    "len" => Conversion::Length,
                    "int" => Conversion::Integer,
                    "float" => Conversion::Float,
                    "str" => Conversion::String,
                    _ => return Err(unknown()),
                };
                count(1)?;
                let operand = self.expression(&arguments.args[0], depth)?;
                Ok(Expression::Convert(conversion, Box::new(operand)))
            }
            Expr::Attribute(_) if self.source[span(call.func.range())] == *"re.match" => {
                count(2)?;
                let Expr::StringLiteral(pattern) = &arguments.args[0] else {
                    let message = "the regular expression must be a string literal";
                    return Err(PatternError::new(message, span(arguments.args[0].range())));
                };
                let regex = RegularExpression::new(pattern.value.to_str(), Anchoring::Start)
                    .map_err(|error| PatternError::new(error.message, span(pattern.range())))?;
                let text = self.expression(&arguments.args[1], depth)?;
                Ok(Expression::Matches(Box::new(regex), Box::new(text)))
            }
            _ => Err(unknown()),
        }
    }
}

fn unsupported(expr: &Expr) -> PatternError {
    PatternError::new(format!("a comparison may only use {ALLOWED}"), span(expr.range()))
}
