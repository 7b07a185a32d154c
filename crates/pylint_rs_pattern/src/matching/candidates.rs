//! A first look at a node: most are not even nearly what a pattern is about.

use ruff_python_ast::{AnyNodeRef, Expr};

use crate::Pattern;
use crate::pattern::Root;
use crate::pattern::tree::{NamePattern, Slot, Tree, TreeId, Trees};

/// Whether a pattern may match at a node, as far as the node and those just below it tell.
pub(super) fn may_match(pattern: &Pattern, node: AnyNodeRef<'_>) -> bool {
    let look = Look { trees: &pattern.trees, is_symbolic: pattern.options().symbolic_propagation };
    match &pattern.root {
        Root::Expression(id) | Root::Part(id) => look.node(*id, node),
        // In a sequence, an expression statement is also a part of another one.
        Root::Statements(list) => match &**list {
            [first, ..] => look.node(*first, node),
            [] => true,
        },
    }
}

struct Look<'m> {
    trees: &'m Trees,
    /// Whether a name may stand for any value.
    is_symbolic: bool,
}

impl Look<'_> {
    fn node(&self, id: TreeId, node: AnyNodeRef<'_>) -> bool {
        match (self.trees.get(id), node) {
            (Tree::Assign { targets, value }, _) => match &**targets {
                [only] => self.assignment(*only, *value, node),
                _ => true,
            },
            (Tree::If { test, .. }, AnyNodeRef::StmtIf(found)) => self.child(*test, &found.test),
            (Tree::If { test, .. }, AnyNodeRef::ElifElseClause(found)) => {
                found.test.as_ref().is_none_or(|found| self.child(*test, found))
            }
            (Tree::Attribute { name: NamePattern::Exact(name), .. }, _) => match node {
                AnyNodeRef::ExprAttribute(found) => found.attr.as_str() == &**name,
                _ => true,
            },
            (Tree::Dotted { path, .. }, AnyNodeRef::ExprAttribute(found)) => {
                path.last().is_none_or(|last| found.attr.as_str() == &**last)
            }
            (Tree::Node { slots, .. }, _) => self.slots(slots, node),
            _ => true,
        }
    }

    /// The first parts of a node of the kind that is wanted.
    fn slots(&self, slots: &[Slot], node: AnyNodeRef<'_>) -> bool {
        match node {
            AnyNodeRef::ExprCall(found) => self.slot(slots, 0, &found.func),
            AnyNodeRef::ExprAttribute(found) => self.slot(slots, 0, &found.value),
            AnyNodeRef::ExprSubscript(found) => {
                self.slot(slots, 0, &found.value) && self.slot(slots, 1, &found.slice)
            }
            AnyNodeRef::ExprUnaryOp(found) => self.slot(slots, 0, &found.operand),
            AnyNodeRef::ExprCompare(found) => self.slot(slots, 0, &found.left),
            AnyNodeRef::StmtExpr(found) => self.slot(slots, 0, &found.value),
            AnyNodeRef::StmtWhile(found) => self.slot(slots, 0, &found.test),
            AnyNodeRef::StmtFor(found) => {
                self.slot(slots, 0, &found.target) && self.slot(slots, 1, &found.iter)
            }
            AnyNodeRef::StmtReturn(found) => {
                found.value.as_deref().is_none_or(|value| self.slot(slots, 0, value))
            }
            AnyNodeRef::StmtFunctionDef(found) => {
                let has_decorators = match slots.get(3) {
                    Some(Slot::Some(wanted)) => {
                        wanted.iter().all(|id| matches!(self.trees.get(*id), Tree::Gap))
                            || !found.decorator_list.is_empty()
                    }
                    _ => true,
                };
                let returns = match slots.get(4) {
                    Some(Slot::Node(id)) => match &found.returns {
                        Some(returns) => self.child(*id, returns),
                        None => matches!(self.trees.get(*id), Tree::Gap),
                    },
                    _ => true,
                };
                let is_named = match slots.first() {
                    Some(Slot::Name(NamePattern::Exact(name))) => found.name.as_str() == &**name,
                    _ => true,
                };
                let is_async = match slots.get(5) {
                    Some(Slot::Flag(wanted)) => *wanted == found.is_async,
                    _ => true,
                };
                has_decorators && returns && is_named && is_async
            }
            _ => true,
        }
    }

    fn slot(&self, slots: &[Slot], index: usize, found: &Expr) -> bool {
        match slots.get(index) {
            Some(Slot::Node(id)) => self.child(*id, found),
            _ => true,
        }
    }

    /// `$X = $Y`, in whatever form.
    fn assignment(&self, target: TreeId, value: TreeId, node: AnyNodeRef<'_>) -> bool {
        match node {
            AnyNodeRef::StmtAssign(found) => {
                let is_whole = self.child(value, &found.value)
                    && found.targets.iter().any(|found| self.child(target, found));
                // `a, b = 1, 2` is `a = 1` and `b = 2` too.
                is_whole || found.value.is_tuple_expr()
            }
            AnyNodeRef::StmtAnnAssign(found) => match &found.value {
                Some(found_value) => {
                    self.child(target, &found.target) && self.child(value, found_value)
                }
                None => false,
            },
            AnyNodeRef::ExprNamed(found) => {
                self.child(target, &found.target) && self.child(value, &found.value)
            }
            _ => true,
        }
    }

    /// Whether an expression may be what a part of the pattern is.
    fn child(&self, id: TreeId, found: &Expr) -> bool {
        if self.is_symbolic && found.is_name_expr() {
            return true;
        }
        match self.trees.get(id) {
            Tree::Node { kind, .. } => AnyNodeRef::from(found).kind() == *kind,
            Tree::Attribute { name, .. } => match found {
                Expr::Attribute(found) => match name {
                    NamePattern::Exact(name) => found.attr.as_str() == &**name,
                    _ => true,
                },
                found => found.is_name_expr(),
            },
            Tree::Dotted { path, .. } => match found {
                Expr::Attribute(found) => {
                    path.last().is_none_or(|last| found.attr.as_str() == &**last)
                }
                found => found.is_name_expr(),
            },
            Tree::Name { .. } | Tree::PartialName(_) => found.is_name_expr(),
            _ => true,
        }
    }
}
