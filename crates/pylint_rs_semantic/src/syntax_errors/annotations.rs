//! `yield`, `await` and `:=` in type expressions, which are evaluated on their own or never.

use ruff_python_ast::{AnyNodeRef, NodeKind, TypeParam, TypeParams};
use ruff_python_parser::semantic_errors::{
    InvalidExpressionKind, InvalidExpressionPosition, SemanticSyntaxErrorKind,
};
use ruff_text_size::{Ranged, TextRange};

use super::Found;
use crate::{Context, NodeId, Semantic};

pub(super) fn check(semantic: &Semantic<'_>, found: &mut Found) {
    for kind in
        [NodeKind::ExprNamed, NodeKind::ExprYield, NodeKind::ExprYieldFrom, NodeKind::ExprAwait]
    {
        for id in semantic.nodes().of_kind(kind) {
            let node = semantic.node(*id);
            // A string's content is compiled apart.
            if node.context.intersects(Context::STRING_ANNOTATION)
                || !node
                    .context
                    .intersects(Context::ANNOTATION | Context::LAZY_TYPE | Context::CLASS_ARGUMENT)
            {
                continue;
            }
            if let Some(position) = position_of(semantic, *id) {
                let expression = match kind {
                    NodeKind::ExprNamed => InvalidExpressionKind::NamedExpr,
                    NodeKind::ExprAwait => InvalidExpressionKind::Await,
                    _ => InvalidExpressionKind::Yield,
                };
                found.add(
                    SemanticSyntaxErrorKind::InvalidExpression(expression, position),
                    node.syntax,
                );
            }
        }
    }
}

/// Which part of a statement that forbids such expressions holds a node.
fn position_of(semantic: &Semantic<'_>, id: NodeId) -> Option<InvalidExpressionPosition> {
    let inner = semantic.node(id).syntax.range();
    let is_deferred = semantic.annotations_are_deferred() || semantic.module().python_minor > 13;
    for ancestor in semantic.ancestor_ids(id) {
        let node = semantic.node(ancestor);
        return Some(match node.syntax {
            AnyNodeRef::StmtTypeAlias(alias) => {
                return type_parameter_position(alias.type_params.as_deref(), inner)
                    .or(Some(InvalidExpressionPosition::TypeAlias));
            }
            AnyNodeRef::StmtClassDef(class) => {
                let parameters = class.type_params.as_deref()?;
                return type_parameter_position(Some(parameters), inner)
                    .or(Some(InvalidExpressionPosition::GenericDefinition));
            }
            AnyNodeRef::StmtFunctionDef(function) => {
                let parameters = function.type_params.as_deref();
                if let Some(position) = type_parameter_position(parameters, inner) {
                    return Some(position);
                }
                return if is_deferred {
                    Some(InvalidExpressionPosition::TypeAnnotation)
                } else {
                    parameters.map(|_| InvalidExpressionPosition::GenericDefinition)
                };
            }
            AnyNodeRef::StmtAnnAssign(_) if semantic.module().python_minor > 13 => {
                InvalidExpressionPosition::TypeAnnotation
            }
            syntax if syntax.is_statement() => return None,
            _ => continue,
        });
    }
    None
}

/// Which part of a list of type parameters a range is in: their nodes do not hold it, since it
/// is evaluated after all of them are there.
fn type_parameter_position(
    parameters: Option<&TypeParams>,
    inner: TextRange,
) -> Option<InvalidExpressionPosition> {
    let parameter = parameters?.iter().find(|one| one.range().contains_range(inner))?;
    Some(match parameter {
        TypeParam::TypeVar(variable) => match &variable.bound {
            Some(bound) if bound.range().contains_range(inner) => {
                InvalidExpressionPosition::TypeVarBound
            }
            _ => InvalidExpressionPosition::TypeVarDefault,
        },
        TypeParam::TypeVarTuple(_) => InvalidExpressionPosition::TypeVarTupleDefault,
        TypeParam::ParamSpec(_) => InvalidExpressionPosition::ParamSpecDefault,
    })
}
