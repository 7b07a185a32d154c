//! Imports that are there already, and names that are free for a new one.

use pylint_rs_semantic::{BindingId, BindingKind, Context, NodeId, ScopeId, SymbolId, Target};
use ruff_python_ast::AnyNodeRef;
use ruff_text_size::Ranged;

use super::{ImportIndex, Request};
use crate::Checker;

/// What to write so that an import already in the file gives the member, and that import.
pub(super) fn usable_name(
    checker: &Checker<'_>,
    request: Request<'_>,
) -> Option<(BindingId, String)> {
    let Some(member) = request.member else { return usable_module(checker, request) };
    let imports = checker.fact::<ImportIndex>();
    let module = request.module;
    let semantic = checker.semantic();
    for module in homes(module) {
        let bindings = imports.bindings.get(&format!("{module}.{member}"));
        for id in bindings.into_iter().flatten() {
            let binding = semantic.binding(*id);
            if matches!(binding.kind, BindingKind::FromImport { .. })
                && is_usable(checker, request, *id, &|other| {
                    imports_member(checker, other, request)
                })
            {
                return Some((*id, binding.name.to_owned()));
            }
        }
    }
    let (id, name) = usable_module(checker, request)?;
    Some((id, format!("{name}.{member}")))
}

/// What to write so that an import already in the file gives the module, and that import.
fn usable_module(checker: &Checker<'_>, request: Request<'_>) -> Option<(BindingId, String)> {
    let imports = checker.fact::<ImportIndex>();
    let semantic = checker.semantic();
    let module = request.module;
    for id in imports.bindings.get(module).into_iter().flatten() {
        let binding = semantic.binding(*id);
        let is_usable = match binding.kind {
            BindingKind::Import(_) => is_usable(checker, request, *id, &|other| {
                semantic.import_path(other).is_some_and(|path| path.is(module))
                    || matches!(semantic.binding(other).kind, BindingKind::SubmoduleImport(_))
            }),
            BindingKind::FromImport { .. } => is_usable(checker, request, *id, &|other| {
                semantic.import_path(other).is_some_and(|path| path.is(module))
            }),
            _ => false,
        };
        if is_usable {
            return Some((*id, binding.name.to_owned()));
        }
    }
    None
}

/// The modules that have the same members as a module: `typing_extensions` has all that
/// `typing` has.
fn homes(module: &str) -> impl Iterator<Item = &str> {
    let twin = match module {
        "typing" => Some("typing_extensions"),
        "typing_extensions" => Some("typing"),
        _ => None,
    };
    std::iter::once(module).chain(twin)
}

fn imports_member(checker: &Checker<'_>, binding: BindingId, request: Request<'_>) -> bool {
    let Some(member) = request.member else { return false };
    checker.semantic().import_path(binding).is_some_and(|path| {
        homes(request.module).any(|module| path.is(&format!("{module}.{member}")))
    })
}

/// Whether a name bound by an import means that import at the place asked for, whenever the
/// code there runs. `is_same` tells whether another binding of the name does as well.
fn is_usable(
    checker: &Checker<'_>,
    request: Request<'_>,
    id: BindingId,
    is_same: &dyn Fn(BindingId) -> bool,
) -> bool {
    let semantic = checker.semantic();
    let binding = semantic.binding(id);
    let place = semantic.node(request.at);
    let Some((scope, symbol)) = first_bound(checker, place.scope, binding.name) else {
        return false;
    };
    if scope != binding.scope {
        return false;
    }
    let mut count = 0;
    for other in semantic.bindings_of(symbol) {
        if !is_same(other) {
            return false;
        }
        count += 1;
    }
    let runs_later = request.is_typing_only
        || semantic
            .scope_chain(place.scope)
            .take_while(|inner| *inner != scope)
            .any(|inner| semantic.scope(inner).is_deferred());
    if !runs_later && binding.range.start() > place.syntax.start() {
        return false;
    }
    semantic.symbol(symbol).current.is_some()
        && surely_runs(checker, binding.statement, scope, request, count > 1)
}

/// Whether the import is reached whenever its scope is: it stands directly in the scope's body,
/// or in one of the branches that each bind the name.
fn surely_runs(
    checker: &Checker<'_>,
    statement: NodeId,
    scope: ScopeId,
    request: Request<'_>,
    has_siblings: bool,
) -> bool {
    let semantic = checker.semantic();
    let owner = semantic.scope(scope).node;
    for ancestor in semantic.ancestor_ids(statement) {
        if ancestor == owner {
            return true;
        }
        match semantic.node(ancestor).syntax {
            AnyNodeRef::StmtWith(_) => {}
            AnyNodeRef::StmtTry(_)
            | AnyNodeRef::ExceptHandlerExceptHandler(_)
            | AnyNodeRef::StmtIf(_)
            | AnyNodeRef::ElifElseClause(_)
                if has_siblings =>
            {
                let is_unseen =
                    semantic.node(statement).context.contains(Context::TYPE_CHECKING_BLOCK);
                if is_unseen && !request.is_typing_only {
                    return false;
                }
            }
            AnyNodeRef::StmtIf(_)
                if request.is_typing_only
                    && semantic.node(statement).context.contains(Context::TYPE_CHECKING_BLOCK) => {}
            _ => return false,
        }
    }
    // The module's scope may have no node among the ancestors.
    scope == ScopeId::MODULE
}

/// The innermost scope, seen from `scope`, in which a name is bound at all.
fn first_bound(checker: &Checker<'_>, scope: ScopeId, name: &str) -> Option<(ScopeId, SymbolId)> {
    let semantic = checker.semantic();
    semantic.scope_chain(scope).enumerate().find_map(|(depth, id)| {
        if depth > 0 && !semantic.scope(id).is_visible_from_within() {
            return None;
        }
        let symbol = semantic.symbol_in(id, name)?;
        semantic.symbol(symbol).last.map(|_| (id, symbol))
    })
}

/// Whether the name can be bound in the module without giving any code another
/// meaning.
pub(super) fn is_name_free(checker: &Checker<'_>, request: Request<'_>) -> bool {
    let semantic = checker.semantic();
    let place = semantic.node(request.at);
    first_bound(checker, place.scope, request.bound_name()).is_none()
        && first_bound(checker, ScopeId::MODULE, request.bound_name()).is_none()
        && !semantic
            .unbound_references(request.bound_name())
            .any(|reference| reference.target != Target::Unresolved)
}
