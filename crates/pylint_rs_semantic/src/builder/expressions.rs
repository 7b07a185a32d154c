//! Walking expressions.

use ruff_python_ast::{
    Comprehension, Expr, ExprLambda, FStringPart, InterpolatedStringElement,
    InterpolatedStringElements, Parameters, Pattern, TypeParam, TypeParams,
};

use super::Builder;
use crate::{BindingFlags, BindingKind, ComprehensionKind, Context, NodeId, ScopeKind};

impl<'a> Builder<'a> {
    pub(super) fn expression(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => {
                let entered = self.enter(expression.into());
                let reference = self.load(&name.id, entered.0, name.range);
                self.nodes.set_payload(entered.0, reference.index());
                self.leave(entered);
            }
            Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::IpyEscapeCommand(_) => {
                let entered = self.enter(expression.into());
                self.leave(entered);
            }
            _ => self.nested(|builder| builder.compound_expression(expression)),
        }
    }

    pub(super) fn optional(&mut self, expression: Option<&'a Expr>) {
        if let Some(expression) = expression {
            self.expression(expression);
        }
    }

    fn compound_expression(&mut self, expression: &'a Expr) {
        let entered = self.enter(expression.into());
        let node = entered.0;
        match expression {
            Expr::BoolOp(inner) => inner.values.iter().for_each(|value| self.expression(value)),
            Expr::Named(inner) => {
                self.expression(&inner.value);
                self.target(
                    &inner.target,
                    BindingKind::Walrus(&inner.value),
                    BindingFlags::empty(),
                );
            }
            Expr::BinOp(inner) => {
                self.expression(&inner.left);
                self.expression(&inner.right);
            }
            Expr::UnaryOp(inner) => self.expression(&inner.operand),
            Expr::Lambda(inner) => self.lambda(inner, node),
            Expr::If(inner) => {
                self.with_context(Context::BOOLEAN_TEST, |builder| {
                    builder.expression(&inner.test);
                });
                self.expression(&inner.body);
                self.expression(&inner.orelse);
            }
            Expr::Dict(inner) => {
                for item in &inner.items {
                    self.optional(item.key.as_ref());
                    self.expression(&item.value);
                }
            }
            Expr::Set(inner) => inner.elts.iter().for_each(|element| self.expression(element)),
            Expr::ListComp(inner) => {
                self.comprehension(
                    ComprehensionKind::List,
                    &inner.generators,
                    &[Some(&inner.elt)],
                    node,
                );
            }
            Expr::SetComp(inner) => {
                self.comprehension(
                    ComprehensionKind::Set,
                    &inner.generators,
                    &[Some(&inner.elt)],
                    node,
                );
            }
            Expr::DictComp(inner) => {
                self.comprehension(
                    ComprehensionKind::Dict,
                    &inner.generators,
                    &[inner.key.as_deref(), Some(&inner.value)],
                    node,
                );
            }
            Expr::Generator(inner) => {
                self.comprehension(
                    ComprehensionKind::Generator,
                    &inner.generators,
                    &[Some(&inner.elt)],
                    node,
                );
            }
            Expr::Await(inner) => self.expression(&inner.value),
            Expr::Yield(inner) => self.optional(inner.value.as_deref()),
            Expr::YieldFrom(inner) => self.expression(&inner.value),
            Expr::Compare(inner) => {
                self.expression(&inner.left);
                inner.comparators.iter().for_each(|operand| self.expression(operand));
            }
            Expr::Call(inner) => self.call(inner),
            Expr::FString(inner) => {
                for part in &inner.value {
                    if let FStringPart::FString(part) = part {
                        self.interpolated(&part.elements);
                    }
                }
            }
            Expr::TString(inner) => {
                for part in &inner.value {
                    self.interpolated(&part.elements);
                }
            }
            Expr::StringLiteral(inner) => {
                if self.context.contains(Context::TYPE_DEFINITION)
                    && !self.context.contains(Context::COMPLEX_STRING_ANNOTATION)
                {
                    self.string_annotation(inner, node);
                }
            }
            Expr::Attribute(inner) => self.expression(&inner.value),
            Expr::Subscript(inner) => self.subscript(inner),
            Expr::Starred(inner) => self.expression(&inner.value),
            Expr::List(inner) => inner.elts.iter().for_each(|element| self.expression(element)),
            Expr::Tuple(inner) => inner.elts.iter().for_each(|element| self.expression(element)),
            Expr::Slice(inner) => {
                self.optional(inner.lower.as_deref());
                self.optional(inner.upper.as_deref());
                self.optional(inner.step.as_deref());
            }
            // Entered without children by `expression`.
            Expr::Name(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::IpyEscapeCommand(_) => {}
        }
        self.leave(entered);
    }

    fn interpolated(&mut self, elements: &'a InterpolatedStringElements) {
        for element in elements {
            if let InterpolatedStringElement::Interpolation(interpolation) = element {
                let outer = self.context;
                self.context = (self.context | Context::F_STRING) - Context::TYPE_DEFINITION;
                self.expression(&interpolation.expression);
                if let Some(specification) = &interpolation.format_spec {
                    self.interpolated(&specification.elements);
                }
                self.context = outer;
            }
        }
    }

    fn lambda(&mut self, lambda: &'a ExprLambda, node: NodeId) {
        if let Some(parameters) = &lambda.parameters {
            self.defaults(parameters);
        }
        self.in_scope(ScopeKind::Lambda, node, |builder| {
            if let Some(parameters) = &lambda.parameters {
                builder.bind_parameters(parameters);
            }
            builder.context -= Context::TYPE_DEFINITION | Context::BOOLEAN_TEST;
            builder.expression(&lambda.body);
        });
    }

    fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        generators: &'a [Comprehension],
        results: &[Option<&'a Expr>],
        node: NodeId,
    ) {
        // The first iterable is evaluated outside, before the scope is there; its node is
        // nevertheless a child of the first `for`.
        let mut generators = generators.iter();
        let Some(first) = generators.next() else { return };
        let entered = self.enter(first.into());
        self.expression(&first.iter);
        self.in_scope(ScopeKind::Comprehension(kind), node, |builder| {
            builder.generator(first);
            builder.leave((entered.0, entered.1));
            for generator in generators {
                let entered = builder.enter(generator.into());
                builder.expression(&generator.iter);
                builder.generator(generator);
                builder.leave(entered);
            }
            for result in results.iter().flatten() {
                builder.expression(result);
            }
        });
    }

    fn generator(&mut self, generator: &'a Comprehension) {
        self.target(&generator.target, BindingKind::ComprehensionTarget, BindingFlags::empty());
        for test in &generator.ifs {
            self.with_context(Context::BOOLEAN_TEST, |builder| builder.expression(test));
        }
    }

    /// Walks the defaults of parameters, which are evaluated where the function is defined.
    pub(super) fn defaults(&mut self, parameters: &'a Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            self.optional(parameter.default());
        }
    }

    /// Enters the parameters' nodes and binds their names.
    pub(super) fn bind_parameters(&mut self, parameters: &'a Parameters) {
        for parameter in parameters {
            let parameter = parameter.as_parameter();
            let node = match self.nodes.try_id(parameter) {
                Some(node) => node,
                None => {
                    let entered = self.enter(parameter.into());
                    self.leave(entered);
                    entered.0
                }
            };
            self.bind_identifier(&parameter.name, node, BindingKind::Parameter);
        }
    }

    pub(super) fn type_parameters(&mut self, parameters: &'a TypeParams) {
        for parameter in parameters {
            let entered = self.enter(parameter.into());
            let name = match parameter {
                TypeParam::TypeVar(inner) => &inner.name,
                TypeParam::TypeVarTuple(inner) => &inner.name,
                TypeParam::ParamSpec(inner) => &inner.name,
            };
            self.bind_identifier(name, entered.0, BindingKind::TypeParameter);
            self.leave(entered);
        }
        for parameter in parameters {
            let (bound, default) = match parameter {
                TypeParam::TypeVar(inner) => (inner.bound.as_deref(), inner.default.as_deref()),
                TypeParam::TypeVarTuple(inner) => (None, inner.default.as_deref()),
                TypeParam::ParamSpec(inner) => (None, inner.default.as_deref()),
            };
            for expression in [bound, default].into_iter().flatten() {
                self.lazy_type(expression);
            }
        }
    }

    pub(super) fn pattern(&mut self, pattern: &'a Pattern) {
        self.nested(|builder| builder.pattern_part(pattern));
    }

    fn pattern_part(&mut self, pattern: &'a Pattern) {
        let entered = self.enter(pattern.into());
        match pattern {
            Pattern::MatchValue(inner) => self.expression(&inner.value),
            Pattern::MatchSingleton(_) => {}
            Pattern::MatchSequence(inner) => {
                inner.patterns.iter().for_each(|part| self.pattern(part));
            }
            Pattern::MatchMapping(inner) => {
                for (key, value) in inner.keys.iter().zip(&inner.patterns) {
                    self.expression(key);
                    self.pattern(value);
                }
                if let Some(rest) = &inner.rest {
                    self.bind_identifier(rest, entered.0, BindingKind::MatchCapture);
                }
            }
            Pattern::MatchClass(inner) => {
                self.expression(&inner.cls);
                inner.arguments.patterns.iter().for_each(|part| self.pattern(part));
                for keyword in &inner.arguments.keywords {
                    self.pattern(&keyword.pattern);
                }
            }
            Pattern::MatchStar(inner) => {
                if let Some(name) = &inner.name {
                    self.bind_identifier(name, entered.0, BindingKind::MatchCapture);
                }
            }
            Pattern::MatchAs(inner) => {
                if let Some(part) = &inner.pattern {
                    self.pattern(part);
                }
                if let Some(name) = &inner.name {
                    self.bind_identifier(name, entered.0, BindingKind::MatchCapture);
                }
            }
            Pattern::MatchOr(inner) => inner.patterns.iter().for_each(|part| self.pattern(part)),
        }
        self.leave(entered);
    }
}
