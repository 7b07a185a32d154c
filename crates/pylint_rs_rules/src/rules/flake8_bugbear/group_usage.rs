//! Uses of a `groupby` group that come after another use of it.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Comprehension, Expr, MatchCase, Stmt};

/// The uses of a group in a loop's body that find it used up: after another use, or in the rounds
/// of an inner loop.
pub(super) fn repeated_uses<'a>(group: &str, body: &'a [Stmt]) -> Vec<&'a Expr> {
    let mut search =
        Search { group, uses: 0, branches: Vec::new(), in_loop: false, is_rebound: false, repeated: Vec::new() };
    search.visit_body(body);
    search.repeated
}

struct Search<'a, 'n> {
    group: &'n str,
    /// Uses so far, outside any branch.
    uses: usize,
    /// Uses so far in each of the branches around, from the outside in.
    branches: Vec<usize>,
    in_loop: bool,
    /// Whether the name means something else from here on.
    is_rebound: bool,
    repeated: Vec<&'a Expr>,
}

impl<'a> Search<'a, '_> {
    fn is_group(&self, expression: &Expr) -> bool {
        matches!(expression, Expr::Name(name) if name.id.as_str() == self.group)
    }

    fn counter(&mut self) -> &mut usize {
        self.branches.last_mut().unwrap_or(&mut self.uses)
    }

    /// A use as what a loop goes over.
    fn visit_iterable(&mut self, iterable: &'a Expr) {
        if self.is_group(iterable) {
            *self.counter() += 1;
            if self.uses > 1 {
                self.repeated.push(iterable);
            }
        }
    }

    fn visit_loop_body(&mut self, body: &'a [Stmt]) {
        self.in_loop = true;
        self.visit_body(body);
        self.in_loop = false;
    }

    /// Visits one of several branches, and gives its number of uses.
    fn visit_branch(&mut self, visit: impl FnOnce(&mut Self)) -> usize {
        self.branches.push(0);
        visit(self);
        self.branches.pop().unwrap_or_default()
    }

    fn visit_comprehension_parts(
        &mut self,
        parts: impl IntoIterator<Item = &'a Expr>,
        generators: &'a [Comprehension],
    ) {
        generators.iter().for_each(|generator| self.visit_comprehension(generator));
        if self.is_rebound {
            return;
        }
        self.in_loop = true;
        for part in parts {
            visitor::walk_expr(self, part);
        }
        self.in_loop = false;
    }
}

impl<'a> Visitor<'a> for Search<'a, '_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if self.is_rebound {
            return;
        }
        match statement {
            Stmt::For(inner) => {
                if self.is_group(&inner.target) {
                    self.is_rebound = true;
                } else {
                    self.visit_iterable(&inner.iter);
                    self.visit_loop_body(&inner.body);
                }
            }
            Stmt::While(inner) => self.visit_loop_body(&inner.body),
            Stmt::If(inner) => {
                self.visit_expr(&inner.test);
                let mut most = self.visit_branch(|search| search.visit_body(&inner.body));
                for clause in &inner.elif_else_clauses {
                    let uses = self.visit_branch(|search| search.visit_elif_else_clause(clause));
                    most = most.max(uses);
                }
                *self.counter() += most;
            }
            Stmt::Match(inner) => {
                self.visit_expr(&inner.subject);
                let mut most = 0;
                for case in &inner.cases {
                    most = most.max(self.visit_branch(|search| search.visit_match_case(case)));
                }
                *self.counter() += most;
            }
            Stmt::Assign(inner) => {
                if inner.targets.iter().any(|target| self.is_group(target)) {
                    self.is_rebound = true;
                } else {
                    self.visit_expr(&inner.value);
                }
            }
            Stmt::AnnAssign(inner) => {
                if self.is_group(&inner.target) {
                    self.is_rebound = true;
                } else if let Some(value) = &inner.value {
                    self.visit_expr(value);
                }
            }
            Stmt::Return(inner) => {
                if let Some(value) = &inner.value {
                    self.visit_expr(value);
                }
                *self.counter() = 0;
            }
            // Nothing that follows on this path sees the uses before it.
            Stmt::Break(_) | Stmt::Continue(_) => *self.counter() = 0,
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_match_case(&mut self, case: &'a MatchCase) {
        if let Some(guard) = &case.guard {
            self.visit_expr(guard);
        }
        self.visit_body(&case.body);
    }

    fn visit_comprehension(&mut self, comprehension: &'a Comprehension) {
        if self.is_rebound {
            return;
        }
        if self.is_group(&comprehension.target) {
            self.is_rebound = true;
        } else {
            self.visit_iterable(&comprehension.iter);
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Named(named) = expression
            && self.is_group(&named.target)
        {
            self.is_rebound = true;
        }
        if self.is_rebound {
            return;
        }
        match expression {
            Expr::ListComp(inner) => {
                self.visit_comprehension_parts([&*inner.elt], &inner.generators);
            }
            Expr::SetComp(inner) => {
                self.visit_comprehension_parts([&*inner.elt], &inner.generators);
            }
            Expr::DictComp(inner) => {
                let parts = inner.key.as_deref().into_iter().chain([&*inner.value]);
                self.visit_comprehension_parts(parts, &inner.generators);
            }
            _ if self.is_group(expression) => {
                *self.counter() += 1;
                let uses = self.uses + self.branches.iter().sum::<usize>();
                if uses > 1 || self.in_loop {
                    self.repeated.push(expression);
                }
            }
            _ => visitor::walk_expr(self, expression),
        }
    }
}
