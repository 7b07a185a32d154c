//! The names of a file that may be read unbound, as far as can be told without following their
//! body: few, so that few bodies have to be followed.

use pylint_rs_semantic::{
    Binding, BindingFlags, BindingId, BindingKind, NodeId, Reference, ScopeId, ScopeKind, Semantic, SymbolId,
};
use ruff_python_ast::{AnyNodeRef, NodeKind, Stmt};

use super::bound_in_branches::surely_bound;

/// The names that may be read unbound as far as can be told without following their body: those
/// first bound in a branch and read outside of it, or deleted.
pub(super) fn candidates(semantic: &Semantic<'_>) -> Vec<SymbolId> {
    let mut found: Vec<SymbolId> = Vec::new();
    for (id, binding) in semantic.bindings() {
        let is_candidate = match binding.kind {
            BindingKind::Global
            | BindingKind::Nonlocal
            | BindingKind::Annotation(_)
            | BindingKind::ClassCell
            | BindingKind::Parameter
            | BindingKind::ComprehensionTarget
            | BindingKind::TypeParameter => false,
            BindingKind::UnboundException | BindingKind::Deletion => true,
            _ => {
                is_first(binding, semantic)
                    && is_conditional(binding, semantic)
                    && is_read_outside(id, semantic)
            }
        };
        if is_candidate {
            found.push(binding.symbol);
        }
    }
    found.extend(deleted(semantic));
    found.sort_unstable();
    found.dedup();
    found.retain(|symbol| can_fail(*symbol, semantic));
    found
}

/// Whether reading a name unbound fails, and nobody but its own body binds it.
fn can_fail(symbol: SymbolId, semantic: &Semantic<'_>) -> bool {
    let is_bound_elsewhere = semantic.bindings_of(symbol).any(|binding| {
        let flags = semantic.binding(binding).flags;
        flags.intersects(BindingFlags::GLOBAL | BindingFlags::NONLOCAL)
    });
    let symbol = semantic.symbol(symbol);
    let scope = semantic.scope(symbol.scope);
    !is_bound_elsewhere
        && !scope.uses_locals
        && match scope.kind {
            ScopeKind::Function(_) => true,
            // An unbound name is looked for among the builtins, that of a class among the
            // module's names before.
            ScopeKind::Module => !semantic.is_builtin_name(symbol.name),
            ScopeKind::Class(_) => {
                !semantic.is_builtin_name(symbol.name)
                    && semantic.symbol_in(ScopeId::MODULE, symbol.name).is_none()
            }
            _ => false,
        }
}

/// Whether a binding is the first of its name to give it a value.
fn is_first(binding: &Binding<'_>, semantic: &Semantic<'_>) -> bool {
    binding.previous.is_none_or(|previous| {
        let previous = semantic.binding(previous);
        matches!(previous.kind, BindingKind::Annotation(_)) && previous.previous.is_none()
    })
}

/// The names that `del` is applied to.
fn deleted<'s, 'a>(semantic: &'s Semantic<'a>) -> impl Iterator<Item = SymbolId> + use<'s, 'a> {
    semantic.nodes().of_kind(NodeKind::StmtDelete).iter().flat_map(move |statement| {
        semantic.nodes().subtree(*statement).filter_map(move |id| {
            let AnyNodeRef::ExprName(name) = semantic.node(id).syntax else { return None };
            let binding = name.ctx.is_del().then(|| semantic.binding_of(name))??;
            Some(semantic.binding(binding).symbol)
        })
    })
}

/// Whether a binding is in a statement that may not be run, or not to its end.
fn is_conditional(binding: &Binding<'_>, semantic: &Semantic<'_>) -> bool {
    match binding.kind {
        BindingKind::LoopTarget | BindingKind::MatchCapture | BindingKind::Walrus(_) => true,
        _ => {
            let body = Some(semantic.scope(binding.scope).node);
            let is_in_body = |statement| semantic.parent_id(statement) == body;
            !is_in_body(binding.statement)
                && !is_in_body(statement_around(binding.statement, semantic))
        }
    }
}

/// A statement, or the outermost `with` around it that is run to its end if it is.
pub(super) fn statement_around(statement: NodeId, semantic: &Semantic<'_>) -> NodeId {
    let mut outermost = statement;
    while let Some(parent) = semantic.parent_id(outermost)
        && let AnyNodeRef::StmtWith(with) = semantic.node(parent).syntax
        && !semantic.swallows_exceptions(with)
    {
        outermost = parent;
    }
    outermost
}

/// Whether a name is read where it is not surely bound.
fn is_read_outside(first: BindingId, semantic: &Semantic<'_>) -> bool {
    let binding = semantic.binding(first);
    let block = block_reach(first, semantic);
    let mut bound = None;
    semantic.bindings_of(binding.symbol).any(|other| {
        semantic.references_to(other).any(|reference| {
            let place = reference.node.index();
            !block.contains(&place)
                && is_run_here(reference, binding.scope, semantic)
                && !bound
                    .get_or_insert_with(|| surely_bound(first, semantic))
                    .iter()
                    .any(|nodes| nodes.contains(&place))
        })
    })
}

/// The nodes that come after a binding in the same block of statements, or in the body of the
/// compound statement that makes it.
pub(super) fn block_reach(first: BindingId, semantic: &Semantic<'_>) -> std::ops::Range<usize> {
    let binding = semantic.binding(first);
    let end_of =
        |body: &[Stmt]| body.last().map_or(0, |last| semantic.nodes().end_of(semantic.id(last)));
    let body = match (semantic.node(binding.node).syntax, semantic.node(binding.statement).syntax) {
        (AnyNodeRef::ExceptHandlerExceptHandler(handler), _) => &handler.body[..],
        (_, AnyNodeRef::StmtFor(statement))
            if matches!(binding.kind, BindingKind::LoopTarget) =>
        {
            &statement.body[..]
        }
        // Where in its statement it is run is not to be told at a glance.
        _ if matches!(binding.kind, BindingKind::MatchCapture | BindingKind::Walrus(_)) => {
            return binding.node.index()..binding.node.index();
        }
        _ => semantic.block_of(statement_around(binding.statement, semantic)),
    };
    binding.node.index()..end_of(body)
}

fn is_run_here(reference: &Reference, scope: ScopeId, semantic: &Semantic<'_>) -> bool {
    !reference.is_export
        && !reference.is_typing_only()
        && semantic.running_scope(reference.scope).is_some()
        && semantic.running_scope(reference.scope) == semantic.running_scope(scope)
}

