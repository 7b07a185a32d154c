//! The names in a module's statements, and whose they are.

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_parameter, walk_stmt};
use ruff_python_ast::{Expr, Parameter, Stmt};
use rustc_hash::FxHashSet;

use super::references::{Origin, References};

/// The names that a class's body binds.
pub(super) fn members(body: &[Stmt]) -> FxHashSet<String> {
    let mut names = FxHashSet::default();
    for statement in body {
        match statement {
            Stmt::FunctionDef(function) => {
                names.insert(function.name.to_string());
            }
            Stmt::AnnAssign(assignment) => {
                if let Expr::Name(name) = &*assignment.target {
                    names.insert(name.id.to_string());
                }
            }
            Stmt::Assign(assignment) => {
                for target in &assignment.targets {
                    if let Expr::Name(name) = target {
                        names.insert(name.id.to_string());
                    }
                }
            }
            _ => {}
        }
    }
    names
}

/// Adds what marks mean to `origins`, and every other name to `names`.
pub(super) fn collect_names(
    statement: &Stmt,
    references: &References,
    origins: &mut FxHashSet<Origin>,
    names: &mut FxHashSet<String>,
) {
    Names { references, origins, names }.visit_stmt(statement);
}

struct Names<'a> {
    references: &'a References,
    origins: &'a mut FxHashSet<Origin>,
    names: &'a mut FxHashSet<String>,
}

impl<'a> Visitor<'a> for Names<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => {
                self.names.insert(function.name.to_string());
            }
            Stmt::ClassDef(class) => {
                self.names.insert(class.name.to_string());
            }
            _ => {}
        }
        walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression {
            match self.references.origin(&name.id) {
                Some(origin) => {
                    self.origins.insert(origin.clone());
                }
                None => {
                    self.names.insert(name.id.to_string());
                }
            }
        }
        walk_expr(self, expression);
    }

    fn visit_parameter(&mut self, parameter: &'a Parameter) {
        self.names.insert(parameter.name.to_string());
        walk_parameter(self, parameter);
    }
}
