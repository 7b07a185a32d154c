//! Constants as defaults that no call can spoil for the others.

use pylint_rs_semantic::{BindingId, NodeId, Semantic};
use ruff_python_ast::{
    AnyNodeRef, CmpOp, Expr, ExprCompare, ExprName, Parameter,
};
use ruff_text_size::Ranged;

use crate::Checker;
use crate::mutability::is_empty_container;

/// Methods that leave the container as it is and give away nothing but its elements.
const READING_METHODS: &[&str] = &[
    "copy", "count", "difference", "get", "index", "intersection", "isdisjoint", "issubset",
    "issuperset", "items", "keys", "most_common", "symmetric_difference", "union", "values",
];

/// Whether a constant that is a parameter's default is a mark for a missing argument, is bound
/// early on purpose, or is a table that the function neither changes, keeps nor gives away.
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
        && !uses.iter().any(|node| is_spoiled(*node, semantic))
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

/// Whether a use of a parameter changes the object, or lets others get hold of it.
fn is_spoiled(node: NodeId, semantic: &Semantic<'_>) -> bool {
    let mut id = node;
    loop {
        // `x += ...` is a use by the statement itself.
        if semantic.node(id).syntax.is_statement() {
            return true;
        }
        let Some(parent) = semantic.parent_id(id) else { return false };
        let this = semantic.node(id).syntax.range();
        match semantic.node(parent).syntax {
            AnyNodeRef::ExprSubscript(subscript) => {
                return subscript.value.range() == this && !subscript.ctx.is_load();
            }
            AnyNodeRef::ExprAttribute(attribute) => {
                return !READING_METHODS.contains(&attribute.attr.as_str());
            }
            AnyNodeRef::StmtReturn(_) | AnyNodeRef::ExprYield(_) => return true,
            AnyNodeRef::StmtAssign(assign) => return assign.targets.iter().any(is_place),
            AnyNodeRef::StmtAnnAssign(assign) => return is_place(&assign.target),
            // `x or {}` and `x if x else {}` give the object on.
            AnyNodeRef::ExprIf(inner) if inner.test.range() != this => id = parent,
            AnyNodeRef::ExprBoolOp(_) | AnyNodeRef::ExprNamed(_) => id = parent,
            _ => return false,
        }
    }
}

/// Whether a target outlives the call: `self.x`, `x[0]`.
fn is_place(target: &Expr) -> bool {
    matches!(target, Expr::Attribute(_) | Expr::Subscript(_))
}

fn parent_of<'a>(node: NodeId, semantic: &Semantic<'a>) -> Option<AnyNodeRef<'a>> {
    semantic.parent_id(node).map(|parent| semantic.node(parent).syntax)
}
