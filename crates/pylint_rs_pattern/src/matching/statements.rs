//! Statements that are more than their parts.

use ruff_python_ast::{AnyNodeRef, Expr, NodeKind, Stmt, StmtAssign, StmtIf, StmtWith};

use super::attempt::{Attempt, Next};
use crate::pattern::kinds_of_simple_statements;
use crate::pattern::tree::{NamePattern, Otherwise, Tree, TreeId};
use crate::view::Items;

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches a pattern that is an expression as a statement: the statement's expression, or one
    /// in a simple statement.
    pub(super) fn in_statement(
        &mut self,
        expression: TreeId,
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        if !kinds_of_simple_statements().contains(&node.kind()) {
            return false;
        }
        let semantic = self.file.subject.semantic;
        let Some(root) = semantic.nodes().try_id(node) else { return false };
        let end = semantic.nodes().end_of(root);
        let mut index = root.index() + 1;
        while index < end {
            let id = pylint_rs_semantic::NodeId::new(index);
            let part = semantic.node(id).syntax;
            // What runs later, or many times, is not part of the statement.
            let is_apart = matches!(
                part,
                AnyNodeRef::ExprLambda(_)
                    | AnyNodeRef::ExprListComp(_)
                    | AnyNodeRef::ExprSetComp(_)
                    | AnyNodeRef::ExprDictComp(_)
                    | AnyNodeRef::ExprGenerator(_)
            );
            if part.is_expression() && !is_target(part) && self.node(expression, part, next) {
                return true;
            }
            if self.steps == 0 {
                return false;
            }
            index = if is_apart { semantic.nodes().end_of(id) } else { index + 1 };
        }
        false
    }

    pub(super) fn if_statement(
        &mut self,
        (test, body, otherwise): (TreeId, &'m [TreeId], &'m Otherwise),
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match node {
            AnyNodeRef::StmtIf(statement) => {
                self.if_clause(test, body, otherwise, statement, 0, next)
            }
            AnyNodeRef::ElifElseClause(clause) if clause.test.is_some() => {
                let Some(AnyNodeRef::StmtIf(statement)) = self.file.subject.semantic.parent(clause)
                else {
                    return false;
                };
                let position = statement
                    .elif_else_clauses
                    .iter()
                    .position(|other| std::ptr::eq(other, clause));
                position.is_some_and(|position| {
                    self.if_clause(test, body, otherwise, statement, position + 1, next)
                })
            }
            _ => false,
        }
    }

    /// Matches an `if` from its clause of that number on.
    fn if_clause(
        &mut self,
        test: TreeId,
        body: &'m [TreeId],
        otherwise: &'m Otherwise,
        statement: &'a StmtIf,
        clause: usize,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let (found_test, found_body) = match clause.checked_sub(1) {
            None => (&*statement.test, &*statement.body),
            Some(index) => match &statement.elif_else_clauses[index] {
                inner if let Some(test) = &inner.test => (test, &*inner.body),
                _ => return false,
            },
        };
        self.node(test, found_test.into(), &mut |attempt| {
            attempt.block(body, found_body, &mut |attempt| {
                attempt.otherwise(otherwise, statement, clause, next)
            })
        })
    }

    fn otherwise(
        &mut self,
        otherwise: &'m Otherwise,
        statement: &'a StmtIf,
        clause: usize,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let rest = statement.elif_else_clauses.get(clause);
        match (otherwise, rest) {
            (Otherwise::Whatever, _) => self.go_on(next),
            (_, None) => false,
            (Otherwise::Body(list), Some(rest)) if rest.test.is_none() => {
                self.block(list, &rest.body, next)
            }
            (Otherwise::Body(list), Some(rest)) => {
                // `elif` is an `if` in an `else`.
                let trees = self.trees;
                match &**list {
                    [only] => match trees.get(*only) {
                        Tree::Gap => next(self),
                        _ => self.node(*only, rest.into(), next),
                    },
                    _ => false,
                }
            }
            (Otherwise::Chain(id), Some(rest)) if rest.test.is_some() => {
                self.node(*id, rest.into(), next)
            }
            (Otherwise::Chain(id), Some(rest)) => match &rest.body[..] {
                [only] => self.node(*id, only.into(), next),
                _ => false,
            },
        }
    }

    pub(super) fn with_statement(
        &mut self,
        items: &'m [(TreeId, Option<TreeId>)],
        body: &'m [TreeId],
        with: &'a StmtWith,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        (0..with.items.len()).any(|start| self.with_items(items, body, with, start, next))
    }

    /// Matches the items from that number on, and the body. `with a, b:` is `with a: with b:`.
    fn with_items(
        &mut self,
        items: &'m [(TreeId, Option<TreeId>)],
        body: &'m [TreeId],
        with: &'a StmtWith,
        from: usize,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some(((expression, target), rest)) = items.split_first() else {
            // Items that are left over are statements of their own in the body.
            let is_open = body.first().is_some_and(|first| {
                matches!(
                    self.trees.get(*first),
                    Tree::Gap | Tree::Metavariable(_) | Tree::Many(_) | Tree::Anything
                )
            });
            return (from == with.items.len() || is_open) && self.block(body, &with.body, next);
        };
        let Some(item) = with.items.get(from) else {
            return match &with.body[..] {
                [Stmt::With(inner)] => self.with_items(items, body, inner, 0, next),
                _ => false,
            };
        };
        let is_open = matches!(
            self.trees.get(*expression),
            Tree::Gap | Tree::Metavariable(_) | Tree::Anything
        );
        if target.is_none() && item.optional_vars.is_some() && !is_open {
            return false;
        }
        self.node(*expression, (&item.context_expr).into(), &mut |attempt| match (
            target,
            &item.optional_vars,
        ) {
            (None, _) => attempt.with_items(rest, body, with, from + 1, next),
            (Some(_), None) => false,
            (Some(target), Some(found)) => {
                attempt.node(*target, (&**found).into(), &mut |attempt| {
                    attempt.with_items(rest, body, with, from + 1, next)
                })
            }
        })
    }

    /// `$X = $Y`, whatever the form of assignment.
    pub(super) fn assignment(
        &mut self,
        targets: &'m [TreeId],
        value: TreeId,
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match (node, targets) {
            (AnyNodeRef::StmtAssign(assign), [only]) => {
                self.node(value, (&*assign.value).into(), &mut |attempt| {
                    assign.targets.iter().any(|target| attempt.node(*only, target.into(), next))
                }) || self.unpacked(*only, value, assign, next)
            }
            (AnyNodeRef::StmtAssign(assign), _) => {
                self.list(targets, Items::Expressions(&assign.targets), 0, &mut |attempt| {
                    attempt.node(value, (&*assign.value).into(), next)
                })
            }
            (AnyNodeRef::StmtAnnAssign(assign), [only]) => {
                let Some(found) = &assign.value else { return false };
                self.node(*only, (&*assign.target).into(), &mut |attempt| {
                    attempt.node(value, (&**found).into(), next)
                })
            }
            (AnyNodeRef::ExprNamed(assign), [only]) => {
                self.node(*only, (&*assign.target).into(), &mut |attempt| {
                    attempt.node(value, (&*assign.value).into(), next)
                })
            }
            _ => false,
        }
    }

    /// `a, b = 1, 2` is `a = 1` and `b = 2` too.
    fn unpacked(
        &mut self,
        target: TreeId,
        value: TreeId,
        assign: &'a StmtAssign,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let [Expr::Tuple(targets)] = &assign.targets[..] else { return false };
        let Expr::Tuple(values) = &*assign.value else { return false };
        targets.len() == values.len()
            && targets.iter().zip(values).any(|(found_target, found_value)| {
                self.node(value, found_value.into(), &mut |attempt| {
                    attempt.node(target, found_target.into(), next)
                })
            })
    }

    /// `global` and `nonlocal`: each name of the pattern is one of the statement's.
    pub(super) fn declared_names(
        &mut self,
        kind: NodeKind,
        names: &'m [NamePattern],
        node: AnyNodeRef<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let found = match node {
            AnyNodeRef::StmtGlobal(statement) => &statement.names,
            AnyNodeRef::StmtNonlocal(statement) => &statement.names,
            _ => return false,
        };
        if node.kind() != kind {
            return false;
        }
        let Some((first, rest)) = names.split_first() else { return next(self) };
        found.iter().any(|name| {
            self.name(first, name.as_str(), name.range, &mut |attempt| {
                attempt.declared_names(kind, rest, node, next)
            })
        })
    }
}

/// Whether an expression is what is assigned to.
fn is_target(node: AnyNodeRef<'_>) -> bool {
    match node {
        AnyNodeRef::ExprName(inner) => inner.ctx.is_store(),
        AnyNodeRef::ExprAttribute(inner) => inner.ctx.is_store(),
        AnyNodeRef::ExprSubscript(inner) => inner.ctx.is_store(),
        AnyNodeRef::ExprTuple(inner) => inner.ctx.is_store(),
        AnyNodeRef::ExprList(inner) => inner.ctx.is_store(),
        _ => false,
    }
}
