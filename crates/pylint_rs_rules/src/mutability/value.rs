//! Which expressions give something mutable.

use pylint_rs_semantic::{BindingKind, Semantic};
use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{Expr, ExprBinOp, ExprCall, ExprName, Operator};

use super::{ImmutableCalls, is_immutable_annotation};
use crate::literals::is_display;

/// How many names bound one to the next are followed.
const NAME_LIMIT: usize = 4;

/// Types whose instances are containers that can be changed.
const CONTAINERS: &[&str] = &[
    "builtins.dict",
    "builtins.list",
    "builtins.set",
    "collections.ChainMap",
    "collections.Counter",
    "collections.OrderedDict",
    "collections.UserDict",
    "collections.UserList",
    "collections.UserString",
    "collections.defaultdict",
    "collections.deque",
    "weakref.WeakKeyDictionary",
    "weakref.WeakSet",
    "weakref.WeakValueDictionary",
];

/// In what way an expression gives something mutable.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mutability<'a> {
    /// A display, a comprehension, or a call of a container's type.
    New,
    /// An operation whose result is, or may be, a new container: `[None] * 3`, `x or []`.
    Computed,
    /// A tuple that holds something mutable.
    Nested,
    /// A name bound once, to a container.
    Named(&'a ExprName),
}

/// In what way an expression gives something mutable, if it is known to.
pub(crate) fn mutability<'a>(value: &'a Expr, semantic: &Semantic<'a>) -> Option<Mutability<'a>> {
    within(value, semantic, NAME_LIMIT)
}

/// Whether an expression is a display, a comprehension, or a call of a container's type.
fn is_new_container<'a>(value: &'a Expr, semantic: &Semantic<'a>) -> bool {
    match value {
        Expr::Call(call) => is_container_call(call, semantic),
        _ => is_display(value),
    }
}

/// Whether a call makes a container: `list()`, `defaultdict[str, int](int)`.
pub(crate) fn is_container_call<'a>(call: &'a ExprCall, semantic: &Semantic<'a>) -> bool {
    semantic.qualified_name(map_subscript(&call.func)).is_some_and(|name| name.is_any(CONTAINERS))
}

/// Whether an expression makes a container without elements: one that waits to be filled.
pub(crate) fn is_empty_container(value: &Expr) -> bool {
    match value {
        Expr::List(list) => list.is_empty(),
        Expr::Dict(dict) => dict.is_empty(),
        Expr::Call(call) => {
            call.arguments.is_empty()
                || matches!(map_subscript(&call.func), Expr::Name(name) if name.id == "defaultdict")
        }
        _ => false,
    }
}

fn within<'a>(value: &'a Expr, semantic: &Semantic<'a>, limit: usize) -> Option<Mutability<'a>> {
    let part = |part| within(part, semantic, limit).map(of_result);
    match value {
        Expr::Named(named) => part(&named.value),
        Expr::If(inner) => part(&inner.body).or_else(|| part(&inner.orelse)),
        Expr::BoolOp(inner) => inner.values.iter().find_map(part),
        Expr::BinOp(operation) => of_operation(operation, semantic, limit),
        Expr::Tuple(tuple) => tuple
            .iter()
            .any(|element| within(element, semantic, limit).is_some())
            .then_some(Mutability::Nested),
        Expr::Name(name) => is_bound_to_container(name, semantic, limit.checked_sub(1)?)
            .then_some(Mutability::Named(name)),
        _ => is_new_container(value, semantic).then_some(Mutability::New),
    }
}

fn of_result(part: Mutability<'_>) -> Mutability<'_> {
    match part {
        Mutability::New => Mutability::Computed,
        other => other,
    }
}

/// `+` and `*` keep the type of a sequence on either side; the set operators that of the left
/// operand alone, as `frozenset() | {1}` shows.
fn of_operation<'a>(
    operation: &'a ExprBinOp,
    semantic: &Semantic<'a>,
    limit: usize,
) -> Option<Mutability<'a>> {
    let left = within(&operation.left, semantic, limit);
    let operand = match operation.op {
        Operator::Add | Operator::Mult => {
            left.or_else(|| within(&operation.right, semantic, limit))
        }
        Operator::BitOr | Operator::BitAnd | Operator::BitXor | Operator::Sub => {
            left.filter(|left| !matches!(left, Mutability::Nested))
        }
        _ => None,
    }?;
    Some(match operand {
        Mutability::Nested => Mutability::Nested,
        _ => Mutability::Computed,
    })
}

fn is_bound_to_container<'a>(name: &ExprName, semantic: &Semantic<'a>, limit: usize) -> bool {
    let Some(id) = semantic.binding_of(name) else { return false };
    let Some(value) = semantic.only_value(id) else { return false };
    if let BindingKind::AnnotatedAssignment { annotation, .. } = semantic.binding(id).kind
        && is_immutable_annotation(annotation, semantic, &ImmutableCalls::default())
    {
        return false;
    }
    // A constant tuple is more often a table than a default that someone changes.
    matches!(
        within(value, semantic, limit),
        Some(Mutability::New | Mutability::Computed | Mutability::Named(_))
    )
}
