//! Dataclasses.

use ruff_python_ast::{Expr, Keyword, Stmt};

use super::class::class_variable;
use super::scope::Scope;
use crate::model::{Dataclass, DefaultValue, Field};
use crate::syntax;

/// The first version whose dataclasses have `slots` and `kw_only`.
const SLOTS_AND_KEYWORDS: u8 = 10;

pub(super) fn define(dataclass: &Dataclass, scope: &mut Scope<'_>) {
    let is_recent = scope.target.minor >= SLOTS_AND_KEYWORDS;
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
    let decorator = scope.imports.member("dataclasses", "dataclass");
    let decorator =
        if keywords.is_empty() { decorator } else { syntax::call(decorator, Vec::new(), keywords) };
    let mut body = Vec::new();
    for field in &dataclass.fields {
        if field.is_class_variable {
            body.push(class_variable(field, scope));
        } else {
            body.push(member(field, scope));
        }
        body.extend(field.documentation.as_deref().map(syntax::docstring));
    }
    let mut bases: Vec<Expr> = dataclass.bases.iter().map(|base| base.expression.clone()).collect();
    bases.extend(scope.generic_base("Generic"));
    scope.push_class(vec![syntax::decorator(decorator)], bases, Vec::new(), body);
}

fn member(field: &Field, scope: &mut Scope<'_>) -> Stmt {
    let value = field.default.as_ref().map(|default| match default {
        DefaultValue::Value(value) => value.clone(),
        DefaultValue::Factory(factory) => {
            let function = scope.imports.member("dataclasses", "field");
            let keywords = vec![syntax::keyword("default_factory", factory.clone())];
            syntax::call(function, Vec::new(), keywords)
        }
    });
    syntax::annotated(&field.name, field.annotation.expression.clone(), value)
}
