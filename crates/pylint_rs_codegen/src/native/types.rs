//! Which expressions are types.

use ruff_python_ast::{Expr, ExprSubscript, Operator, StringFlags, StringLiteralValue};
use ruff_python_parser::parse_expression;
use ruff_text_size::Ranged;

/// What is wrong with a part of a type, and where that begins.
pub(super) struct Problem {
    pub(super) start: usize,
    pub(super) message: String,
}

impl Problem {
    pub(super) fn new(part: &impl Ranged, message: impl Into<String>) -> Self {
        Self { start: usize::from(part.range().start()), message: message.into() }
    }
}

/// How deep types may be nested: what goes deeper takes formatters and checkers for ever.
const DEEPEST: usize = 64;

/// The part of a type that is nested too deep.
pub(super) fn too_deep(expression: &Expr) -> Option<Problem> {
    let mut stack = vec![(expression, 0)];
    while let Some((expression, depth)) = stack.pop() {
        if depth > DEEPEST {
            let message = format!("types can be nested {DEEPEST} deep: give the inner one a name");
            return Some(Problem::new(expression, message));
        }
        match expression {
            Expr::BinOp(it) => stack.extend([(&*it.left, depth), (&*it.right, depth)]),
            Expr::Subscript(it) => stack.push((&it.slice, depth + 1)),
            Expr::Tuple(it) => stack.extend(it.elts.iter().map(|element| (element, depth))),
            Expr::List(it) => stack.extend(it.elts.iter().map(|element| (element, depth + 1))),
            Expr::Starred(it) => stack.push((&it.value, depth)),
            _ => {}
        }
    }
    None
}

/// Puts types in place of strings that hold them: where quotes are needed is for the target to say.
pub(super) fn unquote(expression: &mut Expr) -> Result<(), Problem> {
    match expression {
        Expr::StringLiteral(literal) => {
            let start = literal.range().start();
            let text = literal.value.to_str().to_owned();
            let problem = |message: String| Problem { start: usize::from(start), message };
            let parsed =
                parse_expression(&text).map_err(|error| problem(error.error.to_string()))?;
            let mut inner = *parsed.into_syntax().body;
            if is_plain(&literal.value) {
                // One quote is before it.
                shift(&mut inner, start + ruff_text_size::TextSize::new(1));
            } else {
                shift(&mut inner, start);
            }
            *expression = inner;
            unquote(expression)
        }
        Expr::BinOp(operation) => {
            unquote(&mut operation.left)?;
            unquote(&mut operation.right)
        }
        Expr::Subscript(subscript) => {
            let types = match value_arguments(subscript) {
                Some(first) => first,
                None => usize::MAX,
            };
            match &mut *subscript.slice {
                Expr::Tuple(tuple) => tuple.elts.iter_mut().take(types).try_for_each(unquote),
                only if types > 0 => unquote(only),
                _ => Ok(()),
            }
        }
        Expr::List(list) => list.elts.iter_mut().try_for_each(unquote),
        Expr::Starred(starred) => unquote(&mut starred.value),
        _ => Ok(()),
    }
}

fn is_plain(value: &StringLiteralValue) -> bool {
    value.iter().all(|part| !part.flags.prefix().is_raw() && !part.flags.is_triple_quoted())
}

fn shift(expression: &mut Expr, by: ruff_text_size::TextSize) {
    use ruff_python_ast::visitor::transformer::{Transformer, walk_expr};

    struct Shift(ruff_text_size::TextSize);
    impl Transformer for Shift {
        fn visit_expr(&self, expression: &mut Expr) {
            if let Expr::Name(name) = expression {
                name.range += self.0;
            }
            walk_expr(self, expression);
        }
    }
    Shift(by).visit_expr(expression);
}

/// From which argument on a generic type's arguments are values.
fn value_arguments(subscript: &ExprSubscript) -> Option<usize> {
    let name = match &*subscript.value {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => return None,
    };
    match name {
        "Literal" => Some(0),
        "Annotated" => Some(1),
        _ => None,
    }
}

/// A part of an expression that cannot be in a type.
pub(super) fn not_a_type(expression: &Expr) -> Option<Problem> {
    match expression {
        Expr::EllipsisLiteral(_) | Expr::Tuple(_) | Expr::List(_) | Expr::Starred(_) => {
            Some(Problem::new(expression, "this is no type"))
        }
        _ => part_of_type(expression),
    }
}

fn part_of_type(expression: &Expr) -> Option<Problem> {
    match expression {
        Expr::Name(_) | Expr::NoneLiteral(_) => None,
        Expr::EllipsisLiteral(_) => None,
        Expr::Attribute(attribute) => dotted(&attribute.value),
        Expr::BinOp(operation) if operation.op == Operator::BitOr => {
            let is_none = |side: &Expr| matches!(side, Expr::NoneLiteral(_));
            if is_none(&operation.left) && is_none(&operation.right) {
                return Some(Problem::new(expression, "`None | None` cannot be evaluated"));
            }
            not_a_type(&operation.left).or_else(|| not_a_type(&operation.right))
        }
        Expr::Subscript(subscript) => in_subscript(subscript),
        Expr::List(list) => list.elts.iter().find_map(part_of_type),
        Expr::Starred(starred) => not_a_type(&starred.value),
        other => {
            let message = match other {
                Expr::BinOp(_) => "only `|` joins types".to_owned(),
                Expr::Call(_) => "a call is no type".to_owned(),
                Expr::NumberLiteral(_) | Expr::BooleanLiteral(_) | Expr::BytesLiteral(_) => {
                    "a value is no type: write `Literal[…]`".to_owned()
                }
                _ => "this is no type".to_owned(),
            };
            Some(Problem::new(other, message))
        }
    }
}

fn dotted(expression: &Expr) -> Option<Problem> {
    match expression {
        Expr::Name(_) => None,
        Expr::Attribute(attribute) => dotted(&attribute.value),
        other => Some(Problem::new(other, "this is no type")),
    }
}

fn in_subscript(subscript: &ExprSubscript) -> Option<Problem> {
    let head = match &*subscript.value {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(_) => "",
        other => return Some(Problem::new(other, "this is no type")),
    };
    if let Some(problem) = dotted(&subscript.value) {
        return Some(problem);
    }
    let arguments = match &*subscript.slice {
        Expr::Tuple(tuple) => &*tuple.elts,
        other => std::slice::from_ref(other),
    };
    let types = value_arguments(subscript).unwrap_or(arguments.len());
    let problem = arguments.iter().take(types).find_map(|argument| match argument {
        Expr::Tuple(tuple) if tuple.elts.is_empty() => None,
        argument => part_of_type(argument),
    });
    problem
        .or_else(|| (head == "Literal").then(|| arguments.iter().find_map(not_a_literal)).flatten())
}

/// What `Literal` does not take.
pub(super) fn not_a_literal(value: &Expr) -> Option<Problem> {
    let is_literal = match value {
        Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::Attribute(_) => true,
        Expr::NumberLiteral(number) => number.value.is_int(),
        Expr::UnaryOp(operation) => {
            matches!(&*operation.operand, Expr::NumberLiteral(it) if it.value.is_int())
                && operation.op == ruff_python_ast::UnaryOp::USub
        }
        Expr::Subscript(subscript) => {
            matches!(&*subscript.value, Expr::Name(name) if name.id == "Literal")
        }
        _ => false,
    };
    (!is_literal).then(|| {
        Problem::new(
            value,
            "`Literal` takes strings, bytes, integers, booleans, `None` and members",
        )
    })
}
