//! Which things in a loop's body may be followed by another round of the loop.

use pylint_rs_semantic::{NodeId, Semantic};
use ruff_python_ast::{Expr, HasNodeIndex, Stmt};
use ruff_text_size::TextRange;

/// Something in a loop's body that must not be followed by another round.
pub(super) struct Mutation {
    pub(super) node: NodeId,
    pub(super) range: TextRange,
}

/// Where the mutations are that no `break` or `return` on their way takes back. Those in
/// functions and classes inside, and in code that is never reached, do not count.
pub(super) fn lasting_mutations(
    body: &[Stmt],
    mutations: &[Mutation],
    semantic: &Semantic<'_>,
) -> Vec<TextRange> {
    let walk = Walk { mutations, semantic };
    let mut found = Vec::new();
    walk.body(body, false, &mut found);
    found
}

struct Walk<'w, 'a> {
    mutations: &'w [Mutation],
    semantic: &'w Semantic<'a>,
}

impl Walk<'_, '_> {
    /// Goes through statements that run one after the other. `is_inner` is whether a `break`
    /// leaves another loop than the one that is looked at.
    fn body(&self, body: &[Stmt], is_inner: bool, found: &mut Vec<TextRange>) {
        for statement in body {
            match statement {
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                Stmt::If(inner) => {
                    self.branch(Some(&*inner.test), &inner.body, is_inner, found);
                    for clause in &inner.elif_else_clauses {
                        self.branch(clause.test.as_ref(), &clause.body, is_inner, found);
                    }
                }
                Stmt::For(inner) => {
                    self.expression(&inner.target, found);
                    self.expression(&inner.iter, found);
                    self.inner_loop(&inner.body, &inner.orelse, is_inner, found);
                }
                Stmt::While(inner) => {
                    self.expression(&inner.test, found);
                    self.inner_loop(&inner.body, &inner.orelse, is_inner, found);
                }
                Stmt::Try(inner) => {
                    self.branch(None, &inner.body, is_inner, found);
                    for handler in &inner.handlers {
                        let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                        self.branch(handler.type_.as_deref(), &handler.body, is_inner, found);
                    }
                    self.branch(None, &inner.orelse, is_inner, found);
                    self.body(&inner.finalbody, is_inner, found);
                }
                Stmt::With(inner) => {
                    inner.items.iter().for_each(|item| self.node(item, found));
                    self.body(&inner.body, is_inner, found);
                }
                Stmt::Match(inner) => {
                    self.expression(&inner.subject, found);
                    for case in &inner.cases {
                        if let Some(guard) = &case.guard {
                            self.expression(guard, found);
                        }
                        self.body(&case.body, is_inner, found);
                    }
                }
                Stmt::Break(_) => {
                    if !is_inner {
                        found.clear();
                    }
                    return;
                }
                Stmt::Return(_) => {
                    found.clear();
                    return;
                }
                Stmt::Continue(_) => return,
                Stmt::Raise(_) => {
                    self.node(statement, found);
                    return;
                }
                simple => self.node(simple, found),
            }
        }
    }

    /// A block that may or may not run: what it takes back is its own alone.
    fn branch(
        &self,
        test: Option<&Expr>,
        body: &[Stmt],
        is_inner: bool,
        found: &mut Vec<TextRange>,
    ) {
        let mut own = Vec::new();
        if let Some(test) = test {
            self.expression(test, &mut own);
        }
        self.body(body, is_inner, &mut own);
        found.append(&mut own);
    }

    fn inner_loop(
        &self,
        body: &[Stmt],
        orelse: &[Stmt],
        is_inner: bool,
        found: &mut Vec<TextRange>,
    ) {
        self.branch(None, body, true, found);
        if has_break(body) {
            self.branch(None, orelse, is_inner, found);
        } else {
            self.body(orelse, is_inner, found);
        }
    }

    fn expression(&self, expression: &Expr, found: &mut Vec<TextRange>) {
        self.node(expression, found);
    }

    fn node(&self, node: impl HasNodeIndex, found: &mut Vec<TextRange>) {
        let root = self.semantic.id(node);
        let nodes = self.semantic.nodes();
        found.extend(
            self.mutations
                .iter()
                .filter(|mutation| nodes.contains(root, mutation.node))
                .map(|mutation| mutation.range),
        );
    }
}

/// Whether a `break` leaves the loop with this body.
fn has_break(body: &[Stmt]) -> bool {
    body.iter().any(|statement| match statement {
        Stmt::Break(_) => true,
        Stmt::If(inner) => {
            has_break(&inner.body)
                || inner.elif_else_clauses.iter().any(|clause| has_break(&clause.body))
        }
        Stmt::For(inner) => has_break(&inner.orelse),
        Stmt::While(inner) => has_break(&inner.orelse),
        Stmt::With(inner) => has_break(&inner.body),
        Stmt::Match(inner) => inner.cases.iter().any(|case| has_break(&case.body)),
        Stmt::Try(inner) => {
            has_break(&inner.body)
                || has_break(&inner.orelse)
                || has_break(&inner.finalbody)
                || inner.handlers.iter().any(|handler| {
                    let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                    has_break(&handler.body)
                })
        }
        _ => false,
    })
}
