//! NamedTuples.

use super::scope::Scope;
use crate::model::{DefaultValue, Field};
use crate::syntax;

/// The first version whose `NamedTuple` can be generic.
const GENERIC: u8 = 11;

pub(super) fn define(fields: &[Field], scope: &mut Scope<'_, '_>) {
    let mut body = Vec::new();
    for field in fields {
        let value = field.default.as_ref().map(|default| match default {
            DefaultValue::Value(value) => scope.value(value),
            DefaultValue::Factory(factory) => {
                syntax::call(scope.value(factory), Vec::new(), Vec::new())
            }
        });
        let annotation = scope.annotation(&field.annotation);
        body.push(syntax::annotated(&field.name, annotation, value));
        body.extend(field.documentation.as_deref().and_then(syntax::docstring));
    }
    let since = if scope.definition.type_parameters.is_empty() { 9 } else { GENERIC };
    let mut bases = vec![scope.writer.typing_since("NamedTuple", since)];
    bases.extend(scope.generic_base("Generic"));
    scope.push_class(Vec::new(), bases, Vec::new(), body);
}
