//! Which sort of syntax a capture is.

use ruff_python_ast::{AnyNodeRef, Number};

use crate::{Capture, SyntaxSort};

pub(super) fn is_of(capture: &Capture<'_>, sort: SyntaxSort) -> bool {
    match capture {
        Capture::Node(node) => is_node_of(*node, sort),
        Capture::Name { .. } => sort == SyntaxSort::Name,
        // The content of a string.
        Capture::Text { .. } => matches!(sort, SyntaxSort::String | SyntaxSort::Literal),
        Capture::Nodes { .. } => false,
    }
}

pub(super) fn is_node_of(node: AnyNodeRef<'_>, sort: SyntaxSort) -> bool {
    match sort {
        SyntaxSort::String => matches!(node, AnyNodeRef::ExprStringLiteral(_)),
        SyntaxSort::FString => matches!(node, AnyNodeRef::ExprFString(_)),
        SyntaxSort::Bytes => matches!(node, AnyNodeRef::ExprBytesLiteral(_)),
        SyntaxSort::Integer => is_number(node, |number| matches!(number, Number::Int(_))),
        SyntaxSort::Float => is_number(node, |number| !matches!(number, Number::Int(_))),
        SyntaxSort::Boolean => matches!(node, AnyNodeRef::ExprBooleanLiteral(_)),
        SyntaxSort::None => matches!(node, AnyNodeRef::ExprNoneLiteral(_)),
        SyntaxSort::Literal => [
            SyntaxSort::String,
            SyntaxSort::Bytes,
            SyntaxSort::Integer,
            SyntaxSort::Float,
            SyntaxSort::Boolean,
            SyntaxSort::None,
        ]
        .into_iter()
        .any(|sort| is_node_of(node, sort)),
        SyntaxSort::Name => {
            matches!(node, AnyNodeRef::ExprName(_) | AnyNodeRef::Identifier(_))
        }
        SyntaxSort::Attribute => matches!(node, AnyNodeRef::ExprAttribute(_)),
        SyntaxSort::Call => matches!(node, AnyNodeRef::ExprCall(_)),
        SyntaxSort::Subscript => matches!(node, AnyNodeRef::ExprSubscript(_)),
        SyntaxSort::List => matches!(node, AnyNodeRef::ExprList(_)),
        SyntaxSort::Tuple => matches!(node, AnyNodeRef::ExprTuple(_)),
        SyntaxSort::Dict => matches!(node, AnyNodeRef::ExprDict(_)),
        SyntaxSort::Set => matches!(node, AnyNodeRef::ExprSet(_)),
        SyntaxSort::Comprehension => matches!(
            node,
            AnyNodeRef::ExprListComp(_)
                | AnyNodeRef::ExprSetComp(_)
                | AnyNodeRef::ExprDictComp(_)
                | AnyNodeRef::ExprGenerator(_)
        ),
        SyntaxSort::Lambda => matches!(node, AnyNodeRef::ExprLambda(_)),
        SyntaxSort::Operation => match node {
            // `-1` is how a negative number is written.
            AnyNodeRef::ExprUnaryOp(operation) => {
                !(operation.op.is_u_sub() && operation.operand.is_number_literal_expr())
            }
            AnyNodeRef::ExprBinOp(_) | AnyNodeRef::ExprBoolOp(_) | AnyNodeRef::ExprCompare(_) => {
                true
            }
            _ => false,
        },
        SyntaxSort::Await => matches!(node, AnyNodeRef::ExprAwait(_)),
        SyntaxSort::Expression => node.is_expression(),
        SyntaxSort::Statement => node.is_statement(),
        SyntaxSort::Function => matches!(node, AnyNodeRef::StmtFunctionDef(_)),
        SyntaxSort::Class => matches!(node, AnyNodeRef::StmtClassDef(_)),
    }
}

fn is_number(node: AnyNodeRef<'_>, test: impl Fn(&Number) -> bool) -> bool {
    match node {
        AnyNodeRef::ExprNumberLiteral(literal) => test(&literal.value),
        AnyNodeRef::ExprUnaryOp(operation) if operation.op.is_u_sub() => {
            operation.operand.as_number_literal_expr().is_some_and(|literal| test(&literal.value))
        }
        _ => false,
    }
}
