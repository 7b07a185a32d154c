//! Type aliases.

use super::scope::Scope;
use crate::model::TypeExpression;
use crate::syntax;

pub(super) fn define(alias: &TypeExpression, scope: &mut Scope<'_>) {
    let name = scope.definition.name.as_str();
    let parameters = scope.type_parameters();
    let statement = if scope.has_type_parameter_syntax() {
        syntax::type_alias(name, parameters, alias.expression.clone())
    } else {
        let annotation = scope.imports.typing("TypeAlias");
        syntax::annotated(name, annotation, Some(scope.evaluated(alias.expression.clone())))
    };
    scope.push(statement);
    if let Some(documentation) = &scope.definition.documentation {
        scope.push(syntax::docstring(documentation));
    }
}
