//! Types as a stub writes them.

use pylint_rs_semantic::{Class, Semantic, Type};
use ruff_python_ast::visitor::transformer::{Transformer, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, Stmt};

use super::walk::Writer;
use crate::syntax;

impl<'a> Writer<'_, 'a> {
    /// An annotation, without quotes: nothing in a stub is evaluated.
    pub(super) fn annotation(&self, annotation: &'a Expr) -> Expr {
        let mut annotation = annotation.clone();
        Unquoter(self.semantic).visit_expr(&mut annotation);
        annotation
    }

    /// A statement whose annotations are without quotes.
    pub(super) fn unquoted_statement(&self, statement: &'a Stmt) -> Stmt {
        let mut statement = statement.clone();
        Unquoter(self.semantic).visit_stmt(&mut statement);
        statement
    }

    /// What is not known.
    pub(super) fn incomplete(&mut self) -> Expr {
        self.needed("_typeshed", "Incomplete")
    }

    /// A type that was read off, or what stands for one that was not.
    pub(super) fn inferred(&mut self, inferred: Option<Type<'a>>) -> Expr {
        match inferred {
            Some(inferred) => self.inferred_type(&inferred),
            None => self.incomplete(),
        }
    }

    fn inferred_type(&mut self, inferred: &Type<'a>) -> Expr {
        match inferred {
            Type::None => syntax::none(),
            Type::Never => self.needed("typing", "NoReturn"),
            Type::SelfInstance => {
                let module = if self.semantic.module().python_minor >= 11 {
                    "typing"
                } else {
                    "typing_extensions"
                };
                self.needed(module, "Self")
            }
            Type::Union(members) => {
                let written: Vec<Expr> =
                    members.iter().map(|member| self.inferred_type(member)).collect();
                written.into_iter().reduce(syntax::union).unwrap_or_else(|| self.incomplete())
            }
            Type::Instance(class, arguments) => {
                let (head, arity) = match class {
                    Class::Builtin(name) => {
                        (syntax::name(name), super::super::variance::arity(name))
                    }
                    Class::Library { module, name } => {
                        (self.needed(module, name), super::super::variance::arity(name))
                    }
                    Class::Bound { name, .. } => {
                        let parts: Vec<&str> = name.split('.').collect();
                        let head = syntax::name(parts.first().copied().unwrap_or_default());
                        let head =
                            parts[1..].iter().fold(head, |it, part| syntax::attribute(it, part));
                        (head, 0)
                    }
                };
                let mut written: Vec<Expr> =
                    arguments.iter().map(|argument| self.inferred_type(argument)).collect();
                if written.is_empty() {
                    written.extend((0..arity).map(|_| self.incomplete()));
                    if *class == Class::Builtin("tuple") {
                        written.push(syntax::ellipsis());
                    }
                }
                match written.len() {
                    0 => head,
                    1 => syntax::subscript(head, written.remove(0)),
                    _ => syntax::subscript(head, syntax::tuple(written, false)),
                }
            }
        }
    }
}

/// Takes types out of their quotes.
struct Unquoter<'s, 'a>(&'s Semantic<'a>);

impl Transformer for Unquoter<'_, '_> {
    fn visit_stmt(&self, statement: &mut Stmt) {
        walk_stmt(self, statement);
    }

    fn visit_expr(&self, expression: &mut Expr) {
        if let Expr::StringLiteral(string) = expression
            && let Some(parsed) = self.0.string_annotation(string)
        {
            *expression = parsed.clone();
        }
        walk_expr(self, expression);
    }
}
