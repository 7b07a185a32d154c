//! Signatures of methods.

use std::rc::Rc;

use ruff_python_ast::{Expr, ParameterWithDefault, Parameters, StmtFunctionDef};
use ruff_text_size::Ranged;

use super::decorators::Role;
use super::environment::{Argument, Environment};
use super::type_writer::{Problem, TypeWriter, problem};
use super::variance::Variance;
use crate::syntax;

/// What becomes of members whose type the source does not say.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Untyped {
    /// `object` stands in the type's place.
    Object,
    /// They are left out.
    Skip,
}

/// A signature as it is written.
pub(super) struct Signature {
    pub(super) parameters: Parameters,
    pub(super) returns: Expr,
}

impl<'a> TypeWriter<'_, 'a> {
    /// A method's signature.
    pub(super) fn signature(
        &mut self,
        function: &'a StmtFunctionDef,
        role: Role,
        environment: &Rc<Environment<'a>>,
        untyped: Option<Untyped>,
    ) -> Result<Signature, Problem> {
        let has_receiver = role != Role::Static;
        let receiver = has_receiver
            .then(|| function.parameters.iter_non_variadic_params().next())
            .flatten()
            .map(|parameter| &parameter.parameter);
        let mut environment = Rc::clone(environment);
        self.allows_self = has_receiver;
        if let Some(annotation) = receiver.and_then(|it| it.annotation.as_deref()) {
            let inner = match annotation {
                Expr::Subscript(subscript) if role == Role::Class => &*subscript.slice,
                other => other,
            };
            let own = |key: &super::type_variable::TypeVariableKey| {
                self.subject.parameters.iter().any(|parameter| parameter.key() == *key)
            };
            match self.variable(inner, &environment).filter(|variable| !own(&variable.key())) {
                Some(variable) => {
                    environment = environment.with(variable.key(), Argument::SelfType);
                }
                None if self.is_particular(annotation, role, &environment) => {
                    let message = format!("`{}` is not there for every object", function.name);
                    return Err(problem(annotation, message));
                }
                None => self.allows_self = false,
            }
        }
        let mut parameters = (*function.parameters).clone();
        let given = &function.parameters;
        let mut is_receiver = has_receiver;
        let lists = [
            (&mut parameters.posonlyargs, &given.posonlyargs),
            (&mut parameters.args, &given.args),
            (&mut parameters.kwonlyargs, &given.kwonlyargs),
        ];
        for (written, given) in lists {
            for (parameter, given) in written.iter_mut().zip(given) {
                if std::mem::take(&mut is_receiver) {
                    parameter.parameter.annotation = None;
                    continue;
                }
                self.parameter(parameter, given, &environment, untyped)?;
            }
        }
        for (written, given) in
            [(&mut parameters.vararg, &given.vararg), (&mut parameters.kwarg, &given.kwarg)]
        {
            if let (Some(written), Some(given)) = (written, given) {
                let annotation = given.annotation.as_deref();
                written.annotation = Some(Box::new(self.annotation(
                    annotation,
                    given.range(),
                    &format!("the parameter `{}`", given.name),
                    &environment,
                    Variance::Contravariant,
                    untyped,
                )?));
            }
        }
        let returns = self.annotation(
            function.returns.as_deref(),
            function.name.range(),
            &format!("what `{}` returns", function.name),
            &environment,
            Variance::Covariant,
            untyped,
        )?;
        Ok(Signature { parameters, returns })
    }

    /// Whether what a method says about the object it is called on leaves any out.
    fn is_particular(
        &self,
        annotation: &'a Expr,
        role: Role,
        environment: &Rc<Environment<'a>>,
    ) -> bool {
        let inner = match annotation {
            Expr::Subscript(subscript) if role == Role::Class => &*subscript.slice,
            other => other,
        };
        let is_own = !inner.is_subscript_expr()
            && super::resolution::class_of(self.library, &environment.module, inner).is_some_and(
                |definition| {
                    definition.class().is_some_and(|it| it.range() == self.subject.class.range())
                },
            );
        !is_own
    }

    fn parameter(
        &mut self,
        written: &mut ParameterWithDefault,
        given: &'a ParameterWithDefault,
        environment: &Rc<Environment<'a>>,
        untyped: Option<Untyped>,
    ) -> Result<(), Problem> {
        if given.parameter.annotation.is_none()
            && untyped == Some(Untyped::Object)
            && let Some(default) = given.default.as_deref().filter(|it| !it.is_none_literal_expr())
        {
            // Pyright takes the default's type for the parameter's, so that no other will do.
            let inferred = super::members::obvious_type(default, &environment.module.semantic);
            let name = &given.parameter.name;
            let inferred = inferred.ok_or_else(|| {
                problem(name, format!("the type of the parameter `{name}` cannot be read off"))
            })?;
            let annotation = self.write_inferred(&inferred, default.range())?;
            written.parameter.annotation = Some(Box::new(annotation));
            written.default = Some(Box::new(syntax::ellipsis()));
            return Ok(());
        }
        let annotation = self.annotation(
            given.parameter.annotation.as_deref(),
            given.parameter.name.range(),
            &format!("the parameter `{}`", given.parameter.name),
            environment,
            Variance::Contravariant,
            untyped,
        )?;
        written.parameter.annotation = Some(Box::new(annotation));
        if written.default.is_some() {
            written.default = Some(Box::new(syntax::ellipsis()));
        }
        Ok(())
    }

    fn annotation(
        &mut self,
        annotation: Option<&'a Expr>,
        place: ruff_text_size::TextRange,
        what: &str,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
        untyped: Option<Untyped>,
    ) -> Result<Expr, Problem> {
        match annotation {
            Some(annotation) => self.write(annotation, environment, variance),
            None if untyped == Some(Untyped::Object) => Ok(self.names.builtin("object")),
            None => Err(problem(place, format!("{what} has no annotation"))),
        }
    }
}
