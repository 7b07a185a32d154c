//! Bodies: what runs where, and among which statements one stands.

use ruff_python_ast::{AnyNodeRef, Stmt};

use crate::{NodeId, ScopeId, ScopeKind, Semantic};

impl<'a> Semantic<'a> {
    /// The scope whose body runs a scope's code where it stands: the function or module around
    /// classes and comprehensions; `None` in a lambda.
    pub fn running_scope(&self, scope: ScopeId) -> Option<ScopeId> {
        let runs = self.scope_chain(scope).find(|id| {
            matches!(
                self.scope(*id).kind,
                ScopeKind::Module | ScopeKind::Function(_) | ScopeKind::Lambda
            )
        })?;
        (!matches!(self.scope(runs).kind, ScopeKind::Lambda)).then_some(runs)
    }

    /// The statements a scope's body consists of.
    pub fn body_of_scope(&self, scope: ScopeId) -> &'a [Stmt] {
        match self.scope(scope).kind {
            ScopeKind::Function(function) => &function.body,
            ScopeKind::Class(class) => &class.body,
            ScopeKind::Module => match self.node(self.scope(scope).node).syntax {
                AnyNodeRef::ModModule(module) => &module.body,
                _ => &[],
            },
            _ => &[],
        }
    }

    /// The statements among which a statement stands.
    pub fn block_of(&self, statement: NodeId) -> &'a [Stmt] {
        let Some(parent) = self.parent_id(statement) else { return &[] };
        let holds = |body: &&'a [Stmt]| {
            body.first().zip(body.last()).is_some_and(|(first, last)| {
                self.id(first) <= statement && statement <= self.id(last)
            })
        };
        bodies_of(self.node(parent).syntax).into_iter().find(holds).unwrap_or(&[])
    }
}

/// The bodies that are a node's own.
fn bodies_of(node: AnyNodeRef<'_>) -> [&[Stmt]; 3] {
    let one = |body| [body, &[] as &[Stmt], &[]];
    match node {
        AnyNodeRef::ModModule(inner) => one(&inner.body),
        AnyNodeRef::StmtFunctionDef(inner) => one(&inner.body),
        AnyNodeRef::StmtClassDef(inner) => one(&inner.body),
        AnyNodeRef::StmtIf(inner) => one(&inner.body),
        AnyNodeRef::ElifElseClause(inner) => one(&inner.body),
        AnyNodeRef::StmtWith(inner) => one(&inner.body),
        AnyNodeRef::MatchCase(inner) => one(&inner.body),
        AnyNodeRef::ExceptHandlerExceptHandler(inner) => one(&inner.body),
        AnyNodeRef::StmtFor(inner) => [&inner.body, &inner.orelse, &[]],
        AnyNodeRef::StmtWhile(inner) => [&inner.body, &inner.orelse, &[]],
        AnyNodeRef::StmtTry(inner) => [&inner.body, &inner.orelse, &inner.finalbody],
        _ => one(&[]),
    }
}
