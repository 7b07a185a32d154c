//! Assignments to `__debug__`, values returned by asynchronous generators, and lazy imports.

use ruff_python_ast::{AnyNodeRef, NodeKind};
use ruff_python_parser::semantic_errors::{
    LazyImportContext, LazyImportKind, SemanticSyntaxErrorKind, WriteToDebugKind,
};
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use super::Found;
use crate::{BindingKind, ScopeKind, Semantic};

pub(super) fn check(semantic: &Semantic<'_>, found: &mut Found) {
    debug(semantic, found);
    asynchronous_generators(semantic, found);
    for kind in [NodeKind::StmtImport, NodeKind::StmtImportFrom] {
        semantic.nodes_of_kind(kind).for_each(|node| lazy_import(semantic, node, found));
    }
}

fn debug(semantic: &Semantic<'_>, found: &mut Found) {
    if semantic.symbols.names.find("__debug__").is_none() {
        return;
    }
    for (_, binding) in semantic.bindings().filter(|(_, binding)| binding.name == "__debug__") {
        let write = match binding.kind {
            BindingKind::Global | BindingKind::Nonlocal | BindingKind::UnboundException => continue,
            BindingKind::Deletion => WriteToDebugKind::Delete(found.python_version),
            _ => WriteToDebugKind::Store,
        };
        found.add(SemanticSyntaxErrorKind::WriteToDebug(write), binding.range);
    }
}

fn asynchronous_generators(semantic: &Semantic<'_>, found: &mut Found) {
    let yields = semantic.nodes().of_kind(NodeKind::ExprYield);
    let generators: FxHashSet<_> = yields
        .iter()
        .map(|id| semantic.node(*id).scope)
        .filter(|scope| {
            matches!(semantic.scope(*scope).kind, ScopeKind::Function(function) if function.is_async)
        })
        .collect();
    if generators.is_empty() {
        return;
    }
    for node in semantic.nodes_of_kind(NodeKind::StmtReturn) {
        if let AnyNodeRef::StmtReturn(statement) = node
            && statement.value.is_some()
            && generators.contains(&semantic.scope_of(statement))
        {
            found.add(SemanticSyntaxErrorKind::ReturnInGenerator, statement);
        }
    }
}

fn lazy_import(semantic: &Semantic<'_>, node: AnyNodeRef<'_>, found: &mut Found) {
    let (kind, from) = match node {
        AnyNodeRef::StmtImport(import) if import.is_lazy => (LazyImportKind::Import, None),
        AnyNodeRef::StmtImportFrom(import) if import.is_lazy => {
            (LazyImportKind::ImportFrom, Some(import))
        }
        _ => return,
    };
    let context = semantic.ancestors(node).find_map(|ancestor| match ancestor {
        AnyNodeRef::StmtFunctionDef(_) => Some(LazyImportContext::Function),
        AnyNodeRef::StmtClassDef(_) => Some(LazyImportContext::Class),
        AnyNodeRef::StmtTry(_) => Some(LazyImportContext::TryExceptBlocks),
        _ => None,
    });
    if let Some(context) = context {
        found.add(SemanticSyntaxErrorKind::LazyImportNotAllowed { context, kind }, node.range());
    } else if let Some(import) = from {
        if import.names.iter().any(|alias| alias.name.as_str() == "*") {
            found.add(SemanticSyntaxErrorKind::LazyImportStar, node.range());
        } else if import.module.as_deref() == Some("__future__") {
            found.add(SemanticSyntaxErrorKind::LazyFutureImport, node.range());
        }
    }
}
