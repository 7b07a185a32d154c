//! `__all__` and its mutations.

use ruff_python_ast::{Expr, ExprCall, Operator, Stmt};
use ruff_text_size::Ranged;

use super::Builder;
use crate::Export;

impl<'a> Builder<'a> {
    /// Reads a statement of the module's own level that may define or change `__all__`. Of
    /// several definitions each counts: they are often in different branches.
    pub(super) fn read_dunder_all(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Assign(assign) if assign.targets.iter().any(is_dunder_all) => {
                self.exports.is_defined = true;
                self.read_names(&assign.value);
            }
            Stmt::AnnAssign(assign) if is_dunder_all(&assign.target) => {
                if let Some(value) = &assign.value {
                    self.exports.is_defined = true;
                    self.read_names(value);
                }
            }
            Stmt::AugAssign(assign)
                if is_dunder_all(&assign.target) && assign.op == Operator::Add =>
            {
                self.exports.is_defined = true;
                self.read_names(&assign.value);
            }
            Stmt::Expr(statement) => {
                if let Expr::Call(call) = &*statement.value {
                    self.read_mutation(call);
                }
            }
            _ => {}
        }
    }

    fn read_mutation(&mut self, call: &'a ExprCall) {
        let Expr::Attribute(attribute) = &*call.func else { return };
        if !is_dunder_all(&attribute.value) {
            return;
        }
        let [argument] = &*call.arguments.args else { return };
        match attribute.attr.as_str() {
            "append" => self.read_entry(argument),
            "extend" => self.read_names(argument),
            // In a branch, the name may stay.
            "remove" if self.branches == 0 => {
                if let Expr::StringLiteral(string) = argument {
                    let name = string.value.to_str();
                    self.exports.names.retain(|export| export.name != name);
                }
            }
            "remove" => {}
            _ => self.exports.is_complete = false,
        }
    }

    fn read_names(&mut self, value: &'a Expr) {
        match value {
            Expr::List(list) => list.elts.iter().for_each(|entry| self.read_entry(entry)),
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|entry| self.read_entry(entry)),
            Expr::Set(set) => set.elts.iter().for_each(|entry| self.read_entry(entry)),
            Expr::BinOp(operation) if operation.op == Operator::Add => {
                self.read_names(&operation.left);
                self.read_names(&operation.right);
            }
            Expr::Named(named) => self.read_names(&named.value),
            Expr::Call(call) => match (&*call.func, &*call.arguments.args) {
                (Expr::Name(name), []) if matches!(name.id.as_str(), "list" | "tuple") => {}
                (Expr::Name(name), [argument])
                    if matches!(name.id.as_str(), "list" | "tuple" | "sorted" | "set") =>
                {
                    self.read_names(argument);
                }
                _ => self.exports.is_complete = false,
            },
            // Another module's `__all__`, or a comprehension: names that cannot be read here.
            Expr::Attribute(_)
            | Expr::Name(_)
            | Expr::ListComp(_)
            | Expr::Generator(_)
            | Expr::Subscript(_)
            | Expr::Starred(_)
            | Expr::If(_)
            | Expr::Await(_) => self.exports.is_complete = false,
            _ => {
                self.exports.is_complete = false;
                self.exports.invalid_formats.push(value.range());
            }
        }
    }

    fn read_entry(&mut self, entry: &'a Expr) {
        match entry {
            Expr::StringLiteral(string) => {
                self.exports
                    .names
                    .push(Export { name: string.value.to_str(), range: string.range() });
            }
            Expr::Starred(starred) => self.read_names(&starred.value),
            Expr::Attribute(_) | Expr::Name(_) | Expr::Call(_) | Expr::FString(_) => {
                self.exports.is_complete = false;
                self.exports.invalid_entries.push(entry.range());
            }
            _ => self.exports.invalid_entries.push(entry.range()),
        }
    }
}

fn is_dunder_all(expression: &Expr) -> bool {
    matches!(expression, Expr::Name(name) if name.id.as_str() == "__all__")
}
