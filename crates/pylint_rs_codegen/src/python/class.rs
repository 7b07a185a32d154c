//! Classes with attributes and accessors.

use ruff_python_ast::{Expr, ParameterWithDefault, Stmt};

use super::comparison::{equality, hash, representation};
use super::scope::Scope;
use crate::model::{Accessors, Class, DefaultValue, Field};
use crate::syntax::{self, Function};

pub(super) fn define(class: &Class, scope: &mut Scope<'_, '_>) {
    let mut body = Vec::new();
    let (of_class, fields): (Vec<&Field>, Vec<&Field>) =
        class.fields.iter().partition(|field| field.is_class_variable);
    for field in of_class {
        body.push(class_variable(field, scope));
        body.extend(field.documentation.as_deref().and_then(syntax::docstring));
    }
    if class.has_slots {
        body.push(slots(class, &fields));
    }
    if !fields.is_empty() {
        body.push(initializer(class, &fields, scope));
    }
    for field in &fields {
        match class.accessors {
            Accessors::None => {}
            Accessors::Methods => accessor_methods(class, field, scope, &mut body),
            Accessors::Properties => properties(class, field, scope, &mut body),
        }
    }
    if class.has_equality {
        body.push(equality(class, scope));
        body.extend(hash(class, scope));
    }
    if class.has_representation {
        body.push(representation(class, scope));
    }
    let mut bases = scope.bases(&class.bases);
    bases.extend(scope.generic_base("Generic"));
    scope.push_class(Vec::new(), bases, Vec::new(), body);
}

/// `name: ClassVar[type] = value`
pub(super) fn class_variable(field: &Field, scope: &mut Scope<'_, '_>) -> Stmt {
    let class_var = scope.writer.typing("ClassVar");
    let annotation = syntax::subscript(class_var, scope.annotation(&field.annotation));
    let value = field.default.as_ref().map(|default| match default {
        DefaultValue::Value(value) => scope.value(value),
        DefaultValue::Factory(factory) => {
            syntax::call(scope.value(factory), Vec::new(), Vec::new())
        }
    });
    syntax::annotated(&field.name, annotation, value)
}

/// The attribute a field is kept in.
pub(crate) fn attribute(accessors: Accessors, field: &str) -> String {
    match accessors {
        Accessors::None => field.to_owned(),
        Accessors::Methods | Accessors::Properties => format!("_{field}"),
    }
}

fn slots(class: &Class, fields: &[&Field]) -> Stmt {
    let names = fields
        .iter()
        .map(|field| syntax::string(&attribute(class.accessors, &field.name)))
        .collect();
    syntax::assign("__slots__", syntax::tuple(names, true))
}

/// What methods call the instance, if a parameter of theirs has such a name.
fn receiver<'f>(mut others: impl Iterator<Item = &'f str>) -> &'static str {
    if others.any(|other| other == "self") { "_self" } else { "self" }
}

/// `def __init__(self, name: str, tags: list[str] | None = None) -> None`
fn initializer(class: &Class, fields: &[&Field], scope: &mut Scope<'_, '_>) -> Stmt {
    let inherited = class.initializers.iter().flat_map(|it| &it.fields);
    let all: Vec<&Field> = inherited.chain(fields.iter().copied()).collect();
    let receiver = receiver(all.iter().map(|field| &*field.name));
    let mut parameters = vec![syntax::parameter(receiver, None, None)];
    parameters.extend(all.iter().map(|field| parameter(field, scope)));
    let mut body = base_initializers(class, receiver, &all, scope);
    for field in fields {
        let given = syntax::name(&field.name);
        let value = match &field.default {
            None | Some(DefaultValue::Value(_)) => given,
            Some(DefaultValue::Factory(factory)) => syntax::conditional(
                syntax::is_none(given.clone()),
                syntax::call(scope.value(factory), Vec::new(), Vec::new()),
                given,
            ),
        };
        let name = attribute(class.accessors, &field.name);
        // A parameter's type is its attribute's, too, unless a reader could not tell.
        let is_evident = matches!(field.default, None | Some(DefaultValue::Value(_)));
        body.push(if is_evident && class.accessors != Accessors::None {
            syntax::assign_attribute(receiver, &name, value)
        } else {
            let mut annotation = scope.annotation(&field.annotation);
            if field.is_read_only && class.accessors == Accessors::None {
                annotation = syntax::subscript(scope.writer.typing("Final"), annotation);
            }
            syntax::annotated_attribute(receiver, &name, annotation, value)
        });
    }
    method("__init__", parameters, syntax::none(), body)
}

