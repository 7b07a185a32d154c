//! Type aliases.

use ruff_python_ast::Expr;

use super::scope::Scope;
use crate::model::TypeExpression;
use crate::syntax;

pub(super) fn define(alias: &TypeExpression, scope: &mut Scope<'_>) {
    define_as(alias.expression.clone(), scope);
}

/// The definition's name as an alias of a type.
pub(super) fn define_as(value: Expr, scope: &mut Scope<'_>) {
    let name = scope.definition.name.as_str();
    let parameters = scope.type_parameters();
    let statement = if scope.has_type_parameter_syntax() {
        syntax::type_alias(name, parameters, value)
    } else {
        let annotation = scope.imports.typing("TypeAlias");
        syntax::annotated(name, annotation, Some(scope.evaluated(value)))
    };
    scope.push(statement);
    if let Some(documentation) = &scope.definition.documentation {
        scope.push(syntax::docstring(documentation));
    }
}
