//! What functions return.

use ruff_python_ast::{AnyNodeRef, Expr, NodeKind, StmtFunctionDef};

use super::Type;
use super::completion::{is_not_implemented, may_fall_through};
use super::expressions::Inference;
use crate::{NodeId, ScopeId, Semantic};

/// The `return` and `yield` of a function's own body.
#[derive(Debug, Default)]
pub struct Returned<'a> {
    /// What is returned; `None` for a bare `return`.
    pub values: Vec<Option<&'a Expr>>,
    /// The `yield` and `yield from` expressions.
    yields: Vec<NodeId>,
}

impl<'a> Returned<'a> {
    /// Collects them.
    pub fn of(function: &'a StmtFunctionDef, semantic: &Semantic<'a>) -> Self {
        let mut returned = Self::default();
        let Some(scope) = semantic.scope_made_by(function) else { return returned };
        for id in own_nodes(NodeKind::StmtReturn, function, scope, semantic) {
            if let AnyNodeRef::StmtReturn(statement) = semantic.node(id).syntax {
                returned.values.push(statement.value.as_deref());
            }
        }
        for kind in [NodeKind::ExprYield, NodeKind::ExprYieldFrom] {
            returned.yields.extend(own_nodes(kind, function, scope, semantic));
        }
        returned
    }

    /// Whether no value but `None` is returned.
    pub fn is_nothing(&self) -> bool {
        self.values.iter().all(|value| value.is_none_or(Expr::is_none_literal_expr))
    }

    /// Whether the function is a generator.
    pub fn is_generator(&self) -> bool {
        !self.yields.is_empty()
    }
}

/// The nodes of a kind that run when the function does: not those of functions inside.
fn own_nodes(
    kind: NodeKind,
    function: &StmtFunctionDef,
    scope: ScopeId,
    semantic: &Semantic<'_>,
) -> impl Iterator<Item = NodeId> {
    semantic
        .nodes()
        .of_kind_within(kind, semantic.id(function))
        .iter()
        .copied()
        .filter(move |id| semantic.node(*id).scope == scope)
}

impl<'a> Semantic<'a> {
    /// What calling the function gives: for an `async` function, what awaiting that gives. None
    /// if it is not evident, which it is not for what only raises `NotImplementedError`.
    pub fn return_type(&self, function: &'a StmtFunctionDef) -> Option<Type<'a>> {
        let returned = Returned::of(function, self);
        let falls_through = may_fall_through(&function.body, self);
        if returned.is_generator() {
            return self.generator_type(function, &returned);
        }
        let mut inference = Inference::new(self);
        let mut types = Vec::with_capacity(returned.values.len() + 1);
        for value in &returned.values {
            match value {
                None => types.push(Type::None),
                Some(value) if is_not_implemented_value(value, function, self) => {}
                Some(value) => types.push(inference.expression(value)?),
            }
        }
        if falls_through {
            types.push(Type::None);
        }
        if types.is_empty() {
            let is_never = returned.values.is_empty() && !self.raises_not_implemented(function);
            return is_never.then_some(Type::Never);
        }
        Type::union(types).filter(|found| found.members().len() <= 4)
    }

    /// `Iterator[T]` if that is all there is to it, `Generator[T, None, R]` if it returns
    /// something. What is sent into a generator is never evident.
    fn generator_type(
        &self,
        function: &'a StmtFunctionDef,
        returned: &Returned<'a>,
    ) -> Option<Type<'a>> {
        let mut inference = Inference::new(self);
        let mut yielded = Vec::new();
        for id in &returned.yields {
            let statement = self.parent_id(*id).map(|parent| self.node(parent).syntax);
            if !matches!(statement, Some(AnyNodeRef::StmtExpr(_))) {
                return None;
            }
            match self.node(*id).syntax {
                AnyNodeRef::ExprYield(inner) => match &inner.value {
                    Some(value) => yielded.push(inference.expression(value)?),
                    // After a `return` it only makes a generator of the function.
                    None if self.is_unreachable(*id) => return None,
                    None => yielded.push(Type::None),
                },
                AnyNodeRef::ExprYieldFrom(inner) => match inference.expression(&inner.value)? {
                    Type::Instance(super::Class::Builtin("str"), _) => {
                        yielded.push(Type::builtin("str"));
                    }
                    Type::Instance(
                        super::Class::Builtin("list" | "set" | "frozenset"),
                        arguments,
                    ) => yielded.push(arguments.into_iter().next()?),
                    _ => return None,
                },
                _ => return None,
            }
        }
        let yielded = Type::union(yielded).filter(|found| found.members().len() <= 4)?;
        if function.is_async {
            return Some(Type::abstract_collection("AsyncIterator", vec![yielded]));
        }
        if returned.is_nothing() {
            return Some(Type::abstract_collection("Iterator", vec![yielded]));
        }
        let mut results = Vec::new();
        for value in &returned.values {
            results.push(match value {
                None => Type::None,
                Some(value) => inference.expression(value)?,
            });
        }
        if may_fall_through(&function.body, self) {
            results.push(Type::None);
        }
        let result = Type::union(results)?;
        Some(Type::abstract_collection("Generator", vec![yielded, Type::None, result]))
    }

    /// Whether the statement of an expression comes after one that leaves the block.
    fn is_unreachable(&self, expression: NodeId) -> bool {
        let Some(statement) = self.statement_id(expression) else { return false };
        let Some(AnyNodeRef::StmtFunctionDef(function)) =
            self.parent_id(statement).map(|parent| self.node(parent).syntax)
        else {
            return false;
        };
        let position = function.body.iter().position(|it| self.id(it) == statement);
        position.is_some_and(|position| !may_fall_through(&function.body[..position], self))
    }

    fn raises_not_implemented(&self, function: &'a StmtFunctionDef) -> bool {
        let Some(scope) = self.scope_made_by(function) else { return false };
        own_nodes(NodeKind::StmtRaise, function, scope, self).any(|id| {
            matches!(self.node(id).syntax, AnyNodeRef::StmtRaise(raise)
                if raise.exc.as_deref().is_some_and(|raised| is_not_implemented(raised, self)))
        })
    }
}

/// Whether `return NotImplemented` asks the other operand, which type checkers leave out.
fn is_not_implemented_value(
    value: &Expr,
    function: &StmtFunctionDef,
    semantic: &Semantic<'_>,
) -> bool {
    function.name.starts_with("__")
        && function.name.ends_with("__")
        && semantic.is_builtin(value, "NotImplemented")
}
