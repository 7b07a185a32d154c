//! All the Python that a definition is made of.

use std::ops::Range;

use ruff_python_ast::{Expr, Parameters};

use crate::model::{
    Class, DefaultValue, Definition, DefinitionKind, Field, Method, Protocol, TypeExpression,
    TypeParameter,
};

/// What an expression is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Role {
    /// It says what type something has.
    Type,
    /// It is a base class.
    Base,
    /// It is what a type parameter is of: a type, or a tuple of types.
    Bound,
    /// It is evaluated for what it gives.
    Value,
}

/// An expression and where it stands.
pub(crate) struct Place<'m> {
    /// The expression.
    pub(crate) expression: &'m Expr,
    /// Where the spec has it.
    pub(crate) span: &'m Range<usize>,
    /// What it is for.
    pub(crate) role: Role,
    /// The type parameters that it may name.
    pub(crate) parameters: Vec<&'m TypeParameter>,
}

/// Calls `each` with every expression of a definition.
pub(crate) fn for_each_expression<'m>(definition: &'m Definition, each: &mut dyn FnMut(Place<'m>)) {
    let parameters = definition.type_parameters.iter().collect();
    Walk { each, parameters }.definition(definition);
}

struct Walk<'c, 'm> {
    each: &'c mut dyn FnMut(Place<'m>),
    parameters: Vec<&'m TypeParameter>,
}

impl<'m> Walk<'_, 'm> {
    fn definition(&mut self, definition: &'m Definition) {
        self.type_parameters(&definition.type_parameters);
        match &definition.kind {
            DefinitionKind::Class(Class { bases, fields, .. }) => {
                self.bases(bases);
                self.fields(fields);
            }
            DefinitionKind::Protocol(it) | DefinitionKind::Abstract(it) => self.interface(it),
            DefinitionKind::TypedDict(dict) => {
                self.bases(&dict.bases);
                self.fields(&dict.fields);
                if let Some(extra) = &dict.extra_items {
                    self.give(&extra.expression, &extra.span, Role::Type);
                }
            }
            DefinitionKind::Dataclass(dataclass) => {
                self.bases(&dataclass.bases);
                self.fields(&dataclass.fields);
            }
            DefinitionKind::NamedTuple(fields) => self.fields(fields),
            DefinitionKind::Enumeration(enumeration) => {
                for member in &enumeration.members {
                    if let Some(value) = &member.value {
                        self.give(value, &member.span, Role::Value);
                    }
                }
            }
            DefinitionKind::Alias(alias) => self.give(&alias.expression, &alias.span, Role::Type),
        }
    }

    fn interface(&mut self, protocol: &'m Protocol) {
        self.bases(&protocol.bases);
        self.fields(&protocol.attributes);
        self.fields(&protocol.properties);
        for Method { type_parameters, parameters, returns, .. } in &protocol.methods {
            let before = self.parameters.len();
            self.parameters.extend(type_parameters);
            self.type_parameters(type_parameters);
            self.give(&returns.expression, &returns.span, Role::Type);
            self.signature(parameters, &returns.span);
            self.parameters.truncate(before);
        }
    }

    fn signature(&mut self, parameters: &'m Parameters, span: &'m Range<usize>) {
        for parameter in parameters.iter() {
            if let Some(annotation) = parameter.annotation() {
                self.give(annotation, span, Role::Type);
            }
            if let Some(default) = parameter.default() {
                self.give(default, span, Role::Value);
            }
        }
    }

    fn type_parameters(&mut self, parameters: &'m [TypeParameter]) {
        for parameter in parameters {
            for part in [&parameter.bound, &parameter.default].into_iter().flatten() {
                self.give(&part.expression, &part.span, Role::Bound);
            }
        }
    }

    fn bases(&mut self, bases: &'m [TypeExpression]) {
        bases.iter().for_each(|base| self.give(&base.expression, &base.span, Role::Base));
    }

    fn fields(&mut self, fields: &'m [Field]) {
        for field in fields {
            self.give(&field.annotation.expression, &field.annotation.span, Role::Type);
            if let Some(DefaultValue::Value(value) | DefaultValue::Factory(value)) = &field.default
            {
                self.give(value, &field.span, Role::Value);
            }
        }
    }

    fn give(&mut self, expression: &'m Expr, span: &'m Range<usize>, role: Role) {
        (self.each)(Place { expression, span, role, parameters: self.parameters.clone() });
    }
}
