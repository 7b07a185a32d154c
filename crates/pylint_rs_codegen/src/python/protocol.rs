//! Protocols and abstract base classes.

use ruff_python_ast::{Decorator, Expr, ParameterWithDefault, Parameters, Stmt};

use super::class::class_variable;
use super::scope::Scope;
use crate::model::{Field, Method, Protocol, Receiver};
use crate::syntax::{self, Function};

pub(super) fn define(protocol: &Protocol, is_abstract: bool, scope: &mut Scope<'_>) {
    let mut body = Vec::new();
    for field in &protocol.attributes {
        body.push(if field.is_class_variable {
            class_variable(field, scope)
        } else {
            syntax::annotated(&field.name, field.annotation.expression.clone(), None)
        });
        body.extend(field.documentation.as_deref().map(syntax::docstring));
    }
    for property in &protocol.properties {
        getter(property, is_abstract, scope, &mut body);
        if !property.is_read_only {
            setter(property, is_abstract, scope, &mut body);
        }
    }
    for method in &protocol.methods {
        let statement = self::method(method, is_abstract, scope);
        body.push(statement);
    }
    let mut bases: Vec<Expr> = protocol.bases.iter().map(|base| base.expression.clone()).collect();
    let mut decorators = Vec::new();
    if is_abstract {
        bases.push(scope.imports.member("abc", "ABC"));
        bases.extend(scope.generic_base("Generic"));
    } else {
        let generic = scope.generic_base("Protocol");
        bases.push(generic.unwrap_or_else(|| scope.imports.typing("Protocol")));
        if protocol.is_runtime_checkable {
            decorators.push(syntax::decorator(scope.imports.typing("runtime_checkable")));
        }
    }
    scope.push_class(decorators, bases, Vec::new(), body);
}

fn getter(field: &Field, is_abstract: bool, scope: &mut Scope<'_>, body: &mut Vec<Stmt>) {
    let mut decorators = vec![syntax::decorator(syntax::name("property"))];
    decorators.extend(abstract_decorator(is_abstract, scope));
    body.push(syntax::function(Function {
        name: &field.name,
        decorators,
        is_async: false,
        parameters: syntax::parameters(vec![syntax::parameter("self", None, None)]),
        returns: field.annotation.expression.clone(),
        body: stub(field.documentation.as_deref()),
    }));
}

fn setter(field: &Field, is_abstract: bool, scope: &mut Scope<'_>, body: &mut Vec<Stmt>) {
    let setter = syntax::attribute(syntax::name(&field.name), "setter");
    let mut decorators = vec![syntax::decorator(setter)];
    decorators.extend(abstract_decorator(is_abstract, scope));
    let annotation = field.annotation.expression.clone();
    body.push(syntax::function(Function {
        name: &field.name,
        decorators,
        is_async: false,
        parameters: syntax::parameters(vec![
            syntax::parameter("self", None, None),
            syntax::parameter("value", Some(annotation), None),
        ]),
        returns: syntax::none(),
        body: stub(None),
    }));
}

fn method(method: &Method, is_abstract: bool, scope: &mut Scope<'_>) -> Stmt {
    let mut decorators = Vec::new();
    match method.receiver {
        Receiver::Instance => {}
        Receiver::Class => decorators.push(syntax::decorator(syntax::name("classmethod"))),
        Receiver::Static => decorators.push(syntax::decorator(syntax::name("staticmethod"))),
    }
    decorators.extend(abstract_decorator(is_abstract, scope));
    syntax::function(Function {
        name: &method.name,
        decorators,
        is_async: method.is_async,
        parameters: with_receiver(method),
        returns: method.returns.expression.clone(),
        body: stub(method.documentation.as_deref()),
    })
}

fn abstract_decorator(is_abstract: bool, scope: &mut Scope<'_>) -> Option<Decorator> {
    is_abstract.then(|| syntax::decorator(scope.imports.member("abc", "abstractmethod")))
}

/// The parameters with `self` or `cls`, which is positional-only if others are.
fn with_receiver(method: &Method) -> Parameters {
    let mut parameters = method.parameters.clone();
    let receiver: ParameterWithDefault = match method.receiver {
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
        .map(syntax::docstring)
        .into_iter()
        .chain([syntax::expression_statement(syntax::ellipsis())])
        .collect()
}
