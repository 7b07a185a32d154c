//! Walking expressions.

use ruff_python_ast::{
    Comprehension, Expr, ExprLambda, FStringPart, InterpolatedStringElement,
    InterpolatedStringElements, Parameter, Parameters, Pattern, TypeParam, TypeParams,
};

use super::{Builder, SHALLOW, STACK_RED_ZONE, STACK_SIZE};
use crate::{BindingFlags, BindingKind, ComprehensionKind, Context, NodeId, ScopeKind, SyntaxNode};

impl<'a> Builder<'a> {
    pub(super) fn expression(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => {
                let node = self.name_leaf(name, self.references.len());
                self.load(&name.id, node, name.range);
            }
            Expr::StringLiteral(inner)
                if self.context.contains(Context::TYPE_DEFINITION)
                    && !self.context.contains(Context::COMPLEX_STRING_ANNOTATION) =>
            {
                // The nodes of the type that it holds are its descendants.
                self.nested(|builder| {
                    builder.within(inner, |builder, node| builder.string_annotation(inner, node));
                });
            }
            Expr::StringLiteral(inner) => self.literal(inner),
            Expr::NumberLiteral(inner) => self.literal(inner),
            Expr::BooleanLiteral(inner) => self.literal(inner),
            Expr::NoneLiteral(inner) => self.literal(inner),
            Expr::EllipsisLiteral(inner) => self.literal(inner),
            Expr::BytesLiteral(inner) => self.literal(inner),
            Expr::IpyEscapeCommand(inner) => self.literal(inner),
            _ => {
                self.depth += 1;
                if self.depth > SHALLOW {
                    self.deep_expression(expression);
                } else {
                    self.compound_expression(expression);
                }
                self.depth -= 1;
            }
        }
    }

    #[inline(never)]
    fn deep_expression(&mut self, expression: &'a Expr) {
        stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || self.compound_expression(expression));
    }

    fn literal<N: SyntaxNode>(&mut self, literal: &'a N) {
        self.leaf(literal);
    }

    pub(super) fn optional(&mut self, expression: Option<&'a Expr>) {
        if let Some(expression) = expression {
            self.expression(expression);
        }
    }

    #[inline(always)]
    fn compound_expression(&mut self, expression: &'a Expr) {
        match expression {
            Expr::BoolOp(inner) => self.within(inner, |builder, _| {
                inner.values.iter().for_each(|value| builder.expression(value))
            }),
            Expr::Named(inner) => self.within(inner, |builder, _| {
                builder.expression(&inner.value);
                builder.target(
                    &inner.target,
                    BindingKind::Walrus(&inner.value),
                    BindingFlags::empty(),
                );
            }),
            Expr::BinOp(inner) => self.within(inner, |builder, _| {
                builder.expression(&inner.left);
                builder.expression(&inner.right);
            }),
            Expr::UnaryOp(inner) => {
                self.within(inner, |builder, _| builder.expression(&inner.operand))
            }
            Expr::Lambda(inner) => self.within(inner, |builder, node| builder.lambda(inner, node)),
            Expr::If(inner) => self.within(inner, |builder, _| {
                builder.with_context(Context::BOOLEAN_TEST, |builder| {
                    builder.expression(&inner.test);
                });
                builder.expression(&inner.body);
                builder.expression(&inner.orelse);
            }),
            Expr::Dict(inner) => self.within(inner, |builder, _| {
                for item in &inner.items {
                    builder.optional(item.key.as_ref());
                    builder.expression(&item.value);
                }
            }),
            Expr::Set(inner) => self.within(inner, |builder, _| {
                inner.elts.iter().for_each(|element| builder.expression(element))
            }),
            Expr::ListComp(inner) => self.within(inner, |builder, node| {
                builder.comprehension(
                    ComprehensionKind::List,
                    &inner.generators,
                    &[Some(&inner.elt)],
                    node,
                );
            }),
            Expr::SetComp(inner) => self.within(inner, |builder, node| {
                builder.comprehension(
                    ComprehensionKind::Set,
                    &inner.generators,
                    &[Some(&inner.elt)],
                    node,
                );
            }),
            Expr::DictComp(inner) => self.within(inner, |builder, node| {
                builder.comprehension(
                    ComprehensionKind::Dict,
                    &inner.generators,
                    &[inner.key.as_deref(), Some(&inner.value)],
                    node,
                );
            }),
            Expr::Generator(inner) => self.within(inner, |builder, node| {
                builder.comprehension(
                    ComprehensionKind::Generator,
                    &inner.generators,
                    &[Some(&inner.elt)],
                    node,
                );
            }),
            Expr::Await(inner) => self.within(inner, |builder, _| builder.expression(&inner.value)),
            Expr::Yield(inner) => {
                self.within(inner, |builder, _| builder.optional(inner.value.as_deref()))
            }
            Expr::YieldFrom(inner) => {
                self.within(inner, |builder, _| builder.expression(&inner.value))
            }
            Expr::Compare(inner) => self.within(inner, |builder, _| {
                builder.expression(&inner.left);
                inner.comparators.iter().for_each(|operand| builder.expression(operand));
            }),
            Expr::Call(inner) => self.within(inner, |builder, _| builder.call(inner)),
            Expr::FString(inner) => self.within(inner, |builder, _| {
                for part in &inner.value {
                    if let FStringPart::FString(part) = part {
                        builder.interpolated(&part.elements);
                    }
                }
            }),
            Expr::TString(inner) => self.within(inner, |builder, _| {
                for part in &inner.value {
                    builder.interpolated(&part.elements);
                }
            }),
            Expr::Attribute(inner) => {
                self.within(inner, |builder, _| builder.expression(&inner.value))
            }
            Expr::Subscript(inner) => self.within(inner, |builder, _| builder.subscript(inner)),
            Expr::Starred(inner) => {
                self.within(inner, |builder, _| builder.expression(&inner.value))
            }
            Expr::List(inner) => self.within(inner, |builder, _| {
                inner.elts.iter().for_each(|element| builder.expression(element))
            }),
            Expr::Tuple(inner) => self.within(inner, |builder, _| {
                inner.elts.iter().for_each(|element| builder.expression(element))
            }),
            Expr::Slice(inner) => self.within(inner, |builder, _| {
                builder.optional(inner.lower.as_deref());
                builder.optional(inner.upper.as_deref());
                builder.optional(inner.step.as_deref());
            }),
            // Without parts: `expression` handles them.
            Expr::Name(_)
            | Expr::StringLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::IpyEscapeCommand(_) => {}
        }
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
                builder.bind_parameters(parameters, Self::leaf);
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
        let entered = self.enter(first);
        self.expression(&first.iter);
        self.in_scope(ScopeKind::Comprehension(kind), node, |builder| {
            builder.generator(first);
            builder.leave((entered.0, entered.1));
            for generator in generators {
                let entered = builder.enter(generator);
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

    /// Binds the names of parameters, whose nodes are what `node_of` says.
    pub(super) fn bind_parameters(
        &mut self,
        parameters: &'a Parameters,
        node_of: impl Fn(&mut Self, &'a Parameter) -> NodeId,
    ) {
        self.each_parameter(parameters, |builder, parameter| {
            let node = node_of(builder, parameter);
            builder.bind_identifier(&parameter.name, node, BindingKind::Parameter);
        });
    }

    /// Does something for each parameter, in the order in which they are written.
    #[inline]
    pub(super) fn each_parameter(
        &mut self,
        parameters: &'a Parameters,
        walk: impl Fn(&mut Self, &'a Parameter),
    ) {
        for list in [&parameters.posonlyargs, &parameters.args] {
            list.iter().for_each(|parameter| walk(self, &parameter.parameter));
        }
        if let Some(parameter) = &parameters.vararg {
            walk(self, parameter);
        }
        parameters.kwonlyargs.iter().for_each(|parameter| walk(self, &parameter.parameter));
        if let Some(parameter) = &parameters.kwarg {
            walk(self, parameter);
        }
    }

    pub(super) fn type_parameters(&mut self, parameters: &'a TypeParams) {
        for parameter in parameters {
            let (node, name) = match parameter {
                TypeParam::TypeVar(inner) => (self.leaf(inner), &inner.name),
                TypeParam::TypeVarTuple(inner) => (self.leaf(inner), &inner.name),
                TypeParam::ParamSpec(inner) => (self.leaf(inner), &inner.name),
            };
            self.bind_identifier(name, node, BindingKind::TypeParameter);
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
        match pattern {
            Pattern::MatchValue(inner) => {
                self.within(inner, |builder, _| builder.expression(&inner.value))
            }
            Pattern::MatchSingleton(inner) => self.within(inner, |_, _| {}),
            Pattern::MatchSequence(inner) => self.within(inner, |builder, _| {
                inner.patterns.iter().for_each(|part| builder.pattern(part));
            }),
            Pattern::MatchMapping(inner) => self.within(inner, |builder, node| {
                for (key, value) in inner.keys.iter().zip(&inner.patterns) {
                    builder.expression(key);
                    builder.pattern(value);
                }
                if let Some(rest) = &inner.rest {
                    builder.bind_identifier(rest, node, BindingKind::MatchCapture);
                }
            }),
            Pattern::MatchClass(inner) => self.within(inner, |builder, _| {
                builder.expression(&inner.cls);
                inner.arguments.patterns.iter().for_each(|part| builder.pattern(part));
                for keyword in &inner.arguments.keywords {
                    builder.pattern(&keyword.pattern);
                }
            }),
            Pattern::MatchStar(inner) => self.within(inner, |builder, node| {
                if let Some(name) = &inner.name {
                    builder.bind_identifier(name, node, BindingKind::MatchCapture);
                }
            }),
            Pattern::MatchAs(inner) => self.within(inner, |builder, node| {
                if let Some(part) = &inner.pattern {
                    builder.pattern(part);
                }
                if let Some(name) = &inner.name {
                    builder.bind_identifier(name, node, BindingKind::MatchCapture);
                }
            }),
            Pattern::MatchOr(inner) => self.within(inner, |builder, _| {
                inner.patterns.iter().for_each(|part| builder.pattern(part))
            }),
        }
    }
}
