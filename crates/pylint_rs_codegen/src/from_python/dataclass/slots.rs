//! `__slots__`, which a dataclass makes itself from Python 3.10 on.

use ruff_python_ast::{AnyNodeRef, Expr, NodeKind, Stmt};

use super::DataclassRequest;
use super::class::Facts;
use crate::from_python::Module;

/// The statement that sets `__slots__` in the class's body, and the names it has, if they are
/// written there.
pub(super) fn statement<'a>(facts: &Facts<'a>) -> Option<(&'a Stmt, Option<Vec<&'a str>>)> {
    facts.class.body.iter().find_map(|statement| {
        let (target, value) = match statement {
            Stmt::Assign(assignment) => (assignment.targets.first()?, &*assignment.value),
            Stmt::AnnAssign(assignment) => (&*assignment.target, assignment.value.as_deref()?),
            _ => return None,
        };
        (target.as_name_expr()?.id.as_str() == "__slots__").then(|| (statement, names(value)))
    })
}

fn names(value: &Expr) -> Option<Vec<&str>> {
    let elements = match value {
        Expr::Tuple(tuple) => &*tuple.elts,
        Expr::List(list) => &*list.elts,
        Expr::Set(set) => &*set.elts,
        Expr::StringLiteral(_) => std::slice::from_ref(value),
        _ => return None,
    };
    elements
        .iter()
        .map(|element| element.as_string_literal_expr().map(|string| string.value.to_str()))
        .collect()
}

/// Whether `slots=True` says what `__slots__` does: it has just the attributes that the class
/// sets, and no method needs the class that the decorator replaces.
pub(super) fn becomes_keyword(
    facts: &Facts<'_>,
    module: &Module<'_>,
    request: &DataclassRequest,
) -> bool {
    let Some((_, Some(names))) = statement(facts) else { return false };
    let has = |name: &str| facts.attributes.iter().any(|attribute| attribute.name == name);
    request.target_version.minor >= 10
        && names.len() == facts.attributes.len()
        && names.into_iter().all(has)
        && !needs_class_itself(facts, module)
}

/// Whether a method uses `super()` or `__class__`, beside `__init__`'s call of it.
fn needs_class_itself(facts: &Facts<'_>, module: &Module<'_>) -> bool {
    let semantic = &module.semantic;
    let initializer = semantic.id(facts.initializer);
    let names = semantic.nodes().of_kind_within(NodeKind::ExprName, semantic.id(facts.class));
    names.iter().any(|id| match semantic.node(*id).syntax {
        AnyNodeRef::ExprName(name) => {
            matches!(name.id.as_str(), "super" | "__class__")
                && !semantic.nodes().contains(initializer, *id)
        }
        _ => false,
    })
}
