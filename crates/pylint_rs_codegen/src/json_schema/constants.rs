//! `enum` and `const`.

use ruff_python_ast::Expr;

use super::effective::{Leaf, text};
use crate::document::{Node, Value};
use crate::syntax;

/// The values that all of the schemas admit, if any of them lists its values.
pub(super) fn admitted<'d>(leaves: &[Leaf<'d>]) -> Option<Vec<&'d Node>> {
    let mut admitted: Option<Vec<&'d Node>> = None;
    for leaf in leaves.iter().filter(|leaf| !leaf.is_conditional) {
        let listed: Vec<&Node> = match (leaf.schema.node.get("const"), leaf.schema.node.get("enum"))
        {
            (Some(value), _) => vec![value],
            (None, Some(Node { value: Value::Sequence(items), .. })) => items.iter().collect(),
            _ => continue,
        };
        admitted = Some(match admitted {
            None => listed,
            Some(before) => before
                .into_iter()
                .filter(|value| listed.iter().any(|other| is_same(value, other)))
                .collect(),
        });
    }
    admitted
}

/// Whether two values are the same JSON.
pub(crate) fn is_same(left: &Node, right: &Node) -> bool {
    match (&left.value, &right.value) {
        (Value::Null, Value::Null) => true,
        (Value::Boolean(left), Value::Boolean(right)) => left == right,
        (
            Value::Integer(left) | Value::Float(left),
            Value::Integer(right) | Value::Float(right),
        ) => left == right,
        (Value::String(left), Value::String(right)) => left == right,
        (Value::Sequence(left), Value::Sequence(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Value::Mapping(left), Value::Mapping(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|((left_key, left), (right_key, right))| {
                    left_key.text == right_key.text && is_same(left, right)
                })
        }
        _ => false,
    }
}

/// What a value can be in `Literal[...]`: of numbers, integers only.
pub(super) fn literal(value: &Node) -> Option<Expr> {
    match &value.value {
        Value::Null => Some(syntax::none()),
        Value::Boolean(value) => Some(syntax::boolean(*value)),
        Value::String(text) => Some(syntax::string(text)),
        Value::Integer(text) => {
            let parsed = ruff_python_parser::parse_expression(text).ok()?;
            Some(*parsed.into_syntax().body)
        }
        Value::Float(_) | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// The constant string under a property that tells alternatives apart.
pub(super) fn constant_text<'d>(schema: super::library::Schema<'d>) -> Option<&'d str> {
    text(schema, "const").or_else(|| match &schema.node.get("enum")?.value {
        Value::Sequence(items) => match items.as_slice() {
            [Node { value: Value::String(only), .. }] => Some(only),
            _ => None,
        },
        _ => None,
    })
}
