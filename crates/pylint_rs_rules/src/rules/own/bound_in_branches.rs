//! Where a name has a value because each branch of an `if` or `try` gives it one, as far as can be
//! told without following the body.

use std::ops::Range;

use pylint_rs_semantic::{Binding, BindingId, BindingKind, NodeId, Semantic};
use ruff_python_ast::{AnyNodeRef, ExceptHandler, Stmt};

use super::unbound_candidates::{block_reach, statement_around};

/// Statements with more branches are not looked into: each name bound in them would be looked for
/// in all of them.
const MOST_BRANCHES: usize = 8;

/// The nodes where a name is surely bound: behind its first binding in the same block, and, if the
/// branches beside that block bind it as well or are left before their end, behind the `if` or
/// `try` they are of.
pub(super) fn surely_bound(first: BindingId, semantic: &Semantic<'_>) -> Vec<Range<usize>> {
    let mut found = vec![block_reach(first, semantic)];
    let binding = semantic.binding(first);
    if !is_done_with_statement(binding, semantic) {
        return found;
    }
    let mut statement = statement_around(binding.statement, semantic);
    while let Some((compound, branches)) = branches_around(statement, semantic) {
        let mut all_bind = branches.len() <= MOST_BRANCHES;
        for branch in branches.iter().take(MOST_BRANCHES) {
            all_bind &= branch.binds(first, statement, &mut found, semantic);
        }
        if !all_bind {
            break;
        }
        statement = statement_around(compound, semantic);
        let end = end_of(semantic.block_of(statement), semantic);
        found.push(semantic.nodes().end_of(compound)..end);
    }
    found
}

/// One way through a statement.
struct Branch<'a> {
    owner: NodeId,
    body: &'a [Stmt],
    /// What follows it on the same way: the `else` of a `try`.
    then: &'a [Stmt],
}

impl<'a> Branch<'a> {
    /// Whether a name has a value at the branch's end, should that be reached; adds where in the
    /// branch it has. `bound` is a statement that gives it one.
    fn binds(
        &self,
        name: BindingId,
        bound: NodeId,
        found: &mut Vec<Range<usize>>,
        semantic: &Semantic<'a>,
    ) -> bool {
        let mut is_bound = false;
        for block in [self.body, self.then] {
            if is_bound {
                found.push(semantic.id(&block[0]).index()..end_of(block, semantic));
            } else if semantic.body_contains(block, bound) {
                is_bound = true;
            } else if let Some(first) = self.first_binding(name, block, semantic) {
                found.push(first.index()..end_of(block, semantic));
                is_bound = true;
            }
            if is_left(block) {
                return true;
            }
            if self.then.is_empty() {
                break;
            }
        }
        is_bound
    }

    /// The first node that binds the name in a statement of the block itself.
    fn first_binding(
        &self,
        name: BindingId,
        block: &'a [Stmt],
        semantic: &Semantic<'a>,
    ) -> Option<NodeId> {
        let is_in_block = |binding: &Binding<'a>| {
            let statement = statement_around(binding.statement, semantic);
            semantic.body_contains(block, statement)
                && semantic.parent_id(statement) == Some(self.owner)
        };
        semantic
            .bindings_of(semantic.binding(name).symbol)
            .map(|id| semantic.binding(id))
            .filter(|binding| {
                is_done_with_statement(binding, semantic) && is_in_block(binding)
            })
            .map(|binding| binding.node)
            .min()
    }
}

/// The `if` or `try` in one of whose branches a statement stands, with its branches, if one of
/// them is taken for sure.
fn branches_around<'a>(
    statement: NodeId,
    semantic: &Semantic<'a>,
) -> Option<(NodeId, Vec<Branch<'a>>)> {
    let parent = semantic.parent_id(statement)?;
    let compound = match semantic.node(parent).syntax {
        AnyNodeRef::ElifElseClause(_) | AnyNodeRef::ExceptHandlerExceptHandler(_) => {
            semantic.parent_id(parent)?
        }
        _ => parent,
    };
    let branch = |owner, body| Branch { owner, body, then: &[] };
    let branches = match semantic.node(compound).syntax {
        AnyNodeRef::StmtIf(inner)
            if inner.elif_else_clauses.last().is_some_and(|last| last.test.is_none()) =>
        {
            let others = inner.elif_else_clauses.iter();
            let others = others.map(|clause| branch(semantic.id(clause), &clause.body[..]));
            [branch(compound, &inner.body[..])].into_iter().chain(others).collect()
        }
        // What leads into `finally` leads out of it on several ways.
        AnyNodeRef::StmtTry(inner) if inner.finalbody.is_empty() => {
            let handlers = inner.handlers.iter().map(|handler| {
                let ExceptHandler::ExceptHandler(handler) = handler;
                branch(semantic.id(handler), &handler.body[..])
            });
            let tried = Branch { owner: compound, body: &inner.body, then: &inner.orelse };
            [tried].into_iter().chain(handlers).collect()
        }
        _ => return None,
    };
    Some((compound, branches))
}

/// Whether the name has its value once the statement that binds it has come to its end.
fn is_done_with_statement<'a>(binding: &Binding<'a>, semantic: &Semantic<'a>) -> bool {
    match binding.kind {
        BindingKind::Assignment(_)
        | BindingKind::AnnotatedAssignment { .. }
        | BindingKind::Function(_)
        | BindingKind::Class(_)
        | BindingKind::Import(_)
        | BindingKind::SubmoduleImport(_)
        | BindingKind::FromImport { .. } => true,
        BindingKind::WithTarget => match semantic.node(binding.statement).syntax {
            AnyNodeRef::StmtWith(with) => !semantic.swallows_exceptions(with),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the end of a block is not reached.
fn is_left(block: &[Stmt]) -> bool {
    matches!(
        block.last(),
        Some(Stmt::Return(_) | Stmt::Raise(_) | Stmt::Break(_) | Stmt::Continue(_))
    )
}

/// One past the last node of a block.
fn end_of(block: &[Stmt], semantic: &Semantic<'_>) -> usize {
    block.last().map_or(0, |last| semantic.nodes().end_of(semantic.id(last)))
}
