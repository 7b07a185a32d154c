//! `Literal` types, which type checkers do not all keep when they infer a type.

use std::rc::Rc;

use ruff_python_ast::{Expr, ExprSubscript, Number, Operator};
use ruff_text_size::Ranged;

use super::environment::Environment;
use super::resolution::definition_of;
use super::type_writer::{Problem, TypeWriter, elements, problem};
use crate::syntax;

/// How many aliases of aliases are followed.
const DEPTH: usize = 8;

impl<'a> TypeWriter<'_, 'a> {
    /// Whether a value of a type may be one of those that a `Literal` lists.
    pub(super) fn has_literal(
        &self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
    ) -> bool {
        self.has_literal_within(expression, environment, DEPTH)
    }

    fn has_literal_within(
        &self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
        depth: usize,
    ) -> bool {
        let module = &environment.module;
        let semantic = &module.semantic;
        if depth == 0 {
            return false;
        }
        match expression {
            Expr::StringLiteral(string) => semantic
                .string_annotation(string)
                .is_some_and(|parsed| self.has_literal_within(parsed, environment, depth - 1)),
            Expr::BinOp(operation) => [&operation.left, &operation.right]
                .into_iter()
                .any(|side| self.has_literal_within(side, environment, depth)),
            Expr::Subscript(subscript) => {
                semantic.is_typing(&subscript.value, "Literal")
                    || (["Union", "Optional"]
                        .iter()
                        .any(|name| semantic.is_typing(&subscript.value, name))
                        && elements(subscript)
                            .into_iter()
                            .any(|element| self.has_literal_within(element, environment, depth)))
            }
            Expr::Name(_) | Expr::Attribute(_) => definition_of(self.library, module, expression)
                .is_some_and(|definition| {
                    definition.binding().value().is_some_and(|value| {
                        let environment = Environment::plain(&definition.module);
                        self.has_literal_within(value, &environment, depth - 1)
                    })
                }),
            _ => false,
        }
    }

    /// A type in whose place of each literal is its class.
    pub(super) fn write_widened(
        &mut self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
    ) -> Result<Expr, Problem> {
        let mut members = Vec::new();
        self.widen(expression, environment, &mut members, DEPTH)?;
        let mut different: Vec<Expr> = Vec::new();
        for member in members {
            let text = crate::printing::expression(&member);
            if !different.iter().any(|other| crate::printing::expression(other) == text) {
                different.push(member);
            }
        }
        let union = different.into_iter().reduce(syntax::union);
        if self.library.target_version().minor < 10 {
            self.names.defer();
        }
        union.ok_or_else(|| problem(expression, "this is no type"))
    }

    fn widen(
        &mut self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
        members: &mut Vec<Expr>,
        depth: usize,
    ) -> Result<(), Problem> {
        let semantic = &environment.module.semantic;
        if !self.has_literal_within(expression, environment, depth) {
            let variance = super::variance::Variance::Covariant;
            members.push(self.write(expression, environment, variance)?);
            return Ok(());
        }
        match expression {
            Expr::StringLiteral(string) => {
                if let Some(parsed) = semantic.string_annotation(string) {
                    self.widen(parsed, environment, members, depth - 1)?;
                }
            }
            Expr::BinOp(operation) if operation.op == Operator::BitOr => {
                self.widen(&operation.left, environment, members, depth)?;
                self.widen(&operation.right, environment, members, depth)?;
            }
            Expr::Subscript(subscript) if semantic.is_typing(&subscript.value, "Literal") => {
                self.literal_classes(subscript, environment, members)?;
            }
            Expr::Subscript(subscript) => {
                for element in elements(subscript) {
                    self.widen(element, environment, members, depth)?;
                }
                if semantic.is_typing(&subscript.value, "Optional") {
                    members.push(syntax::none());
                }
            }
            _ => {
                if let Some(definition) =
                    definition_of(self.library, &environment.module, expression)
                    && let Some(value) = definition.binding().value()
                {
                    let environment = Environment::plain(&definition.module);
                    self.widen(value, &environment, members, depth - 1)?;
                }
            }
        }
        Ok(())
    }

    /// The classes of what a `Literal` lists.
    fn literal_classes(
        &mut self,
        subscript: &'a ExprSubscript,
        environment: &Rc<Environment<'a>>,
        members: &mut Vec<Expr>,
    ) -> Result<(), Problem> {
        for element in elements(subscript) {
            let class = match element {
                Expr::StringLiteral(_) => "str",
                Expr::BytesLiteral(_) => "bytes",
                Expr::BooleanLiteral(_) => "bool",
                Expr::NumberLiteral(literal) if matches!(literal.value, Number::Int(_)) => "int",
                Expr::UnaryOp(_) => "int",
                Expr::NoneLiteral(_) => {
                    members.push(syntax::none());
                    continue;
                }
                // A member of an enumeration.
                Expr::Attribute(attribute) => {
                    let variance = super::variance::Variance::Covariant;
                    members.push(self.write(&attribute.value, environment, variance)?);
                    continue;
                }
                other => return Err(problem(other.range(), "this is no literal")),
            };
            members.push(self.names.builtin(class));
        }
        Ok(())
    }
}
