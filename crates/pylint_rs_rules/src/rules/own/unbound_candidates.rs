//! The names of a file that may be read unbound, as far as can be told without following their
//! body: few, so that few bodies have to be followed.

use pylint_rs_semantic::{
    BindingFlags, BindingId, BindingKind, Reference, ScopeId, ScopeKind, Semantic, SymbolId,
};
use ruff_python_ast::{AnyNodeRef, NodeKind, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};

/// The names that may be read unbound as far as can be told without following their body: those
/// first bound in a branch and read outside of it, or deleted.
pub(super) fn candidates(semantic: &Semantic<'_>) -> Vec<SymbolId> {
    let mut firsts: FxHashMap<SymbolId, BindingId> = FxHashMap::default();
    let mut excluded: FxHashSet<SymbolId> = FxHashSet::default();
    let mut found: Vec<SymbolId> = Vec::new();
    for (id, binding) in semantic.bindings() {
        match binding.kind {
            BindingKind::Global
            | BindingKind::Nonlocal
            | BindingKind::Annotation(_)
            | BindingKind::ClassCell => continue,
            BindingKind::UnboundException | BindingKind::Deletion => found.push(binding.symbol),
            _ => {}
        }
        if binding.flags.intersects(BindingFlags::GLOBAL | BindingFlags::NONLOCAL) {
            // Bound by another function, nobody knows when.
            excluded.insert(binding.symbol);
            continue;
        }
        firsts.entry(binding.symbol).or_insert(id);
    }
    for (symbol, first) in &firsts {
        if is_conditional(*first, semantic) && is_read_outside(*symbol, *first, semantic) {
            found.push(*symbol);
        }
    }
    found.extend(deleted(semantic));
    found.sort_unstable();
    found.dedup();
    let knows_names = |scope: ScopeId| semantic.scope(scope).uses_locals;
    found.retain(|symbol| {
        let data = semantic.symbol(*symbol);
        !excluded.contains(symbol)
            && !knows_names(data.scope)
            && match semantic.scope(data.scope).kind {
                ScopeKind::Function(_) => true,
                // An unbound name is looked for among the builtins, that of a class among the
                // module's names before.
                ScopeKind::Module => !semantic.is_builtin_name(data.name),
                ScopeKind::Class(_) => {
                    !semantic.is_builtin_name(data.name)
                        && semantic.symbol_in(ScopeId::MODULE, data.name).is_none()
                }
                _ => false,
            }
    });
    found
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
fn is_conditional(id: BindingId, semantic: &Semantic<'_>) -> bool {
    let binding = semantic.binding(id);
    if matches!(
        binding.kind,
        BindingKind::Parameter | BindingKind::ComprehensionTarget | BindingKind::TypeParameter
    ) {
        return false;
    }
    let scope = semantic.scope(binding.scope).node;
    match binding.kind {
        BindingKind::LoopTarget | BindingKind::MatchCapture | BindingKind::Walrus(_) => true,
        _ => semantic.parent_id(binding.statement) != Some(scope),
    }
}

/// Whether a name is read outside of the block in which it is bound first.
fn is_read_outside(symbol: SymbolId, first: BindingId, semantic: &Semantic<'_>) -> bool {
    let binding = semantic.binding(first);
    let reach = block_reach(first, semantic);
    semantic.bindings_of(symbol).any(|other| {
        semantic.references_to(other).any(|reference| {
            !reach.contains(&reference.node.index()) && is_run_here(reference, binding.scope, semantic)
        })
    })
}

/// The nodes that come after a binding in the same block of statements, or in the body of the
/// compound statement that makes it.
fn block_reach(first: BindingId, semantic: &Semantic<'_>) -> std::ops::Range<usize> {
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
        _ => semantic.block_of(binding.statement),
    };
    binding.node.index()..end_of(body)
}

fn is_run_here(reference: &Reference, scope: ScopeId, semantic: &Semantic<'_>) -> bool {
    !reference.is_export
        && !reference.is_typing_only()
        && semantic.running_scope(reference.scope).is_some()
        && semantic.running_scope(reference.scope) == semantic.running_scope(scope)
}

