//! Protocols and abstract base classes.

use ruff_python_ast::{Decorator, Expr, ParameterWithDefault, Parameters, Stmt};

use super::class::class_variable;
use super::scope::Scope;
use crate::model::{Field, Method, Protocol, Receiver};
use crate::syntax::{self, Function};

pub(super) fn define(protocol: &Protocol, is_abstract: bool, scope: &mut Scope<'_, '_>) {
    let mut body = Vec::new();
    for field in &protocol.attributes {
        body.push(if field.is_class_variable {
            class_variable(field, scope)
        } else {
            let annotation = scope.annotation(&field.annotation);
            syntax::annotated(&field.name, annotation, None)
        });
        body.extend(field.documentation.as_deref().and_then(syntax::docstring));
    }
    for property in &protocol.properties {
        body.push(getter(property, is_abstract, scope));
        if !property.is_read_only {
            body.push(setter(property, is_abstract, scope));
        }
    }
    for method in &protocol.methods {
        let statement = self::method(method, is_abstract, scope);
        body.push(statement);
    }
    let mut bases = scope.bases(&protocol.bases);
    let mut decorators = Vec::new();
    if is_abstract {
        bases.push(scope.writer.member("abc", "ABC"));
        bases.extend(scope.generic_base("Generic"));
    } else {
        let generic = scope.generic_base("Protocol");
        bases.push(generic.unwrap_or_else(|| scope.writer.typing("Protocol")));
        if protocol.is_runtime_checkable {
            decorators.push(syntax::decorator(scope.writer.typing("runtime_checkable")));
        }
    }
    scope.push_class(decorators, bases, Vec::new(), body);
}

fn getter(field: &Field, is_abstract: bool, scope: &mut Scope<'_, '_>) -> Stmt {
    let mut decorators = vec![syntax::decorator(scope.writer.builtin("property"))];
    decorators.extend(abstract_decorator(is_abstract, scope));
    syntax::function(Function {
        name: &field.name,
        decorators,
        is_async: false,
        type_parameters: None,
        parameters: syntax::parameters(vec![syntax::parameter("self", None, None)]),
        returns: scope.annotation(&field.annotation),
        body: stub(field.documentation.as_deref()),
    })
}

fn setter(field: &Field, is_abstract: bool, scope: &mut Scope<'_, '_>) -> Stmt {
    let setter = syntax::attribute(syntax::name(&field.name), "setter");
    let mut decorators = vec![syntax::decorator(setter)];
    decorators.extend(abstract_decorator(is_abstract, scope));
    let annotation = scope.annotation(&field.annotation);
    syntax::function(Function {
        name: &field.name,
        decorators,
        is_async: false,
        type_parameters: None,
        parameters: syntax::parameters(vec![
            syntax::parameter("self", None, None),
            syntax::parameter("value", Some(annotation), None),
        ]),
        returns: syntax::none(),
        body: stub(None),
    })
}

fn method(method: &Method, is_abstract: bool, scope: &mut Scope<'_, '_>) -> Stmt {
    let mut decorators: Vec<Decorator> = match method.receiver {
        Receiver::Instance => Vec::new(),
        Receiver::Class => vec![syntax::decorator(scope.writer.builtin("classmethod"))],
        Receiver::Static => vec![syntax::decorator(scope.writer.builtin("staticmethod"))],
    };
    decorators.extend(abstract_decorator(is_abstract, scope));
    let (type_parameters, (parameters, returns)) = scope
        .with_type_parameters(&method.type_parameters, |scope| {
            (parameters(&method.parameters, scope), scope.annotation(&method.returns))
        });
    syntax::function(Function {
        name: &method.name,
        decorators,
        is_async: method.is_async,
        type_parameters,
        parameters: with_receiver(method.receiver, parameters),
        returns,
        body: stub(method.documentation.as_deref()),
    })
}

fn abstract_decorator(is_abstract: bool, scope: &mut Scope<'_, '_>) -> Option<Decorator> {
    is_abstract.then(|| syntax::decorator(scope.writer.member("abc", "abstractmethod")))
}

/// The parameters as the target writes them.
fn parameters(parameters: &Parameters, scope: &mut Scope<'_, '_>) -> Parameters {
    let mut written = parameters.clone();
    let with_default = |list: &mut [ParameterWithDefault], scope: &mut Scope<'_, '_>| {
        for parameter in list {
            annotate(parameter.parameter.annotation.as_deref_mut(), scope);
            if let Some(default) = parameter.default.as_deref_mut() {
                *default = scope.value(default);
            }
        }
    };
    with_default(&mut written.posonlyargs, scope);
    with_default(&mut written.args, scope);
    with_default(&mut written.kwonlyargs, scope);
    for parameter in [&mut written.vararg, &mut written.kwarg].into_iter().flatten() {
        annotate(parameter.annotation.as_deref_mut(), scope);
    }
    written
}

fn annotate(annotation: Option<&mut Expr>, scope: &mut Scope<'_, '_>) {
    if let Some(annotation) = annotation {
        *annotation = scope.type_of(annotation);
    }
}

/// The parameters with `self` or `cls`, which is positional-only if others are.
fn with_receiver(receiver: Receiver, mut parameters: Parameters) -> Parameters {
    let receiver: ParameterWithDefault = match receiver {
        Receiver::Instance => syntax::parameter("self", None, None),
        Receiver::Class => syntax::parameter("cls", None, None),
        Receiver::Static => return parameters,
    };
    if parameters.posonlyargs.is_empty() {
        parameters.args.insert(0, receiver);
    } else {
        parameters.posonlyargs.insert(0, receiver);
    }
    parameters
}

fn stub(documentation: Option<&str>) -> Vec<Stmt> {
    documentation
        .and_then(syntax::docstring)
        .into_iter()
        .chain([syntax::expression_statement(syntax::ellipsis())])
        .collect()
}
