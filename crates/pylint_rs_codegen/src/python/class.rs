//! Classes with attributes and accessors.

use ruff_python_ast::{Expr, ParameterWithDefault, Stmt};

use super::scope::Scope;
use crate::model::{Accessors, Class, DefaultValue, Field};
use crate::syntax::{self, Function};

pub(super) fn define(class: &Class, scope: &mut Scope<'_>) {
    let mut body = Vec::new();
    let (of_class, fields): (Vec<&Field>, Vec<&Field>) =
        class.fields.iter().partition(|field| field.is_class_variable);
    for field in of_class {
        body.push(class_variable(field, scope));
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
            Accessors::Methods => accessor_methods(class, field, &mut body),
            Accessors::Properties => properties(class, field, &mut body),
        }
    }
    if class.has_equality {
        equality(class, &fields, scope, &mut body);
    }
    if class.has_representation {
        body.push(representation(class, &fields, scope));
    }
    let mut bases: Vec<Expr> = class.bases.iter().map(|base| base.expression.clone()).collect();
    bases.extend(scope.generic_base("Generic"));
    scope.push_class(Vec::new(), bases, Vec::new(), body);
}

/// `name: ClassVar[type] = value`
pub(super) fn class_variable(field: &Field, scope: &mut Scope<'_>) -> Stmt {
    let class_var = scope.imports.typing("ClassVar");
    let annotation = syntax::subscript(class_var, field.annotation.expression.clone());
    let value = field.default.as_ref().map(|default| match default {
        DefaultValue::Value(value) => value.clone(),
        DefaultValue::Factory(factory) => syntax::call(factory.clone(), Vec::new(), Vec::new()),
    });
    syntax::annotated(&field.name, annotation, value)
}

/// The attribute a field is kept in.
fn attribute(class: &Class, field: &Field) -> String {
    match class.accessors {
        Accessors::None => field.name.clone(),
        Accessors::Methods | Accessors::Properties => format!("_{}", field.name),
    }
}

fn slots(class: &Class, fields: &[&Field]) -> Stmt {
    let names = fields.iter().map(|field| syntax::string(&attribute(class, field))).collect();
    syntax::assign("__slots__", syntax::tuple(names, true))
}

/// `def __init__(self, name: str, tags: list[str] | None = None) -> None`
fn initializer(class: &Class, fields: &[&Field], scope: &mut Scope<'_>) -> Stmt {
    let mut parameters: Vec<ParameterWithDefault> = vec![syntax::parameter("self", None, None)];
    let mut body = Vec::new();
    for field in fields {
        let annotation = field.annotation.expression.clone();
        let (parameter, value) = match &field.default {
            None => (
                syntax::parameter(&field.name, Some(annotation.clone()), None),
                syntax::name(&field.name),
            ),
            Some(DefaultValue::Value(default)) => (
                syntax::parameter(&field.name, Some(annotation.clone()), Some(default.clone())),
                syntax::name(&field.name),
            ),
            Some(DefaultValue::Factory(factory)) => (
                syntax::parameter(
                    &field.name,
                    Some(scope.optional(annotation.clone())),
                    Some(syntax::none()),
                ),
                syntax::conditional(
                    syntax::is_none(syntax::name(&field.name)),
                    syntax::call(factory.clone(), Vec::new(), Vec::new()),
                    syntax::name(&field.name),
                ),
            ),
        };
        parameters.push(parameter);
        let name = attribute(class, field);
        // A parameter's type is its attribute's, too, unless a reader could not tell.
        let is_evident = matches!(field.default, None | Some(DefaultValue::Value(_)));
        body.push(if is_evident && class.accessors != Accessors::None {
            syntax::assign_attribute(&name, value)
        } else {
            syntax::annotated_attribute(&name, annotation, value)
        });
    }
    method("__init__", parameters, syntax::none(), body)
}

fn accessor_methods(class: &Class, field: &Field, body: &mut Vec<Stmt>) {
    let annotation = &field.annotation.expression;
    let attribute = attribute(class, field);
    body.push(method(
        &format!("get_{}", field.name),
        vec![syntax::parameter("self", None, None)],
        annotation.clone(),
        documented(field, syntax::return_(own(&attribute))),
    ));
    if !field.is_read_only {
        body.push(method(
            &format!("set_{}", field.name),
            vec![
                syntax::parameter("self", None, None),
                syntax::parameter(&field.name, Some(annotation.clone()), None),
            ],
            syntax::none(),
            vec![syntax::assign_attribute(&attribute, syntax::name(&field.name))],
        ));
    }
}

fn properties(class: &Class, field: &Field, body: &mut Vec<Stmt>) {
    let annotation = &field.annotation.expression;
    let attribute = attribute(class, field);
    body.push(syntax::function(Function {
        name: &field.name,
        decorators: vec![syntax::decorator(syntax::name("property"))],
        is_async: false,
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
            parameters: syntax::parameters(vec![
                syntax::parameter("self", None, None),
                syntax::parameter("value", Some(annotation.clone()), None),
            ]),
            returns: syntax::none(),
            body: vec![syntax::assign_attribute(&attribute, syntax::name("value"))],
        }));
    }
}

/// `__eq__`, by the attributes of another instance, and no `__hash__`: they may change.
fn equality(class: &Class, fields: &[&Field], scope: &mut Scope<'_>, body: &mut Vec<Stmt>) {
    let name = scope.definition.name.as_str();
    let is_instance = syntax::call(
        syntax::name("isinstance"),
        vec![syntax::name("other"), syntax::name(name)],
        Vec::new(),
    );
    let tuple_of = |owner: &str| {
        let elements = fields
            .iter()
            .map(|field| syntax::attribute(syntax::name(owner), &attribute(class, field)));
        syntax::tuple(elements.collect(), true)
    };
    body.push(method(
        "__eq__",
        vec![
            syntax::parameter("self", None, None),
            syntax::parameter("other", Some(syntax::name("object")), None),
        ],
        syntax::name("bool"),
        vec![
            syntax::if_(
                syntax::not(is_instance),
                vec![syntax::return_(syntax::name("NotImplemented"))],
            ),
            syntax::return_(syntax::equal(tuple_of("self"), tuple_of("other"))),
        ],
    ));
}

/// `Person(name='Alice', age=30)`
fn representation(class: &Class, fields: &[&Field], scope: &mut Scope<'_>) -> Stmt {
    let mut parts = vec![syntax::FormatPart::Text(format!("{}(", scope.definition.name))];
    for (index, field) in fields.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        parts.push(syntax::FormatPart::Text(format!("{separator}{}=", field.name)));
        parts.push(syntax::FormatPart::Representation(own(&attribute(class, field))));
    }
    parts.push(syntax::FormatPart::Text(")".to_owned()));
    method(
        "__repr__",
        vec![syntax::parameter("self", None, None)],
        syntax::name("str"),
        vec![syntax::return_(syntax::format_string(parts))],
    )
}

fn method(
    name: &str,
    parameters: Vec<ParameterWithDefault>,
    returns: Expr,
    body: Vec<Stmt>,
) -> Stmt {
    syntax::function(Function {
        name,
        decorators: Vec::new(),
        is_async: false,
        parameters: syntax::parameters(parameters),
        returns,
        body,
    })
}

fn own(attribute: &str) -> Expr {
    syntax::attribute(syntax::name("self"), attribute)
}

fn documented(field: &Field, statement: Stmt) -> Vec<Stmt> {
    let docstring = field.documentation.as_deref().map(syntax::docstring);
    docstring.into_iter().chain([statement]).collect()
}
