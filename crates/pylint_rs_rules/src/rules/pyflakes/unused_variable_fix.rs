//! Removing variables that nobody uses.

use pylint_rs_diagnostics::{Edit, Fix};
use pylint_rs_semantic::{Binding, BindingKind, NodeId};
use ruff_python_ast::helpers::contains_effect;
use ruff_python_ast::{AnyNodeRef, Expr};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::edits::{block_owner, delete_statement, parenthesized_range};
use crate::{Checker, DummyVariables};

/// The fix for an unused variable, if there is one.
pub(super) fn fix<'a>(
    checker: &Checker<'a>,
    binding: &Binding<'a>,
    dummy: &DummyVariables,
) -> Option<Fix> {
    let semantic = checker.semantic();
    match (binding.kind, semantic.node(binding.statement).syntax) {
        (BindingKind::Exception, _) => exception(checker, binding),
        (BindingKind::WithTarget, AnyNodeRef::StmtWith(with)) => {
            let item = with.items.iter().find(|item| {
                item.optional_vars.as_deref().is_some_and(|target| is_at(checker, target, binding))
            })?;
            let start = parenthesized_range(checker, &item.context_expr).end();
            let end = parenthesized_range(checker, item.optional_vars.as_deref()?).end();
            Some(Fix::unsafe_(Edit::deletion(TextRange::new(start, end))))
        }
        (BindingKind::Assignment(_) | BindingKind::Walrus(_), AnyNodeRef::StmtAssign(assign)) => {
            let place = assign.targets.iter().position(|target| is_at(checker, target, binding));
            let Some(place) = place else { return rename(checker, binding, dummy) };
            let target = &assign.targets[place];
            let next = assign.targets.get(place + 1).unwrap_or(&assign.value);
            Some(assignment(checker, binding, target, next, &assign.value, assign.targets.len() == 1))
        }
        (BindingKind::AnnotatedAssignment { value, .. }, AnyNodeRef::StmtAnnAssign(assign)) => {
            Some(assignment(checker, binding, &assign.target, value, value, true))
        }
        _ => None,
    }
    .map(|fix| fix.with_message(format!("Remove unused variable: `{}`", binding.name)))
}

/// Whether a target, parentheses aside, is just the name that is bound.
fn is_at(checker: &Checker<'_>, target: &Expr, binding: &Binding<'_>) -> bool {
    checker.semantic().id(target) == binding.node
}

/// Takes ` as name` from a handler.
fn exception(checker: &Checker<'_>, binding: &Binding<'_>) -> Option<Fix> {
    let semantic = checker.semantic();
    let AnyNodeRef::ExceptHandlerExceptHandler(handler) = semantic.node(binding.node).syntax
    else {
        return None;
    };
    let start = parenthesized_range(checker, handler.type_.as_deref()?).end();
    let edit = Edit::deletion(TextRange::new(start, binding.end()));
    let is_readable = semantic.scope(binding.scope).uses_locals;
    Some(if is_readable { Fix::unsafe_(edit) } else { Fix::safe(edit) })
}

/// Removes the statement if it does nothing else, or else the target with its `=`.
fn assignment(
    checker: &Checker<'_>,
    binding: &Binding<'_>,
    target: &Expr,
    next: &Expr,
    value: &Expr,
    is_only_target: bool,
) -> Fix {
    let semantic = checker.semantic();
    let has_effect =
        contains_effect(value, |name| semantic.is_builtin_in(name, binding.scope));
    if is_only_target && !has_effect {
        let statement = semantic.node(binding.statement).syntax;
        let fix = Fix::unsafe_(delete_statement(checker, statement));
        return match block_owner(semantic, binding.statement) {
            Some(owner) => fix.isolated(group(owner)),
            None => fix,
        };
    }
    let start = start_of(checker, target);
    Fix::unsafe_(Edit::deletion(TextRange::new(start, start_of(checker, next))))
}

fn group(owner: NodeId) -> u32 {
    owner.index() as u32
}

fn start_of(checker: &Checker<'_>, expression: &Expr) -> TextSize {
    parenthesized_range(checker, expression).start()
}

/// Marks a part of a statement that does more as unused, by an underscore.
fn rename(checker: &Checker<'_>, binding: &Binding<'_>, dummy: &DummyVariables) -> Option<Fix> {
    let name = format!("_{}", binding.name);
    let semantic = checker.semantic();
    let is_free = dummy.contains(&name)
        && semantic.lookup(&name, binding.scope).is_none()
        && semantic.unbound_references(&name).next().is_none();
    is_free.then(|| {
        Fix::unsafe_(Edit::replacement(name, binding.range))
            .with_message("Mark the variable as unused")
    })
}
