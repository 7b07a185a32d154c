//! Dataclasses.

use ruff_python_ast::{Expr, Keyword, Stmt};

use super::class::class_variable;
use super::references::evaluated;
use super::scope::Scope;
use crate::model::{Dataclass, DefaultValue, Field};
use crate::syntax;

/// The first version whose dataclasses have `slots` and `kw_only`.
pub(crate) const SLOTS_AND_KEYWORDS: u8 = 10;

pub(super) fn define(dataclass: &Dataclass, scope: &mut Scope<'_, '_>) {
    let is_recent = scope.writer.target.minor >= SLOTS_AND_KEYWORDS;
    let flags = [
        ("frozen", dataclass.is_frozen),
        ("order", dataclass.has_order),
        ("slots", dataclass.has_slots && is_recent),
        ("kw_only", dataclass.is_keyword_only && is_recent),
    ];
    let keywords: Vec<Keyword> = flags
        .into_iter()
        .filter(|(_, is_set)| *is_set)
        .map(|(flag, _)| syntax::keyword(flag, syntax::boolean(true)))
        .collect();
    let decorator = scope.writer.member("dataclasses", "dataclass");
    let decorator =
        if keywords.is_empty() { decorator } else { syntax::call(decorator, Vec::new(), keywords) };
    let mut body = Vec::new();
    for field in &dataclass.fields {
        if field.is_class_variable {
            body.push(class_variable(field, scope));
        } else {
            body.push(member(field, scope));
        }
        body.extend(field.documentation.as_deref().and_then(syntax::docstring));
    }
    let mut bases = scope.bases(&dataclass.bases);
    bases.extend(scope.generic_base("Generic"));
    scope.push_class(vec![syntax::decorator(decorator)], bases, Vec::new(), body);
}

fn member(field: &Field, scope: &mut Scope<'_, '_>) -> Stmt {
    let value = field.default.as_ref().map(|default| match default {
        DefaultValue::Value(value) => scope.value(value),
        DefaultValue::Factory(factory) => {
            let function = scope.writer.member("dataclasses", "field");
            let factory = match specific(factory, &field.annotation.expression) {
                Some(specific) => evaluated(scope.type_of(specific)),
                None => scope.value(factory),
            };
            let keywords = vec![syntax::keyword("default_factory", factory)];
            syntax::call(function, Vec::new(), keywords)
        }
    });
    let annotation = scope.annotation(&field.annotation);
    syntax::annotated(&field.name, annotation, value)
}

/// The part of a type that says of a factory what it makes: `list[str]` of `list`.
fn specific<'e>(factory: &Expr, annotation: &'e Expr) -> Option<&'e Expr> {
    match annotation {
        Expr::Subscript(subscript) => {
            let (Expr::Name(factory), Expr::Name(head)) = (factory, &*subscript.value) else {
                return None;
            };
            (factory.id == head.id).then_some(annotation)
        }
        Expr::BinOp(operation) => {
            specific(factory, &operation.left).or_else(|| specific(factory, &operation.right))
        }
        _ => None,
    }
}
