//! Finding the bodies whose graph is worth building for whoever looks for unreachable code.

use ruff_python_ast::{AnyNodeRef, NodeKind};

use crate::{NodeId, ScopeId, Semantic};

impl<'a> Semantic<'a> {
    /// The functions, and the module, in which something follows a statement that may never come
    /// to its end. All unreachable code is in their bodies; most bodies are not among them.
    pub fn bodies_with_dead_ends(&self) -> Vec<ScopeId> {
        let mut found = Vec::new();
        let mut add = |node: NodeId| {
            if self.is_followed(node)
                && let Some(scope) = self.running_scope(self.node(node).scope)
            {
                found.push(scope);
            }
        };
        for kind in
            [NodeKind::StmtReturn, NodeKind::StmtRaise, NodeKind::StmtBreak, NodeKind::StmtContinue]
        {
            self.nodes().of_kind(kind).iter().for_each(|node| add(*node));
        }
        for node in self.nodes().of_kind(NodeKind::StmtWhile) {
            if let AnyNodeRef::StmtWhile(statement) = self.node(*node).syntax
                && statement.test.is_literal_expr()
            {
                // Its `else` follows it too, although inside.
                add(*node);
                // Its `else` is inside, but comes after it too.
                if !statement.orelse.is_empty() {
                    statement.body.last().iter().for_each(|last| add(self.id(*last)));
                }
            }
        }
        for node in self.nodes().of_kind(NodeKind::StmtExpr) {
            if let AnyNodeRef::StmtExpr(statement) = self.node(*node).syntax
                && self.surely_never_returns(&statement.value)
            {
                add(*node);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether something comes after a statement that does not come to its end: right behind it,
    /// or behind a statement around it that ends with it on all its ways, as far as can be told
    /// at a glance.
    fn is_followed(&self, statement: NodeId) -> bool {
        let mut inner = statement;
        loop {
            let Some(parent) = self.parent_id(inner) else { return false };
            let next = self.node(inner).end as usize;
            if next < self.nodes().len() {
                let next = self.node(NodeId::new(next));
                if next.parent == Some(parent) && next.syntax.is_statement() {
                    return true;
                }
            }
            inner = match self.node(parent).syntax {
                AnyNodeRef::ElifElseClause(_)
                | AnyNodeRef::ExceptHandlerExceptHandler(_)
                | AnyNodeRef::MatchCase(_)
                | AnyNodeRef::StmtTry(_)
                | AnyNodeRef::StmtMatch(_) => parent,
                AnyNodeRef::StmtIf(inner)
                    if inner.elif_else_clauses.last().is_some_and(|last| last.test.is_none()) =>
                {
                    parent
                }
                AnyNodeRef::StmtFor(inner) if !inner.orelse.is_empty() => parent,
                AnyNodeRef::StmtWhile(inner) if !inner.orelse.is_empty() => parent,
                _ => return false,
            };
        }
    }
}
