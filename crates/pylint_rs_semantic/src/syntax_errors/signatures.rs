//! Names given twice: parameters, type parameters, keyword arguments.

use ruff_python_ast::{AnyNodeRef, Keyword, NodeKind, TypeParam, TypeParams};
use ruff_python_parser::semantic_errors::SemanticSyntaxErrorKind;
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use super::Found;
use crate::{NodeId, Semantic};

/// Up to so many keywords are compared each with each, which is faster than a set.
const FEW: usize = 16;

const TYPE_PARAMETERS: [NodeKind; 3] =
    [NodeKind::TypeParamTypeVar, NodeKind::TypeParamTypeVarTuple, NodeKind::TypeParamParamSpec];

pub(super) fn check(semantic: &Semantic<'_>, found: &mut Found) {
    for id in &semantic.repeated_parameters {
        let binding = semantic.binding(*id);
        let name = binding.name.to_owned();
        found.add(SemanticSyntaxErrorKind::DuplicateParameter(name), binding.range);
    }
    for kind in TYPE_PARAMETERS {
        for node in semantic.nodes_of_kind(kind) {
            if semantic
                .binding_made_by(node)
                .is_some_and(|id| semantic.binding(id).previous.is_some())
            {
                found.add(SemanticSyntaxErrorKind::DuplicateTypeParameter, node);
            }
        }
    }
    // From the first of each list: most calls and definitions have none.
    each_with_parent(semantic, NodeKind::Keyword, |id, parent| {
        let list = match parent {
            AnyNodeRef::ExprCall(call) => &*call.arguments.keywords,
            AnyNodeRef::StmtClassDef(class) => class.keywords(),
            _ => return,
        };
        if list.len() > 1 && semantic.id(&list[0]) == id {
            keywords(list, found);
        }
    });
    for kind in TYPE_PARAMETERS {
        each_with_parent(semantic, kind, |id, parent| {
            let list = match parent {
                AnyNodeRef::StmtClassDef(class) => &class.type_params,
                AnyNodeRef::StmtFunctionDef(function) => &function.type_params,
                AnyNodeRef::StmtTypeAlias(alias) => &alias.type_params,
                _ => return,
            };
            if let Some(list) = list.as_deref()
                && list.first().is_some_and(|first| semantic.id(first) == id)
            {
                type_parameters(list, found);
            }
        });
    }
}

/// Does something for each node of a kind and what holds it.
fn each_with_parent<'a>(
    semantic: &Semantic<'a>,
    kind: NodeKind,
    mut check: impl FnMut(NodeId, AnyNodeRef<'a>),
) {
    for id in semantic.nodes().of_kind(kind) {
        if let Some(parent) = semantic.parent_id(*id) {
            check(*id, semantic.node(parent).syntax);
        }
    }
}

fn keywords(keywords: &[Keyword], found: &mut Found) {
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
fn type_parameters(parameters: &TypeParams, found: &mut Found) {
    let mut after_default = false;
    for parameter in parameters {
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
