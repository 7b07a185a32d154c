//! Bodies of statements.

use std::cell::Cell;

use ruff_python_ast::{AnyNodeRef, ElifElseClause, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::attempt::{Attempt, Next, captured};
use super::lists::{Taken, none_taken};
use crate::Capture;
use crate::pattern::tree::{Tree, TreeId};

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches a whole body; after a gap, others may follow at its end.
    pub(super) fn block(
        &mut self,
        patterns: &'m [TreeId],
        body: &'a [Stmt],
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some(first) = body.first() else { return patterns.is_empty() && next(self) };
        if let [only] = patterns {
            match self.trees.get(*only) {
                Tree::Gap | Tree::Anything => return next(self),
                Tree::Metavariable(variable) if body.len() == 1 => {
                    return self.bind(*variable, captured(first.into()), next);
                }
                Tree::Metavariable(variable) | Tree::Many(variable) => {
                    return self.bind(*variable, statements(body), next);
                }
                _ => {}
            }
        }
        // The ends of the body's statements are not those of the sequence it is in.
        let end = self.end;
        let found = self.sequence(patterns, body, 0, true, &mut |attempt| {
            let inner_end = std::mem::replace(&mut attempt.end, end);
            let found = next(attempt);
            if !found {
                attempt.end = inner_end;
            }
            found
        });
        if !found {
            self.end = end;
        }
        found
    }

    /// Matches each pattern with another statement of a class, in any order.
    pub(super) fn members(
        &mut self,
        patterns: &'m [TreeId],
        body: &'a [Stmt],
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        patterns.len() <= body.len() && {
            let taken = none_taken(body.len());
            self.untaken_members(patterns, body, &taken, next)
        }
    }

    fn untaken_members(
        &mut self,
        patterns: &'m [TreeId],
        body: &'a [Stmt],
        taken: &Taken,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some((first, rest)) = patterns.split_first() else { return next(self) };
        let ways = self.begin_unordered(body.len());
        for (statement, is_taken) in body.iter().zip(taken as &[Cell<bool>]) {
            if is_taken.replace(true) {
                continue;
            }
            let found = self.node(*first, statement.into(), &mut |attempt| {
                attempt.untaken_members(rest, body, taken, next)
            });
            is_taken.set(false);
            if found {
                return true;
            }
            if self.is_settled(&[*first], ways) {
                return false;
            }
        }
        false
    }

    /// The body a statement is in, and its number there.
    pub(super) fn body_around(&self, statement: AnyNodeRef<'a>) -> Option<(&'a [Stmt], usize)> {
        let parent = self.file.subject.semantic.parent(statement)?;
        let start = statement.start();
        bodies_of(parent).into_iter().flatten().find_map(|body| {
            let index = body.partition_point(|other| other.start() < start);
            let found = body.get(index)?;
            (AnyNodeRef::from(found).ptr_eq(statement)).then_some((body, index))
        })
    }
}

/// What a metavariable for several statements stands for.
pub(super) fn statements(body: &[Stmt]) -> Capture<'_> {
    let range = match (body.first(), body.last()) {
        (Some(first), Some(last)) => TextRange::new(first.start(), last.end()),
        _ => TextRange::default(),
    };
    Capture::Nodes { nodes: body.iter().map(AnyNodeRef::from).collect(), range }
}

/// The bodies that a node itself has.
fn bodies_of(node: AnyNodeRef<'_>) -> [Option<&[Stmt]>; 3] {
    match node {
        AnyNodeRef::ModModule(inner) => [Some(&inner.body), None, None],
        AnyNodeRef::StmtFunctionDef(inner) => [Some(&inner.body), None, None],
        AnyNodeRef::StmtClassDef(inner) => [Some(&inner.body), None, None],
        AnyNodeRef::StmtFor(inner) => [Some(&inner.body), Some(&inner.orelse), None],
        AnyNodeRef::StmtWhile(inner) => [Some(&inner.body), Some(&inner.orelse), None],
        AnyNodeRef::StmtIf(inner) => [Some(&inner.body), None, None],
        AnyNodeRef::ElifElseClause(ElifElseClause { body, .. }) => [Some(body), None, None],
        AnyNodeRef::StmtWith(inner) => [Some(&inner.body), None, None],
        AnyNodeRef::StmtTry(inner) => {
            [Some(&inner.body), Some(&inner.orelse), Some(&inner.finalbody)]
        }
        AnyNodeRef::ExceptHandlerExceptHandler(inner) => [Some(&inner.body), None, None],
        AnyNodeRef::MatchCase(inner) => [Some(&inner.body), None, None],
        _ => [None, None, None],
    }
}
