//! What annotations promise.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{Expr, Operator};

use super::ImmutableCalls;

/// Types without operations that change their instances, which may be parametrised.
const GENERIC: &[&str] = &[
    "builtins.frozenset",
    "builtins.tuple",
    "collections.abc.ByteString",
    "collections.abc.Collection",
    "collections.abc.Container",
    "collections.abc.Iterable",
    "collections.abc.Mapping",
    "collections.abc.Reversible",
    "collections.abc.Sequence",
    "collections.abc.Set",
    "typing.AbstractSet",
    "typing.ByteString",
    "typing.Callable",
    "typing.Collection",
    "typing.Container",
    "typing.FrozenSet",
    "typing.Iterable",
    "typing.Literal",
    "typing.Mapping",
    "typing.Never",
    "typing.NoReturn",
    "typing.Reversible",
    "typing.Sequence",
    "typing.Tuple",
];

/// The same, without parameters.
const PLAIN: &[&str] = &[
    "builtins.bool",
    "builtins.bytes",
    "builtins.complex",
    "builtins.float",
    "builtins.int",
    "builtins.object",
    "builtins.range",
    "builtins.str",
    "collections.abc.Sized",
    "typing.LiteralString",
    "typing.Sized",
];

/// Whether an annotation is of a type that gives no way to change the value: a type checker
/// keeps whoever uses it from doing so.
pub(crate) fn is_immutable_annotation<'a>(
    annotation: &'a Expr,
    semantic: &Semantic<'a>,
    calls: &ImmutableCalls,
) -> bool {
    let is_immutable = |part| is_immutable_annotation(part, semantic, calls);
    match annotation {
        Expr::NoneLiteral(_) => true,
        Expr::Name(_) | Expr::Attribute(_) => {
            semantic
                .qualified_name(annotation)
                .is_some_and(|name| name.is_any(GENERIC) || name.is_any(PLAIN))
                || calls.extend(annotation, semantic)
        }
        Expr::BinOp(operation) => {
            operation.op == Operator::BitOr
                && is_immutable(&operation.left)
                && is_immutable(&operation.right)
        }
        Expr::Subscript(subscript) => {
            let Some(name) = semantic.qualified_name(&subscript.value) else { return false };
            let parameters = subscript.slice.as_tuple_expr();
            if name.is_any(GENERIC) {
                true
            } else if name.is_typing("Optional") {
                is_immutable(&subscript.slice)
            } else if name.is_typing("Union") {
                parameters.is_some_and(|tuple| tuple.iter().all(is_immutable))
            } else if name.is_typing("Annotated") {
                parameters.and_then(|tuple| tuple.elts.first()).is_some_and(is_immutable)
            } else {
                false
            }
        }
        _ => false,
    }
}

/// Whether an annotation says `ClassVar`.
pub(crate) fn is_class_variable<'a>(annotation: &'a Expr, semantic: &Semantic<'a>) -> bool {
    is_qualifier(annotation, "ClassVar", semantic)
}

/// Whether an annotation says `Final`.
pub(crate) fn is_final<'a>(annotation: &'a Expr, semantic: &Semantic<'a>) -> bool {
    is_qualifier(annotation, "Final", semantic)
}

fn is_qualifier<'a>(annotation: &'a Expr, qualifier: &str, semantic: &Semantic<'a>) -> bool {
    match annotation {
        // `dataclasses` looks into strings as well.
        Expr::StringLiteral(string) => {
            let text = string.value.to_str();
            let end = text.find('[').unwrap_or(text.len());
            text[..end].trim().rsplit('.').next() == Some(qualifier)
        }
        _ => semantic.is_typing(map_subscript(annotation), qualifier),
    }
}
