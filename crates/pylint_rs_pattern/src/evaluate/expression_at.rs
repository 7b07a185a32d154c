//! From a node of any type back to the expression that holds it.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::visitor::source_order::SourceOrderVisitor;
use ruff_python_ast::{AnyNodeRef, Expr};

/// The expression that a node is: what the index is asked with.
pub(super) fn expression_at<'a>(node: AnyNodeRef<'a>, semantic: &Semantic<'a>) -> Option<&'a Expr> {
    if !node.is_expression() {
        return None;
    }
    let id = semantic.nodes().try_id(node)?;
    let parent = semantic.parent_id(id)?;
    let mut search = Search { node, found: None };
    semantic.node(parent).syntax.visit_source_order(&mut search);
    search.found
}

struct Search<'a> {
    node: AnyNodeRef<'a>,
    found: Option<&'a Expr>,
}

impl<'a> SourceOrderVisitor<'a> for Search<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if AnyNodeRef::from(expr).ptr_eq(self.node) {
            self.found = Some(expr);
        }
    }
}
