//! One definition while it is written.

use ruff_python_ast::{Decorator, Expr, Keyword, Stmt, TypeParam, TypeParams};
use rustc_hash::FxHashMap;

use super::references::{Origin, evaluated};
use super::type_variables::variable;
use super::variance::Variance;
use super::writer::Writer;
use crate::model::{Definition, TypeExpression, TypeParameter, TypeParameterKind};
use crate::syntax::{self, ClassDefinition};

/// The first version with PEP 695's `class A[T]` and `type X = ...`.
const TYPE_PARAMETER_SYNTAX: u8 = 12;

/// The first version in which those may have defaults.
const TYPE_PARAMETER_DEFAULTS: u8 = 13;

/// One definition while it is written.
pub(super) struct Scope<'a, 'm> {
    pub(super) definition: &'m Definition,
    pub(super) writer: &'a mut Writer<'m>,
    /// What type parameters are written as.
    parameters: FxHashMap<String, Expr>,
    /// The variables that they are, unless they stand in brackets.
    variables: Vec<Expr>,
    statements: Vec<Stmt>,
}

impl<'a, 'm> Scope<'a, 'm> {
    pub(super) fn new(definition: &'m Definition, writer: &'a mut Writer<'m>) -> Self {
        let mut this = Self {
            definition,
            writer,
            parameters: FxHashMap::default(),
            variables: Vec::new(),
            statements: Vec::new(),
        };
        let in_brackets = this.are_in_brackets(&definition.type_parameters);
        for (index, parameter) in definition.type_parameters.iter().enumerate() {
            let variance = this.writer.variances.get(&definition.name, index);
            let written = this.written(parameter, variance, in_brackets);
            this.parameters.insert(parameter.name.clone(), written.clone());
            if !in_brackets {
                this.variables.push(written);
            }
        }
        this
    }

    pub(super) fn into_statements(self) -> Vec<Stmt> {
        self.statements
    }

    pub(super) fn push(&mut self, statement: Stmt) {
        self.statements.push(statement);
    }

    /// A type of the spec.
    pub(super) fn annotation(&mut self, annotation: &TypeExpression) -> Expr {
        self.type_of(&annotation.expression)
    }

    /// A type of the spec.
    pub(super) fn type_of(&mut self, expression: &Expr) -> Expr {
        self.writer.annotation(expression, &self.parameters)
    }

    /// Python of the spec.
    pub(super) fn value(&mut self, expression: &Expr) -> Expr {
        self.writer.value(expression, &self.parameters)
    }

    /// The base classes of the spec.
    pub(super) fn bases(&mut self, bases: &[TypeExpression]) -> Vec<Expr> {
        bases.iter().map(|base| evaluated(self.annotation(base))).collect()
    }

    /// The class that is being written, in the body of its methods.
    pub(super) fn own_class(&mut self) -> Expr {
        self.writer.references.mark(Origin::Definition(self.definition.name.clone()))
    }

    /// Whether the target has `type X = ...`.
    pub(super) fn has_type_statement(&self) -> bool {
        self.are_in_brackets(&self.definition.type_parameters)
    }

    /// The definition's type parameters, if they stand in brackets.
    pub(super) fn type_parameters(&mut self) -> Option<TypeParams> {
        let parameters = &self.definition.type_parameters;
        if parameters.is_empty() || !self.variables.is_empty() {
            return None;
        }
        Some(self.brackets(parameters))
    }

    /// Lets a method's own type parameters be written in `body`, and gives their brackets.
    pub(super) fn with_type_parameters<T>(
        &mut self,
        parameters: &[TypeParameter],
        body: impl FnOnce(&mut Self) -> T,
    ) -> (Option<TypeParams>, T) {
        // Both checkers want all of a class's methods to name parameters the way the class does.
        let in_brackets = self.variables.is_empty() && self.are_in_brackets(parameters);
        let before = self.parameters.clone();
        for parameter in parameters {
            let written = self.written(parameter, Variance::Invariant, in_brackets);
            self.parameters.insert(parameter.name.clone(), written);
        }
        let brackets = (in_brackets && !parameters.is_empty()).then(|| self.brackets(parameters));
        let result = body(self);
        self.parameters = before;
        (brackets, result)
    }

    /// `Generic[T]`, where the parameters are not in brackets.
    pub(super) fn generic_base(&mut self, base: &str) -> Option<Expr> {
        if self.variables.is_empty() {
            return None;
        }
        let mut names: Vec<Expr> = Vec::new();
        for (parameter, variable) in
            self.definition.type_parameters.iter().zip(self.variables.clone())
        {
            names.push(match parameter.kind {
                TypeParameterKind::TypeVarTuple => {
                    syntax::subscript(self.writer.typing("Unpack"), variable)
                }
                TypeParameterKind::TypeVar | TypeParameterKind::ParamSpec => variable,
            });
        }
        let base = self.writer.typing(base);
        let slice = if names.len() == 1 { names.remove(0) } else { syntax::tuple(names, false) };
        Some(syntax::subscript(base, slice))
    }

    /// Writes a class under the definition's name, with its docstring before `body`.
    pub(super) fn push_class(
        &mut self,
        decorators: Vec<Decorator>,
        bases: Vec<Expr>,
        keywords: Vec<Keyword>,
        body: Vec<Stmt>,
    ) {
        let type_parameters = self.type_parameters();
        let mut whole: Vec<Stmt> = Vec::with_capacity(body.len() + 1);
        whole.extend(self.definition.documentation.as_deref().and_then(syntax::docstring));
        whole.extend(body);
        let class = syntax::class(ClassDefinition {
            name: &self.definition.name,
            decorators,
            type_parameters,
            bases,
            keywords,
            body: whole,
        });
        self.push(class);
    }

    fn are_in_brackets(&self, parameters: &[TypeParameter]) -> bool {
        let minor = self.writer.target.minor;
        minor >= TYPE_PARAMETER_DEFAULTS
            || minor >= TYPE_PARAMETER_SYNTAX && parameters.iter().all(|it| it.default.is_none())
    }

    fn written(
        &mut self,
        parameter: &TypeParameter,
        variance: Variance,
        in_brackets: bool,
    ) -> Expr {
        if in_brackets {
            return syntax::name(&parameter.name);
        }
        let owner = &self.definition.name;
        let name = variable(parameter, owner, variance, self.writer);
        self.writer.references.mark(Origin::Variable(name))
    }

    fn brackets(&mut self, parameters: &[TypeParameter]) -> TypeParams {
        let written = parameters.iter().map(|parameter| self.in_brackets(parameter)).collect();
        syntax::type_parameters(written)
    }

    fn in_brackets(&mut self, parameter: &TypeParameter) -> TypeParam {
        let bound = parameter.bound.as_ref().map(|bound| self.annotation(bound));
        let default = parameter.default.as_ref().map(|default| self.annotation(default));
        match parameter.kind {
            TypeParameterKind::TypeVar => syntax::type_variable(&parameter.name, bound, default),
            TypeParameterKind::TypeVarTuple => {
                syntax::type_variable_tuple(&parameter.name, default)
            }
            TypeParameterKind::ParamSpec => {
                syntax::parameter_specification(&parameter.name, default)
            }
        }
    }
}
