//! From the syntax of a rewritten pattern to its tree: statements.

use ruff_python_ast::{
    AnyNodeRef, ElifElseClause, NodeKind, Stmt, StmtIf, StmtImportFrom, StmtWith,
};
use ruff_text_size::Ranged;

use super::lowering::Lowering;
use super::tree::{ImportPattern, ImportedName, Otherwise, Slot, Tree, TreeId};
use crate::PatternError;

/// The number of the slot that may say nothing, in the views of nodes that have such slots.
mod slots {
    pub(super) const RETURNS: usize = 4;
    pub(super) const CAUSE: usize = 1;
    pub(super) const FOR_ELSE: usize = 3;
    pub(super) const WHILE_ELSE: usize = 2;
    pub(super) const HANDLED: usize = 0;
    pub(super) const HANDLER_NAME: usize = 1;
    pub(super) const GUARD: usize = 1;
}

impl Lowering<'_> {
    pub(super) fn statements(&mut self, body: &[Stmt]) -> Result<Box<[TreeId]>, PatternError> {
        let mut statements: Vec<TreeId> = Vec::with_capacity(body.len());
        for statement in body {
            let id = self.statement(statement)?;
            // Two gaps are no more than one.
            if !(self.is_gap(id) && statements.last().is_some_and(|last| self.is_gap(*last))) {
                statements.push(id);
            }
        }
        Ok(statements.into())
    }

    fn statement(&mut self, statement: &Stmt) -> Result<TreeId, PatternError> {
        let tree = match statement {
            Stmt::Expr(inner) => {
                let expression = self.expression(&inner.value)?;
                match self.trees.get(expression) {
                    Tree::Gap | Tree::Anything | Tree::Metavariable(_) | Tree::Many(_) => {
                        return Ok(expression);
                    }
                    _ => Tree::ExpressionStatement(expression),
                }
            }
            Stmt::Assign(inner) => Tree::Assign {
                targets: self.expressions(&inner.targets)?,
                value: self.expression(&inner.value)?,
            },
            Stmt::If(inner) => self.if_chain(inner, 0)?,
            Stmt::With(inner) => self.with(inner)?,
            Stmt::Import(inner) => {
                let names = inner.names.iter().map(|alias| self.alias(alias)).collect();
                Tree::Import(ImportPattern::Import(names))
            }
            Stmt::ImportFrom(inner) => Tree::Import(self.import_from(inner)),
            Stmt::Global(inner) => Tree::Names {
                kind: NodeKind::StmtGlobal,
                names: inner.names.iter().map(|name| self.identifier(name)).collect(),
            },
            Stmt::Nonlocal(inner) => Tree::Names {
                kind: NodeKind::StmtNonlocal,
                names: inner.names.iter().map(|name| self.identifier(name)).collect(),
            },
            _ => {
                let tree = self.node(AnyNodeRef::from(statement))?;
                with_optional_slots(tree)
            }
        };
        Ok(self.push(tree))
    }

    /// An `if` from its clause of that number on.
    fn if_chain(&mut self, statement: &StmtIf, clause: usize) -> Result<Tree, PatternError> {
        let (test, body) = match clause.checked_sub(1) {
            None => (&*statement.test, &statement.body),
            Some(index) => {
                let ElifElseClause { test: Some(test), body, .. } =
                    &statement.elif_else_clauses[index]
                else {
                    return Err(self.error("an `else` comes too early", statement.range()));
                };
                (test, body)
            }
        };
        let test = self.expression(test)?;
        let body = self.statements(body)?;
        let otherwise = match statement.elif_else_clauses.get(clause) {
            None => Otherwise::Whatever,
            Some(ElifElseClause { test: None, body, .. }) => {
                Otherwise::Body(self.statements(body)?)
            }
            Some(_) => {
                let tree = self.if_chain(statement, clause + 1)?;
                Otherwise::Chain(self.push(tree))
            }
        };
        Ok(Tree::If { test, body, otherwise })
    }

    fn with(&mut self, statement: &StmtWith) -> Result<Tree, PatternError> {
        let mut items = Vec::with_capacity(statement.items.len());
        for item in &statement.items {
            let expression = self.expression(&item.context_expr)?;
            let target = item.optional_vars.as_deref();
            let target = target.map(|target| self.expression(target)).transpose()?;
            items.push((expression, target));
        }
        let body = self.statements(&statement.body)?;
        Ok(Tree::With { is_async: statement.is_async, items: items.into(), body })
    }

    fn alias(&self, alias: &ruff_python_ast::Alias) -> ImportedName {
        (self.identifier(&alias.name), alias.asname.as_ref().map(|name| self.identifier(name)))
    }

    fn import_from(&self, statement: &StmtImportFrom) -> ImportPattern {
        ImportPattern::From {
            level: statement.level,
            module: statement.module.as_ref().map(|module| self.identifier(module)),
            names: statement.names.iter().map(|alias| self.alias(alias)).collect(),
        }
    }

    /// A clause of an `if` by itself.
    pub(super) fn clause(&mut self, clause: &ElifElseClause) -> Result<TreeId, PatternError> {
        let tree = self.node(clause.into())?;
        Ok(self.push(tree))
    }

    /// A `try` with anything or nothing after its body.
    pub(super) fn with_any_handlers(&mut self, id: TreeId) -> TreeId {
        let mut tree = self.trees.get(id).clone();
        if let Tree::Node { kind: NodeKind::StmtTry, slots, .. } = &mut tree {
            slots.iter_mut().skip(1).for_each(|slot| *slot = Slot::Whatever);
        }
        self.push(tree)
    }

    /// A handler, decorator or case by itself.
    pub(super) fn part(&mut self, node: AnyNodeRef<'_>) -> Result<TreeId, PatternError> {
        self.part_node(node)
    }
}

/// A node, in which what it does not say is left open where that is usual.
pub(super) fn with_optional_slots(tree: Tree) -> Tree {
    let Tree::Node { kind, tag, mut slots } = tree else { return tree };
    let optional: &[usize] = match kind {
        NodeKind::StmtFunctionDef => &[slots::RETURNS],
        NodeKind::StmtRaise => &[slots::CAUSE],
        NodeKind::StmtFor => &[slots::FOR_ELSE],
        NodeKind::StmtWhile => &[slots::WHILE_ELSE],
        NodeKind::MatchCase => &[slots::GUARD],
        _ => &[],
    };
    for index in optional {
        let says_nothing = match &slots[*index] {
            Slot::Absent => true,
            Slot::Body(body) => body.is_empty(),
            _ => false,
        };
        // `raise` alone raises again: it says that there is nothing.
        let is_bare_raise =
            kind == NodeKind::StmtRaise && matches!(slots[slots::HANDLED], Slot::Absent);
        if says_nothing && !is_bare_raise {
            slots[*index] = Slot::Whatever;
        }
    }
    Tree::Node { kind, tag, slots }
}

/// A handler of anything: `except ...:`.
pub(super) fn with_open_name(tree: Tree, is_open: impl Fn(TreeId) -> bool) -> Tree {
    let Tree::Node { kind: NodeKind::ExceptHandlerExceptHandler, tag, mut slots } = tree else {
        return tree;
    };
    if matches!(slots[slots::HANDLED], Slot::Node(id) if is_open(id))
        && matches!(slots[slots::HANDLER_NAME], Slot::Absent)
    {
        slots[slots::HANDLER_NAME] = Slot::Whatever;
    }
    Tree::Node { kind: NodeKind::ExceptHandlerExceptHandler, tag, slots }
}
