//! NamedTuples.

use super::scope::Scope;
use crate::model::{DefaultValue, Field};
use crate::syntax;

pub(super) fn define(fields: &[Field], scope: &mut Scope<'_>) {
    let mut body = Vec::new();
    for field in fields {
        let value = match &field.default {
            Some(DefaultValue::Value(value)) => Some(value.clone()),
            Some(DefaultValue::Factory(factory)) => {
                Some(syntax::call(factory.clone(), Vec::new(), Vec::new()))
            }
            None => None,
        };
        body.push(syntax::annotated(&field.name, field.annotation.expression.clone(), value));
        body.extend(field.documentation.as_deref().map(syntax::docstring));
    }
    let mut bases = vec![scope.imports.typing("NamedTuple")];
    bases.extend(scope.generic_base("Generic"));
    scope.push_class(Vec::new(), bases, Vec::new(), body);
}
