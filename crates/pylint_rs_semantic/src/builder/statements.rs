//! Walking statements.

use ruff_python_ast::{
    Decorator, ElifElseClause, ExceptHandler, Expr, Stmt, StmtClassDef, StmtFunctionDef, StmtTry,
    TypeParams,
};
use ruff_text_size::Ranged;

use super::Builder;
use crate::{BindingFlags, BindingKind, Context, NodeId, ScopeId, ScopeKind, SyntaxNode};

impl<'a> Builder<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) {
        for statement in body {
            self.nested(|builder| builder.statement(statement));
        }
    }

    /// Walks a body that may not run, though the code before it did.
    fn branch(&mut self, body: &'a [Stmt]) {
        self.branches += 1;
        self.body(body);
        self.branches -= 1;
    }

    fn loop_body(&mut self, body: &'a [Stmt]) {
        self.with_context(Context::LOOP, |builder| builder.body(body));
    }

    fn test(&mut self, test: &'a Expr) {
        self.with_context(Context::BOOLEAN_TEST, |builder| builder.expression(test));
    }

    fn statement(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(inner) => {
                self.in_statement(inner, |builder, node| builder.function(inner, node))
            }
            Stmt::ClassDef(inner) => {
                self.in_statement(inner, |builder, node| builder.class(inner, node))
            }
            Stmt::Return(inner) => {
                self.in_statement(inner, |builder, _| builder.optional(inner.value.as_deref()))
            }
            Stmt::Delete(inner) => self.in_statement(inner, |builder, _| {
                builder.with_context(Context::TARGET, |builder| {
                    inner.targets.iter().for_each(|target| builder.delete(target));
                });
            }),
            Stmt::TypeAlias(inner) => self.in_statement(inner, |builder, node| {
                builder.with_type_parameters(inner.type_params.as_deref(), node, |builder| {
                    builder.lazy_type(&inner.value);
                });
                builder.target(
                    &inner.name,
                    BindingKind::TypeAlias(&inner.value),
                    BindingFlags::empty(),
                );
            }),
            Stmt::Assign(inner) => self.in_statement(inner, |builder, _| {
                builder.expression(&inner.value);
                for target in &inner.targets {
                    builder.target(
                        target,
                        BindingKind::Assignment(Some(&inner.value)),
                        BindingFlags::empty(),
                    );
                }
            }),
            Stmt::AugAssign(inner) => self.in_statement(inner, |builder, node| {
                if let Expr::Name(name) = &*inner.target {
                    builder.load(&name.id, node, name.range);
                }
                builder.expression(&inner.value);
                builder.target(
                    &inner.target,
                    BindingKind::Assignment(Some(&inner.value)),
                    BindingFlags::AUGMENTED,
                );
            }),
            Stmt::AnnAssign(inner) => self.in_statement(inner, |builder, _| {
                let is_evaluated = builder.evaluates_variable_annotations();
                builder.annotation(&inner.annotation, is_evaluated);
                let kind = match &inner.value {
                    Some(value) => {
                        if builder.is_type_alias(&inner.annotation) {
                            builder.type_argument(value);
                        } else {
                            builder.expression(value);
                        }
                        BindingKind::AnnotatedAssignment { annotation: &inner.annotation, value }
                    }
                    None => BindingKind::Annotation(&inner.annotation),
                };
                match &*inner.target {
                    // `(x): int` makes no name local, unlike `x: int`.
                    Expr::Name(name) if inner.value.is_none() && !inner.simple => {
                        builder.leaf(name);
                    }
                    target => builder.target(target, kind, BindingFlags::empty()),
                }
            }),
            Stmt::For(inner) => self.in_statement(inner, |builder, _| {
                builder.expression(&inner.iter);
                builder.target(&inner.target, BindingKind::LoopTarget, BindingFlags::empty());
                builder.loop_body(&inner.body);
                builder.branch(&inner.orelse);
            }),
            Stmt::While(inner) => self.in_statement(inner, |builder, _| {
                builder.with_context(Context::LOOP, |builder| {
                    builder.test(&inner.test);
                    builder.branch(&inner.body);
                });
                builder.branch(&inner.orelse);
            }),
            Stmt::If(inner) => self.in_statement(inner, |builder, _| {
                builder.test(&inner.test);
                builder.guarded_branch(&inner.test, &inner.body);
                inner.elif_else_clauses.iter().for_each(|clause| builder.clause(clause));
            }),
            Stmt::With(inner) => self.in_statement(inner, |builder, _| {
                for item in &inner.items {
                    let entered = builder.enter(item);
                    builder.expression(&item.context_expr);
                    if let Some(target) = &item.optional_vars {
                        builder.target(target, BindingKind::WithTarget, BindingFlags::empty());
                    }
                    builder.leave(entered);
                }
                builder.body(&inner.body);
            }),
            Stmt::Match(inner) => self.in_statement(inner, |builder, _| {
                builder.expression(&inner.subject);
                for case in &inner.cases {
                    let entered = builder.enter(case);
                    builder.pattern(&case.pattern);
                    if let Some(guard) = &case.guard {
                        builder.test(guard);
                    }
                    builder.branch(&case.body);
                    builder.leave(entered);
                }
            }),
            Stmt::Raise(inner) => self.in_statement(inner, |builder, _| {
                builder.optional(inner.exc.as_deref());
                builder.optional(inner.cause.as_deref());
            }),
            Stmt::Try(inner) => self.in_statement(inner, |builder, _| builder.try_statement(inner)),
            Stmt::Assert(inner) => self.in_statement(inner, |builder, _| {
                builder.test(&inner.test);
                builder.optional(inner.msg.as_deref());
            }),
            Stmt::Import(inner) => self.in_statement(inner, |builder, _| builder.import(inner)),
            Stmt::ImportFrom(inner) => {
                self.in_statement(inner, |builder, _| builder.import_from(inner))
            }
            Stmt::Global(inner) => self.in_statement(inner, |builder, node| {
                for name in &inner.names {
                    builder.bind(
                        &name.id,
                        name.range(),
                        node,
                        BindingKind::Global,
                        BindingFlags::empty(),
                    );
                }
            }),
            Stmt::Nonlocal(inner) => self.in_statement(inner, |builder, node| {
                for name in &inner.names {
                    builder.bind(
                        &name.id,
                        name.range(),
                        node,
                        BindingKind::Nonlocal,
                        BindingFlags::empty(),
                    );
                    builder.load_outward(&name.id, node, name.range());
                }
            }),
            Stmt::Expr(inner) => {
                self.in_statement(inner, |builder, _| builder.expression(&inner.value))
            }
            Stmt::Pass(inner) => self.simple(inner),
            Stmt::Break(inner) => self.simple(inner),
            Stmt::Continue(inner) => self.simple(inner),
            Stmt::IpyEscapeCommand(inner) => self.simple(inner),
        }
        if self.scope == ScopeId::MODULE {
            self.read_dunder_all(statement);
        }
    }

    fn simple<N: SyntaxNode>(&mut self, statement: &'a N) {
        self.leaf(statement);
    }

    /// Walks a statement with what is in it.
    #[inline]
    fn in_statement<N: SyntaxNode>(
        &mut self,
        statement: &'a N,
        walk: impl FnOnce(&mut Self, NodeId),
    ) {
        self.within(statement, |builder, node| {
            let outer = std::mem::replace(&mut builder.statement, node);
            walk(builder, node);
            builder.statement = outer;
        });
    }

    fn clause(&mut self, clause: &'a ElifElseClause) {
        let entered = self.enter(clause);
        match &clause.test {
            Some(test) => {
                self.test(test);
                self.guarded_branch(test, &clause.body);
            }
            None => self.branch(&clause.body),
        }
        self.leave(entered);
    }

    /// Walks a branch that runs if `test` holds.
    fn guarded_branch(&mut self, test: &'a Expr, body: &'a [Stmt]) {
        if self.is_type_checking(test) {
            self.with_context(Context::TYPE_CHECKING_BLOCK, |builder| builder.branch(body));
        } else {
            self.branch(body);
        }
    }

    fn is_type_checking(&self, test: &'a Expr) -> bool {
        match test {
            Expr::Name(name) => name.id.as_str() == "TYPE_CHECKING",
            Expr::Attribute(attribute) => {
                attribute.attr.as_str() == "TYPE_CHECKING"
                    && self
                        .qualified_name_now(test)
                        .is_some_and(|name| name.is_typing("TYPE_CHECKING"))
            }
            Expr::BooleanLiteral(literal) => !literal.value,
            Expr::NumberLiteral(literal) => {
                matches!(&literal.value, ruff_python_ast::Number::Int(value) if *value == 0)
            }
            _ => false,
        }
    }

    fn is_type_alias(&self, annotation: &'a Expr) -> bool {
        self.has_typing
            && self.qualified_name_now(annotation).is_some_and(|name| name.is_typing("TypeAlias"))
    }

    fn decorators(&mut self, decorators: &'a [Decorator]) {
        for decorator in decorators {
            let entered = self.enter(decorator);
            self.with_context(Context::DECORATOR, |builder| {
                builder.expression(&decorator.expression);
            });
            self.leave(entered);
        }
    }

    /// Runs `walk` in the scope of type parameters, if there are any.
    fn with_type_parameters(
        &mut self,
        parameters: Option<&'a TypeParams>,
        node: NodeId,
        walk: impl FnOnce(&mut Self),
    ) {
        match parameters {
            Some(parameters) => self.in_scope(ScopeKind::TypeParameters, node, |builder| {
                builder.type_parameters(parameters);
                walk(builder);
            }),
            None => walk(self),
        }
    }

    fn function(&mut self, function: &'a StmtFunctionDef, node: NodeId) {
        self.decorators(&function.decorator_list);
        let parameters = &function.parameters;
        let entered = self.enter(&**parameters);
        for list in [&parameters.posonlyargs, &parameters.args, &parameters.kwonlyargs] {
            for parameter in list {
                let entered = self.enter(parameter);
                self.optional(parameter.default());
                self.leave(entered);
            }
        }
        self.leave(entered);
        // The name is bound around the type parameters, before the body can run.
        self.bind(
            &function.name.id,
            function.name.range(),
            node,
            BindingKind::Function(function),
            BindingFlags::empty(),
        );
        let outer = self.context;
        self.context -= Context::BOOLEAN_TEST;
        self.with_type_parameters(function.type_params.as_deref(), node, |builder| {
            builder.each_parameter(parameters, |builder, parameter| {
                let entered = builder.enter(parameter);
                if let Some(annotation) = &parameter.annotation {
                    builder.annotation(annotation, true);
                }
                builder.leave(entered);
            });
            if let Some(returns) = &function.returns {
                builder.annotation(returns, true);
            }
            builder.in_scope(ScopeKind::Function(function), node, |builder| {
                builder
                    .bind_parameters(parameters, |builder, parameter| builder.nodes.id(parameter));
                if function.is_async {
                    builder.context |= Context::ASYNC;
                }
                builder.body(&function.body);
            });
        });
        self.context = outer;
    }

    fn class(&mut self, class: &'a StmtClassDef, node: NodeId) {
        self.decorators(&class.decorator_list);
        self.with_type_parameters(class.type_params.as_deref(), node, |builder| {
            if let Some(arguments) = &class.arguments {
                // A stub is never run: its classes may name what comes later.
                let is_stub = builder.module.kind.is_stub();
                let outer = builder.is_forward;
                builder.is_forward |= is_stub;
                builder.with_context(Context::CLASS_ARGUMENT, |builder| {
                    arguments.args.iter().for_each(|base| builder.expression(base));
                    for keyword in &arguments.keywords {
                        let entered = builder.enter(keyword);
                        builder.expression(&keyword.value);
                        builder.leave(entered);
                    }
                });
                builder.is_forward = outer;
            }
            builder.classes.push(&class.name.id);
            builder.in_scope(ScopeKind::Class(class), node, |builder| builder.body(&class.body));
            builder.classes.pop();
        });
        self.bind(
            &class.name.id,
            class.name.range(),
            node,
            BindingKind::Class(class),
            BindingFlags::empty(),
        );
    }

    fn try_statement(&mut self, statement: &'a StmtTry) {
        let handled = handled_errors(&statement.handlers);
        self.with_context(handled, |builder| builder.body(&statement.body));
        for handler in &statement.handlers {
            self.handler(handler);
        }
        self.branch(&statement.orelse);
        self.body(&statement.finalbody);
    }

    fn handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(inner) = handler;
        let entered = self.enter(inner);
        self.optional(inner.type_.as_deref());
        let binding = inner
            .name
            .as_ref()
            .map(|name| self.bind_identifier(name, entered.0, BindingKind::Exception));
        let put_off = self.queues.deferred.len();
        self.with_context(Context::EXCEPT_HANDLER, |builder| builder.branch(&inner.body));
        if let (Some(name), Some(binding)) = (&inner.name, binding) {
            // The name is deleted at the handler's end; what it meant before may be back, since
            // the handler may not have run.
            let before = self.bindings[binding.index()].shadowed;
            self.use_in_closures(binding, put_off);
            let unbound = self.bind(
                &name.id,
                name.range(),
                entered.0,
                BindingKind::UnboundException,
                BindingFlags::empty(),
            );
            let symbol = self.bindings[unbound.index()].symbol;
            self.symbols[symbol].current = before;
        }
        self.leave(entered);
    }
}

/// Which errors of interest these handlers name. One that catches everything says nothing about
/// what is expected to fail.
fn handled_errors(handlers: &[ExceptHandler]) -> Context {
    let mut handled = Context::empty();
    for ExceptHandler::ExceptHandler(handler) in handlers {
        match handler.type_.as_deref() {
            Some(Expr::Tuple(types)) => {
                types.elts.iter().for_each(|type_| handled |= error_context(type_));
            }
            Some(type_) => handled |= error_context(type_),
            None => {}
        }
    }
    handled
}

fn error_context(error: &Expr) -> Context {
    let Expr::Name(name) = error else { return Context::empty() };
    match name.id.as_str() {
        "NameError" => Context::NAME_ERROR_HANDLED,
        "ImportError" => Context::IMPORT_ERROR_HANDLED | Context::MODULE_NOT_FOUND_HANDLED,
        "ModuleNotFoundError" => Context::MODULE_NOT_FOUND_HANDLED,
        _ => Context::empty(),
    }
}