fn parameter(field: &Field, scope: &mut Scope<'_, '_>) -> ParameterWithDefault {
    let annotation = scope.annotation(&field.annotation);
    let (annotation, default) = match &field.default {
        None => (annotation, None),
        Some(DefaultValue::Value(default)) => (annotation, Some(scope.value(default))),
        Some(DefaultValue::Factory(_)) => (scope.writer.optional(annotation), Some(syntax::none())),
    };
    syntax::parameter(&field.name, Some(annotation), default)
}

/// `super().__init__(name)`; with several bases that take something, each by its name.
fn base_initializers(
    class: &Class,
    receiver: &str,
    all: &[&Field],
    scope: &mut Scope<'_, '_>,
) -> Vec<Stmt> {
    let with_fields = class.initializers.iter().filter(|it| !it.fields.is_empty()).count();
    // `super()` needs its own name.
    let has_super =
        !scope.writer.taken.contains("super") && all.iter().all(|field| field.name != "super");
    let arguments = |fields: &[Field]| fields.iter().map(|it| syntax::name(&it.name)).collect();
    if with_fields <= 1 && has_super {
        let Some(first) = class.initializers.iter().max_by_key(|it| it.fields.len()) else {
            return Vec::new();
        };
        let parent = syntax::call(scope.writer.builtin("super"), Vec::new(), Vec::new());
        let call = syntax::call(
            syntax::attribute(parent, "__init__"),
            arguments(&first.fields),
            Vec::new(),
        );
        return vec![syntax::expression_statement(call)];
    }
    let mut calls = Vec::new();
    for initializer in &class.initializers {
        let base = match &initializer.base.expression {
            Expr::Subscript(subscript) => scope.type_of(&subscript.value),
            base => scope.type_of(base),
        };
        let mut arguments: Vec<Expr> = arguments(&initializer.fields);
        arguments.insert(0, syntax::name(receiver));
        let call = syntax::call(syntax::attribute(base, "__init__"), arguments, Vec::new());
        calls.push(syntax::expression_statement(call));
    }
    calls
}

fn accessor_methods(class: &Class, field: &Field, scope: &mut Scope<'_, '_>, body: &mut Vec<Stmt>) {
    let attribute = attribute(class.accessors, &field.name);
    let annotation = scope.annotation(&field.annotation);
    body.push(method(
        &format!("get_{}", field.name),
        vec![syntax::parameter("self", None, None)],
        annotation.clone(),
        documented(field, syntax::return_(own(&attribute))),
    ));
    if !field.is_read_only {
        let receiver = receiver([&*field.name].into_iter());
        body.push(method(
            &format!("set_{}", field.name),
            vec![
                syntax::parameter(receiver, None, None),
                syntax::parameter(&field.name, Some(annotation), None),
            ],
            syntax::none(),
            vec![syntax::assign_attribute(receiver, &attribute, syntax::name(&field.name))],
        ));
    }
}

fn properties(class: &Class, field: &Field, scope: &mut Scope<'_, '_>, body: &mut Vec<Stmt>) {
    let attribute = attribute(class.accessors, &field.name);
    let annotation = scope.annotation(&field.annotation);
    body.push(syntax::function(Function {
        name: &field.name,
        decorators: vec![syntax::decorator(scope.writer.builtin("property"))],
        is_async: false,
        type_parameters: None,
        parameters: syntax::parameters(vec![syntax::parameter("self", None, None)]),
        returns: annotation.clone(),
        body: documented(field, syntax::return_(own(&attribute))),
    }));
    if !field.is_read_only {
        let setter = syntax::attribute(syntax::name(&field.name), "setter");
        body.push(syntax::function(Function {
            name: &field.name,
            decorators: vec![syntax::decorator(setter)],
            is_async: false,
            type_parameters: None,
            parameters: syntax::parameters(vec![
                syntax::parameter("self", None, None),
                syntax::parameter("value", Some(annotation), None),
            ]),
            returns: syntax::none(),
            body: vec![syntax::assign_attribute("self", &attribute, syntax::name("value"))],
        }));
    }
}

pub(super) fn method(
    name: &str,
    parameters: Vec<ParameterWithDefault>,
    returns: Expr,
    body: Vec<Stmt>,
) -> Stmt {
    syntax::function(Function {
        name,
        decorators: Vec::new(),
        is_async: false,
        type_parameters: None,
        parameters: syntax::parameters(parameters),
        returns,
        body,
    })
}

fn own(attribute: &str) -> Expr {
    syntax::attribute(syntax::name("self"), attribute)
}

fn documented(field: &Field, statement: Stmt) -> Vec<Stmt> {
    let docstring = field.documentation.as_deref().and_then(syntax::docstring);
    docstring.into_iter().chain([statement]).collect()
}
