//! Type aliases.

use ruff_python_ast::Expr;

use super::references::evaluated;
use super::scope::Scope;
use crate::model::TypeExpression;
use crate::syntax;

pub(super) fn define(alias: &TypeExpression, scope: &mut Scope<'_, '_>) {
    let value = scope.annotation(alias);
    define_as(value, scope);
}

/// The definition's name as an alias of a type.
pub(super) fn define_as(value: Expr, scope: &mut Scope<'_, '_>) {
    let name = scope.definition.name.as_str();
    let parameters = scope.type_parameters();
    let statement = if scope.has_type_statement() {
        syntax::type_alias(name, parameters, value)
    } else {
        let annotation = scope.writer.typing("TypeAlias");
        syntax::annotated(name, annotation, Some(evaluated(value)))
    };
    scope.push(statement);
    if let Some(docstring) = scope.definition.documentation.as_deref().and_then(syntax::docstring) {
        scope.push(docstring);
    }
}
