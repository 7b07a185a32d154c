//! The names that a pattern itself binds.

use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Alias, Expr, Parameter, Stmt};
use rustc_hash::FxHashSet;

/// The names that statements bind.
pub(super) fn bound_in(body: &[Stmt]) -> FxHashSet<Name> {
    let mut names = OwnNames::default();
    names.visit_body(body);
    names.0
}

#[derive(Default)]
struct OwnNames(FxHashSet<Name>);

impl<'a> Visitor<'a> for OwnNames {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => {
                self.0.insert(function.name.id.clone());
            }
            Stmt::ClassDef(class) => {
                self.0.insert(class.name.id.clone());
            }
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression
            && !name.ctx.is_load()
        {
            self.0.insert(name.id.clone());
        }
        visitor::walk_expr(self, expression);
    }

    fn visit_parameter(&mut self, parameter: &'a Parameter) {
        self.0.insert(parameter.name.id.clone());
        visitor::walk_parameter(self, parameter);
    }

    fn visit_alias(&mut self, alias: &'a Alias) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        if let Some(first) = name.split('.').next() {
            self.0.insert(Name::new(first));
        }
    }
}
