//! Which sort of syntax a capture is.

use std::ops::Deref;

use ruff_python_ast::{AnyNodeRef, NodeKind, Number, UnaryOp};

use crate::pattern::key::Key;
use crate::{Capture, SyntaxSort};

/// The sorts of syntax of which something must be one.
#[derive(Clone, Debug, Eq, PartialEq, Hash)]
pub(crate) struct Sorts {
    sorts: Box<[SyntaxSort]>,
    keys: Option<Box<[Key]>>,
}

impl Sorts {
    pub(crate) fn new(sorts: &[SyntaxSort]) -> Self {
        Self { sorts: sorts.into(), keys: keys_of(sorts).map(Vec::into_boxed_slice) }
    }

    /// The keys of which each expression of these sorts has one; nothing if there are many, or
    /// if any expression may be of one of them.
    pub(crate) fn keys(&self) -> Option<&[Key]> {
        self.keys.as_deref()
    }
}

impl Deref for Sorts {
    type Target = [SyntaxSort];

    fn deref(&self) -> &[SyntaxSort] {
        &self.sorts
    }
}

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

fn keys_of(sorts: &[SyntaxSort]) -> Option<Vec<Key>> {
    let mut keys = Vec::new();
    for sort in sorts {
        match sort {
            SyntaxSort::String => keys.push(Key::kind(NodeKind::ExprStringLiteral)),
            SyntaxSort::FString => keys.push(Key::kind(NodeKind::ExprFString)),
            SyntaxSort::Bytes => keys.push(Key::kind(NodeKind::ExprBytesLiteral)),
            SyntaxSort::Integer | SyntaxSort::Float => keys.extend([
                Key::kind(NodeKind::ExprNumberLiteral),
                Key::operation(NodeKind::ExprUnaryOp, UnaryOp::USub as u64),
            ]),
            SyntaxSort::Boolean => {
                keys.extend([0, 1].map(|value| Key::operation(NodeKind::ExprBooleanLiteral, value)))
            }
            SyntaxSort::None => keys.push(Key::kind(NodeKind::ExprNoneLiteral)),
            SyntaxSort::Attribute => keys.push(Key::kind(NodeKind::ExprAttribute)),
            SyntaxSort::Call => keys.push(Key::kind(NodeKind::ExprCall)),
            SyntaxSort::Subscript => keys.push(Key::kind(NodeKind::ExprSubscript)),
            SyntaxSort::List => keys.push(Key::kind(NodeKind::ExprList)),
            SyntaxSort::Tuple => keys.push(Key::kind(NodeKind::ExprTuple)),
            SyntaxSort::Dict => keys.push(Key::kind(NodeKind::ExprDict)),
            SyntaxSort::Set => keys.push(Key::kind(NodeKind::ExprSet)),
            SyntaxSort::Comprehension => keys.extend(
                [
                    NodeKind::ExprListComp,
                    NodeKind::ExprSetComp,
                    NodeKind::ExprDictComp,
                    NodeKind::ExprGenerator,
                ]
                .map(Key::kind),
            ),
            SyntaxSort::Lambda => keys.push(Key::kind(NodeKind::ExprLambda)),
            SyntaxSort::Await => keys.push(Key::kind(NodeKind::ExprAwait)),
            SyntaxSort::Literal
            | SyntaxSort::Name
            | SyntaxSort::Operation
            | SyntaxSort::Expression
            | SyntaxSort::Statement
            | SyntaxSort::Function
            | SyntaxSort::Class => return None,
        }
    }
    Some(keys)
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
