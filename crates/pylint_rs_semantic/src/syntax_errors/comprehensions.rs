//! `:=` in comprehensions, and asynchronous comprehensions inside others.

use ruff_python_ast::{AnyNodeRef, Comprehension, Expr, ExprNamed, NodeKind};
use ruff_python_parser::semantic_errors::SemanticSyntaxErrorKind;
use ruff_text_size::Ranged;

use super::Found;
use crate::{ComprehensionKind, Context, NodeId, ScopeId, ScopeKind, Semantic};

pub(super) fn check(semantic: &Semantic<'_>, found: &mut Found) {
    if semantic.nodes().of_kind(NodeKind::Comprehension).is_empty() {
        return;
    }
    for node in semantic.nodes_of_kind(NodeKind::ExprNamed) {
        if let AnyNodeRef::ExprNamed(walrus) = node
            && !semantic.context(walrus).intersects(Context::STRING_ANNOTATION)
        {
            check_walrus(semantic, walrus, found);
        }
    }
    if semantic.module().python_minor < 11 {
        for id in semantic.nodes().of_kind(NodeKind::Comprehension) {
            check_asynchronous(semantic, *id, found);
        }
    }
}

/// A name bound by `:=` lives around all the comprehensions it is in: none of them may use it
/// for itself, a class has no such place, and iterables are evaluated elsewhere.
fn check_walrus(semantic: &Semantic<'_>, walrus: &ExprNamed, found: &mut Found) {
    let Expr::Name(target) = &*walrus.target else { return };
    let mut clause = None;
    let mut is_innermost = true;
    let mut below_lambda = false;
    let mut inner = semantic.id(walrus);
    for id in semantic.ancestor_ids(inner) {
        let node = semantic.node(id).syntax;
        let generators: &[Comprehension] = match node {
            AnyNodeRef::Comprehension(comprehension) => {
                clause = Some(comprehension);
                continue;
            }
            AnyNodeRef::ExprListComp(inner) => &inner.generators,
            AnyNodeRef::ExprSetComp(inner) => &inner.generators,
            AnyNodeRef::ExprDictComp(inner) => &inner.generators,
            AnyNodeRef::ExprGenerator(inner) => &inner.generators,
            AnyNodeRef::ExprLambda(lambda) => {
                // Defaults are evaluated outside, the body is not.
                below_lambda |= semantic.id(&*lambda.body) == inner;
                inner = id;
                continue;
            }
            _ if node.is_statement() => return,
            _ => {
                inner = id;
                continue;
            }
        };
        inner = id;
        let clause = clause.take();
        if clause.is_some_and(|clause| clause.iter.range().contains_range(walrus.range)) {
            let kind = SemanticSyntaxErrorKind::NamedExpressionInComprehensionIterable;
            found.add(kind, walrus.range);
        } else if !below_lambda {
            if generators.iter().enumerate().any(|(index, generator)| {
                // A filter does not see the variables of later clauses, but for the compiler
                // they are the comprehension's all the same.
                let is_visible = clause.is_none_or(|clause| {
                    let own = generators.iter().position(|other| std::ptr::eq(other, clause));
                    own.is_none_or(|own| index <= own) || is_innermost
                });
                is_visible && binds(&generator.target, &target.id)
            }) {
                found.add(SemanticSyntaxErrorKind::ReboundComprehensionVariable, target.range);
            }
            if is_innermost && is_in_class(semantic, semantic.scope_of(walrus)) {
                let kind = SemanticSyntaxErrorKind::NamedExpressionInClassBodyComprehension;
                found.add(kind, walrus.range);
            }
        }
        is_innermost = false;
    }
}

/// Whether a target binds a name.
fn binds(target: &Expr, name: &str) -> bool {
    let mut targets = vec![target];
    while let Some(target) = targets.pop() {
        match target {
            Expr::Name(target) if target.id.as_str() == name => return true,
            Expr::Tuple(tuple) => targets.extend(&tuple.elts),
            Expr::List(list) => targets.extend(&list.elts),
            Expr::Starred(starred) => targets.push(&starred.value),
            _ => {}
        }
    }
    false
}

/// Whether a scope is a comprehension in a class's body.
fn is_in_class(semantic: &Semantic<'_>, scope: ScopeId) -> bool {
    semantic
        .scope_chain(scope)
        .find(|id| !matches!(semantic.scope(*id).kind, ScopeKind::Comprehension(_)))
        .is_some_and(|id| id != scope && matches!(semantic.scope(id).kind, ScopeKind::Class(_)))
}

/// Before Python 3.11 an asynchronous comprehension could not stand in a synchronous one.
fn check_asynchronous(semantic: &Semantic<'_>, id: NodeId, found: &mut Found) {
    let AnyNodeRef::Comprehension(clause) = semantic.node(id).syntax else { return };
    if !clause.is_async {
        return;
    }
    let Some(owner) = semantic.parent_id(id) else { return };
    if matches!(semantic.node(owner).syntax, AnyNodeRef::ExprGenerator(_)) {
        return;
    }
    let around = semantic.node(owner).scope;
    if semantic.scope_chain(around).any(|scope| is_synchronous_comprehension(semantic, scope)) {
        let kind =
            SemanticSyntaxErrorKind::AsyncComprehensionInSyncComprehension(found.python_version);
        found.add(kind, clause.range);
    }
}

fn is_synchronous_comprehension(semantic: &Semantic<'_>, id: ScopeId) -> bool {
    let scope = semantic.scope(id);
    let generators = match (scope.kind, semantic.node(scope.node).syntax) {
        (ScopeKind::Comprehension(ComprehensionKind::Generator), _) => return false,
        (ScopeKind::Comprehension(_), AnyNodeRef::ExprListComp(inner)) => &inner.generators,
        (ScopeKind::Comprehension(_), AnyNodeRef::ExprSetComp(inner)) => &inner.generators,
        (ScopeKind::Comprehension(_), AnyNodeRef::ExprDictComp(inner)) => &inner.generators,
        _ => return false,
    };
    !generators.iter().any(|generator| generator.is_async)
}
