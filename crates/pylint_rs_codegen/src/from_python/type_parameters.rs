//! Type parameters of what is generated: in brackets, or as names made before.

use ruff_python_ast::{Expr, Keyword, Stmt, TypeParam, TypeParams};

use super::environment::Environment;
use super::output_names::OutputNames;
use super::type_variable::TypeVariable;
use super::type_writer::{Problem, TypeWriter};
use super::variance::Variance;
use crate::model::TypeParameterKind;
use crate::{printing, syntax};

/// The first version with PEP 695's `class A[T]`.
const BRACKETS: u8 = 12;

/// The first version whose `TypeVar` takes `default`.
const DEFAULTS: u8 = 13;

impl<'a> TypeWriter<'_, 'a> {
    /// Whether type parameters are written in brackets.
    pub(super) fn has_brackets(&self) -> bool {
        self.library.target_version().minor >= BRACKETS
    }

    /// Type parameters in brackets.
    pub(super) fn brackets(
        &mut self,
        variables: &[TypeVariable<'a>],
    ) -> Result<Option<Box<TypeParams>>, Problem> {
        let mut parameters: Vec<TypeParam> = Vec::new();
        for variable in variables {
            let Limits { bound, constraints, default } = self.limits(variable)?;
            let bound =
                if constraints.is_empty() { bound } else { Some(syntax::tuple(constraints, true)) };
            let name = &self.local_name(variable);
            parameters.push(match variable.kind {
                TypeParameterKind::TypeVar => syntax::type_variable(name, bound, default),
                TypeParameterKind::TypeVarTuple => syntax::type_variable_tuple(name, default),
                TypeParameterKind::ParamSpec => syntax::parameter_specification(name, default),
            });
        }
        let parameters = (!parameters.is_empty()).then_some(parameters);
        Ok(parameters.map(|parameters| Box::new(syntax::type_parameters(parameters))))
    }

    /// `T = TypeVar("T")`
    pub(super) fn assignment(
        &mut self,
        variable: &TypeVariable<'a>,
        uses: Option<&[Variance]>,
    ) -> Result<Stmt, Problem> {
        let Limits { bound, constraints, default } = self.limits(variable)?;
        let name = self.local_name(variable);
        let mut arguments = vec![syntax::string(&name)];
        arguments.extend(constraints.into_iter().map(|it| quoted(&it)));
        let mut keywords: Vec<Keyword> = Vec::new();
        let is_young = default.is_some();
        keywords.extend(bound.map(|bound| syntax::keyword("bound", quoted(&bound))));
        keywords.extend(default.map(|it| syntax::keyword("default", quoted_default(&it))));
        if variable.kind == TypeParameterKind::TypeVar
            && let Some(uses) = uses
        {
            let keyword = match variance(uses) {
                Variance::Covariant => Some("covariant"),
                Variance::Contravariant => Some("contravariant"),
                Variance::Invariant | Variance::Neutral => None,
            };
            keywords.extend(keyword.map(|it| syntax::keyword(it, syntax::boolean(true))));
        }
        let constructor = match variable.kind {
            TypeParameterKind::TypeVar => "TypeVar",
            TypeParameterKind::TypeVarTuple => "TypeVarTuple",
            TypeParameterKind::ParamSpec => "ParamSpec",
        };
        let constructor = if is_young {
            self.names.typing_since(constructor, DEFAULTS)
        } else {
            self.names.typing(constructor)
        };
        Ok(syntax::assign(&name, syntax::call(constructor, arguments, keywords)))
    }

    /// What it is called in what is generated.
    pub(super) fn local_name(&mut self, variable: &TypeVariable<'a>) -> String {
        let name = self.names.variable(&variable.owner(), &variable.name);
        printing::expression(&name)
    }

    /// `T`, or `*Ts`
    pub(super) fn as_argument(&mut self, variable: &TypeVariable<'a>) -> Expr {
        let name = self.names.variable(&variable.owner(), &variable.name);
        match variable.kind {
            TypeParameterKind::TypeVarTuple => self.unpacked(name),
            TypeParameterKind::TypeVar | TypeParameterKind::ParamSpec => name,
        }
    }

    /// What the type variable may be.
    fn limits(&mut self, variable: &TypeVariable<'a>) -> Result<Limits, Problem> {
        let environment = Environment::plain(&variable.module);
        let bound = variable
            .bound
            .map(|bound| self.write(bound, &environment, Variance::Invariant))
            .transpose()?;
        let default = variable
            .default
            .map(|default| self.write(default, &environment, Variance::Invariant))
            .transpose()?;
        let mut constraints = Vec::new();
        if variable.is_any_str() {
            constraints.extend([self.names.builtin("str"), self.names.builtin("bytes")]);
        }
        for constraint in &variable.constraints {
            constraints.push(self.write(constraint, &environment, Variance::Invariant)?);
        }
        Ok(Limits { bound, constraints, default })
    }
}

/// What a type variable may be.
struct Limits {
    bound: Option<Expr>,
    constraints: Vec<Expr>,
    default: Option<Expr>,
}

/// What all uses of a type parameter make of it; a protocol that never uses it may have any.
fn variance(uses: &[Variance]) -> Variance {
    if uses.iter().all(|it| *it == Variance::Covariant) {
        Variance::Covariant
    } else if uses.iter().all(|it| *it == Variance::Contravariant) {
        Variance::Contravariant
    } else {
        Variance::Invariant
    }
}

/// A type that is not evaluated: what it names may not be there when the module runs.
fn quoted(expression: &Expr) -> Expr {
    match expression {
        Expr::Name(name) if OutputNames::is_plain_builtin(&name.id) => expression.clone(),
        _ => syntax::string(&printing::expression(expression)),
    }
}

/// The default of a `ParamSpec` is a list, which cannot be quoted.
fn quoted_default(expression: &Expr) -> Expr {
    match expression {
        Expr::List(_) | Expr::EllipsisLiteral(_) => expression.clone(),
        other => quoted(other),
    }
}
