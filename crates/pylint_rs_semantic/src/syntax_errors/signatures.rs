//! Names given twice: parameters, type parameters, keyword arguments.

use ruff_python_ast::{AnyNodeRef, Keyword, NodeKind, TypeParam, TypeParams};
use ruff_python_parser::semantic_errors::SemanticSyntaxErrorKind;
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use super::Found;
use crate::{BindingKind, Semantic};

/// Up to so many keywords are compared each with each, which is faster than a set.
const FEW: usize = 16;

pub(super) fn check(semantic: &Semantic<'_>, found: &mut Found) {
    for (_, binding) in semantic.bindings() {
        // Parameters come first in their scope: what comes before one is another.
        if matches!(binding.kind, BindingKind::Parameter) && binding.previous.is_some() {
            let name = binding.name.to_owned();
            found.add(SemanticSyntaxErrorKind::DuplicateParameter(name), binding.range);
        }
    }
    for kind in
        [NodeKind::TypeParamTypeVar, NodeKind::TypeParamTypeVarTuple, NodeKind::TypeParamParamSpec]
    {
        for node in semantic.nodes_of_kind(kind) {
            if semantic
                .binding_made_by(node)
                .is_some_and(|id| semantic.binding(id).previous.is_some())
            {
                found.add(SemanticSyntaxErrorKind::DuplicateTypeParameter, node);
            }
        }
    }
    for node in semantic.nodes_of_kind(NodeKind::ExprCall) {
        if let AnyNodeRef::ExprCall(call) = node {
            keywords(&call.arguments.keywords, found);
        }
    }
    for node in semantic.nodes_of_kind(NodeKind::StmtClassDef) {
        if let AnyNodeRef::StmtClassDef(class) = node {
            if let Some(arguments) = &class.arguments {
                keywords(&arguments.keywords, found);
            }
            type_parameters(class.type_params.as_deref(), found);
        }
    }
    for node in semantic.nodes_of_kind(NodeKind::StmtFunctionDef) {
        if let AnyNodeRef::StmtFunctionDef(function) = node {
            type_parameters(function.type_params.as_deref(), found);
        }
    }
    for node in semantic.nodes_of_kind(NodeKind::StmtTypeAlias) {
        if let AnyNodeRef::StmtTypeAlias(alias) = node {
            type_parameters(alias.type_params.as_deref(), found);
        }
    }
}

fn keywords(keywords: &[Keyword], found: &mut Found) {
    if keywords.len() < 2 {
        return;
    }
    let mut many = (keywords.len() > FEW).then(FxHashSet::default);
    for (index, keyword) in keywords.iter().enumerate() {
        let Some(name) = &keyword.arg else { continue };
        let is_repeated = match &mut many {
            Some(seen) => !seen.insert(name.as_str()),
            None => keywords[..index]
                .iter()
                .any(|other| other.arg.as_ref().is_some_and(|other| other.id == name.id)),
        };
        if is_repeated {
            found.add(SemanticSyntaxErrorKind::DuplicateKeywordArgument(name.to_string()), keyword);
        }
    }
}

/// `[T = int, S]`: what has no default may not follow what has one.
fn type_parameters(parameters: Option<&TypeParams>, found: &mut Found) {
    let mut after_default = false;
    for parameter in parameters.into_iter().flatten() {
        let default = match parameter {
            TypeParam::TypeVar(inner) => &inner.default,
            TypeParam::TypeVarTuple(inner) => &inner.default,
            TypeParam::ParamSpec(inner) => &inner.default,
        };
        if default.is_some() {
            after_default = true;
        } else if after_default {
            let name = parameter.name().to_string();
            found.add(SemanticSyntaxErrorKind::TypeParameterDefaultOrder(name), parameter.range());
        }
    }
}
