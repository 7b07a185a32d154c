//! Constants as defaults that no call can spoil for the others.

use pylint_rs_semantic::{BindingId, BindingKind, NodeId, ScopeKind, Semantic};
use ruff_python_ast::{
    AnyNodeRef, CmpOp, Expr, ExprCall, ExprCompare, ExprName, Parameter,
};
use ruff_text_size::Ranged;

use crate::Checker;
use crate::mutability::is_empty_container;

/// Methods that leave the container as it is and give away nothing but its elements.
const READING_METHODS: &[&str] = &[
    "copy", "count", "difference", "get", "index", "intersection", "isdisjoint", "issubset",
    "issuperset", "items", "keys", "most_common", "symmetric_difference", "union", "values",
];

/// Builtins that only read what they are given.
const READING_BUILTINS: &[&str] = &[
    "all", "any", "bool", "dict", "enumerate", "filter", "frozenset", "isinstance", "iter", "len",
    "list", "map", "max", "min", "print", "repr", "reversed", "set", "sorted", "str", "sum",
    "tuple", "type", "zip",
];

/// Whether a constant that is a parameter's default is a mark for a missing argument, is bound
/// early on purpose, or has content that the function only reads.
pub(super) fn is_harmless<'a>(
    parameter: &'a Parameter,
    constant: &'a ExprName,
    checker: &Checker<'a>,
) -> bool {
    let semantic = checker.semantic();
    let name = parameter.name.as_str();
    if name.starts_with('_') || name == constant.id.as_str().trim_start_matches('_') {
        return true;
    }
    let Some(binding) = semantic.binding_made_by(parameter) else { return false };
    let uses: Vec<_> = semantic.references_to(binding).map(|reference| reference.node).collect();
    if uses.iter().any(|node| is_compared_by_identity(*node, semantic)) {
        return true;
    }
    !uses.is_empty()
        && has_content(constant, semantic)
        && uses.iter().all(|node| is_read(*node, name, semantic))
}

/// Whether the constant has elements, or is given some by the code around.
fn has_content(constant: &ExprName, semantic: &Semantic<'_>) -> bool {
    let Some(binding) = semantic.binding_of(constant) else { return false };
    let starts_empty = semantic.only_value(binding).is_some_and(is_empty_container);
    !starts_empty || is_changed(binding, semantic)
}

fn is_changed(binding: BindingId, semantic: &Semantic<'_>) -> bool {
    semantic.references_to(binding).any(|reference| match parent_of(reference.node, semantic) {
        Some(AnyNodeRef::ExprAttribute(attribute)) => {
            !READING_METHODS.contains(&attribute.attr.as_str())
        }
        Some(AnyNodeRef::ExprSubscript(subscript)) => !subscript.ctx.is_load(),
        _ => false,
    })
}

/// `x is MISSING`.
fn is_compared_by_identity(node: NodeId, semantic: &Semantic<'_>) -> bool {
    let Some(AnyNodeRef::ExprCompare(compare)) = parent_of(node, semantic) else { return false };
    let ExprCompare { ops, comparators, .. } = compare;
    ops.iter().zip(comparators).any(|(operator, right)| {
        matches!(operator, CmpOp::Is | CmpOp::IsNot)
            && !right.is_none_literal_expr()
            && !right.is_boolean_literal_expr()
    })
}

/// Whether a use of a parameter leaves the object as it is and keeps no hold of it.
fn is_read(node: NodeId, name: &str, semantic: &Semantic<'_>) -> bool {
    let Some(parent) = parent_of(node, semantic) else { return false };
    let this = semantic.node(node).syntax;
    let is_this = |expression: &Expr| expression.range() == this.range();
    match parent {
        AnyNodeRef::ExprSubscript(subscript) => {
            !is_this(&subscript.value) || subscript.ctx.is_load()
        }
        AnyNodeRef::ExprAttribute(attribute) => READING_METHODS.contains(&attribute.attr.as_str()),
        AnyNodeRef::ExprCall(call) => is_reading_call(call, semantic),
        // `f(**x)` and `f(*x)` make new objects; `f(x=x)` passes the object on.
        AnyNodeRef::Keyword(keyword) => match &keyword.arg {
            None => true,
            Some(passed) => passed.as_str() == name && passes_to_own_function(node, semantic),
        },
        AnyNodeRef::StmtFor(statement) => is_this(&statement.iter),
        AnyNodeRef::StmtIf(_)
        | AnyNodeRef::StmtWhile(_)
        | AnyNodeRef::ElifElseClause(_)
        | AnyNodeRef::ExprCompare(_)
        | AnyNodeRef::ExprBinOp(_)
        | AnyNodeRef::ExprUnaryOp(_)
        | AnyNodeRef::ExprStarred(_)
        | AnyNodeRef::ExprDict(_)
        | AnyNodeRef::ExprFString(_)
        | AnyNodeRef::Comprehension(_) => true,
        _ => false,
    }
}

fn is_reading_call(call: &ExprCall, semantic: &Semantic<'_>) -> bool {
    let Expr::Name(function) = &*call.func else { return false };
    READING_BUILTINS.contains(&function.id.as_str())
        && semantic.is_builtin(&call.func, &function.id)
}

/// Whether the call that a node is a keyword of is of a function of this file, whose own
/// parameter of that name is judged by itself.
fn passes_to_own_function(node: NodeId, semantic: &Semantic<'_>) -> bool {
    let call = semantic.ancestor_ids(node).find_map(|id| match semantic.node(id).syntax {
        AnyNodeRef::ExprCall(call) => Some(call),
        _ => None,
    });
    match call.map(|call| &*call.func) {
        Some(Expr::Name(function)) => semantic.binding_of(function).is_some_and(|binding| {
            matches!(semantic.binding(binding).kind, BindingKind::Function(_))
        }),
        Some(Expr::Attribute(method)) => {
            semantic.scope_chain(semantic.node(node).scope).any(|scope| {
                matches!(semantic.scope(scope).kind, ScopeKind::Function(function)
                    if function.name.as_str() == method.attr.as_str())
            })
        }
        _ => false,
    }
}

fn parent_of<'a>(node: NodeId, semantic: &Semantic<'a>) -> Option<AnyNodeRef<'a>> {
    semantic.parent_id(node).map(|parent| semantic.node(parent).syntax)
}
