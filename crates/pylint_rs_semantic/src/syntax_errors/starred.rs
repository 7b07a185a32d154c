//! `*x` where it cannot stand. Several in one target are the matter of a rule.

use ruff_python_ast::{AnyNodeRef, NodeKind};
use ruff_python_parser::semantic_errors::SemanticSyntaxErrorKind;

use super::Found;
use crate::Semantic;

pub(super) fn check(semantic: &Semantic<'_>, found: &mut Found) {
    for id in semantic.nodes().of_kind(NodeKind::ExprStarred) {
        let Some(parent) = semantic.parent_id(*id) else { continue };
        let starred = semantic.node(*id).syntax;
        let kind = match semantic.node(parent).syntax {
            AnyNodeRef::StmtAssign(assign) if semantic.id(&*assign.value) != *id => {
                SemanticSyntaxErrorKind::SingleStarredAssignment
            }
            AnyNodeRef::StmtAssign(_)
            | AnyNodeRef::StmtAnnAssign(_)
            | AnyNodeRef::StmtReturn(_)
            | AnyNodeRef::StmtFor(_)
            | AnyNodeRef::StmtExpr(_)
            | AnyNodeRef::ExprYield(_)
            | AnyNodeRef::WithItem(_)
            | AnyNodeRef::Comprehension(_) => SemanticSyntaxErrorKind::InvalidStarExpression,
            _ => continue,
        };
        found.add(kind, starred);
    }
}
