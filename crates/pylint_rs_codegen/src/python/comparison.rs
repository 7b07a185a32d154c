//! `__eq__`, `__hash__` and `__repr__`, by the attributes of a class and of its bases.

use ruff_python_ast::{Expr, Stmt};
use rustc_hash::FxHashMap;

use super::class::{attribute, method};
use super::references::evaluated;
use super::scope::Scope;
use super::writer::Writer;
use crate::model::{Class, Definition, Field, TypeParameterKind};
use crate::syntax;

/// The names of all fields, and the attributes they are kept in, bases' first.
fn attributes(class: &Class) -> Vec<(&str, String)> {
    let mut all = Vec::new();
    for initializer in &class.initializers {
        for (field, attribute) in initializer.fields.iter().zip(&initializer.attributes) {
            all.push((&*field.name, attribute.clone()));
        }
    }
    for field in own_fields(class) {
        all.push((&*field.name, attribute(class.accessors, &field.name)));
    }
    all
}

fn own_fields(class: &Class) -> impl Iterator<Item = &Field> {
    class.fields.iter().filter(|field| !field.is_class_variable)
}

/// `__eq__`, by the attributes of another instance.
pub(super) fn equality(class: &Class, scope: &mut Scope<'_, '_>) -> Stmt {
    let other = if scope.definition.name == "other" { "value" } else { "other" };
    let own_class = scope.own_class();
    let is_instance = syntax::call(
        scope.writer.builtin("isinstance"),
        vec![syntax::name(other), own_class.clone()],
        Vec::new(),
    );
    // Checkers take nothing for granted of the parameters of what turns out to be generic.
    let known = general(scope.definition, own_class, scope.writer).map(|general| {
        let cast = scope.writer.typing("cast");
        let value = syntax::call(cast, vec![evaluated(general), syntax::name(other)], Vec::new());
        syntax::assign(KNOWN, value)
    });
    let compared = if known.is_some() { KNOWN } else { other };
    let attributes = attributes(class);
    let values = |owner: &str| {
        let mut values: Vec<Expr> = attributes
            .iter()
            .map(|(_, attribute)| syntax::attribute(syntax::name(owner), attribute))
            .collect();
        if values.len() == 1 { values.remove(0) } else { syntax::tuple(values, true) }
    };
    let result = if attributes.is_empty() {
        syntax::boolean(true)
    } else {
        syntax::equal(values("self"), values(compared))
    };
    let not_implemented = scope.writer.builtin("NotImplemented");
    method(
        "__eq__",
        vec![
            syntax::parameter("self", None, None),
            syntax::parameter(other, Some(scope.writer.builtin("object")), None),
        ],
        scope.writer.builtin("bool"),
        [syntax::if_(syntax::not(is_instance), vec![syntax::return_(not_implemented)])]
            .into_iter()
            .chain(known)
            .chain([syntax::return_(result)])
            .collect(),
    )
}

/// What the other instance is called once its type is known.
const KNOWN: &str = "that";

/// A generic class of anything: `Box[object]`; of what is bound, its bounds.
fn general(definition: &Definition, class: Expr, writer: &mut Writer<'_>) -> Option<Expr> {
    if definition.type_parameters.is_empty() {
        return None;
    }
    let mut arguments = Vec::new();
    for parameter in &definition.type_parameters {
        arguments.push(match (parameter.kind, &parameter.bound) {
            (TypeParameterKind::TypeVar, None) => writer.builtin("object"),
            (TypeParameterKind::TypeVar, Some(bound)) => {
                let bound = match &bound.expression {
                    Expr::Tuple(constraints) => constraints.elts.first()?,
                    bound => bound,
                };
                writer.annotation(bound, &FxHashMap::default())
            }
            (TypeParameterKind::TypeVarTuple, _) => {
                let tuple = writer.builtin("tuple");
                let object = writer.builtin("object");
                let many = syntax::tuple(vec![object, syntax::ellipsis()], false);
                let many = syntax::subscript(tuple, many);
                if writer.target.minor >= 11 {
                    syntax::starred(many)
                } else {
                    syntax::subscript(writer.typing("Unpack"), many)
                }
            }
            (TypeParameterKind::ParamSpec, _) => syntax::ellipsis(),
        });
    }
    let slice = match <[Expr; 1]>::try_from(arguments) {
        Ok([only]) if !only.is_starred_expr() => only,
        Ok([only]) => syntax::tuple(vec![only], false),
        Err(arguments) => syntax::tuple(arguments, false),
    };
    Some(syntax::subscript(class, slice))
}

/// `__hash__`, if no attribute can change: with `__eq__` alone, instances have none.
pub(super) fn hash(class: &Class, scope: &mut Scope<'_, '_>) -> Option<Stmt> {
    let inherited = class.initializers.iter().flat_map(|it| &it.fields);
    if !inherited.chain(own_fields(class)).all(|field| field.is_read_only) {
        return None;
    }
    let values = attributes(class)
        .iter()
        .map(|(_, attribute)| syntax::attribute(syntax::name("self"), attribute))
        .collect();
    let hash = scope.writer.builtin("hash");
    Some(method(
        "__hash__",
        vec![syntax::parameter("self", None, None)],
        scope.writer.builtin("int"),
        vec![syntax::return_(syntax::call(hash, vec![syntax::tuple(values, true)], Vec::new()))],
    ))
}

/// `Person(name='Alice', age=30)`
pub(super) fn representation(class: &Class, scope: &mut Scope<'_, '_>) -> Stmt {
    let attributes = attributes(class);
    let mut parts = vec![syntax::FormatPart::Text(format!("{}(", scope.definition.name))];
    for (index, (name, attribute)) in attributes.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        parts.push(syntax::FormatPart::Text(format!("{separator}{name}=")));
        let value = syntax::attribute(syntax::name("self"), attribute);
        parts.push(syntax::FormatPart::Representation(value));
    }
    parts.push(syntax::FormatPart::Text(")".to_owned()));
    let text = if attributes.is_empty() {
        syntax::string(&format!("{}()", scope.definition.name))
    } else {
        syntax::format_string(parts)
    };
    method(
        "__repr__",
        vec![syntax::parameter("self", None, None)],
        scope.writer.builtin("str"),
        vec![syntax::return_(text)],
    )
}
