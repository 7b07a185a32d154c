//! Whole patterns: at a node, or from a statement on.

use ruff_python_ast::AnyNodeRef;
use ruff_text_size::{Ranged, TextRange};

use super::attempt::{Attempt, range_of};
use crate::pattern::Root;
use crate::pattern::tree::{Tree, TreeId};
use crate::{Captures, Match};

/// A way in which a pattern matches, of which nobody knows yet whether it is wanted.
pub(super) struct Found<'c, 'a> {
    pub(super) range: TextRange,
    pub(super) node: AnyNodeRef<'a>,
    pub(super) captures: &'c Captures<'a>,
}

impl<'a> Found<'_, 'a> {
    pub(super) fn to_match(&self) -> Match<'a> {
        Match { range: self.range, node: Some(self.node), captures: self.captures.clone() }
    }
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Hands on each way in which a pattern matches at a node, until it is told that this is
    /// enough.
    pub(super) fn root(
        &mut self,
        root: &'m Root,
        node: AnyNodeRef<'a>,
        each: &mut dyn FnMut(Found<'_, 'a>) -> bool,
    ) -> bool {
        match root {
            Root::Expression(id) => self.whole(*id, node, each),
            Root::Part(id) => match node {
                AnyNodeRef::Decorator(decorator) => {
                    let range = range_of(node);
                    self.decorator(*id, &decorator.expression, &mut |attempt| {
                        attempt.ways += 1;
                        each(Found { range, node, captures: &attempt.captures })
                    })
                }
                _ => self.whole(*id, node, each),
            },
            Root::Statements(list) => match &**list {
                [only] if !is_expression_statement(self.trees.get(*only)) => {
                    self.whole(*only, node, each)
                }
                _ => self.statements_from(list, node, each),
            },
        }
    }

    fn whole(
        &mut self,
        id: TreeId,
        node: AnyNodeRef<'a>,
        each: &mut dyn FnMut(Found<'_, 'a>) -> bool,
    ) -> bool {
        let range = self.range_of_match(node);
        self.node(id, node, &mut |attempt| {
            attempt.ways += 1;
            each(Found { range, node, captures: &attempt.captures })
        })
    }

    /// Where a node that matches is: of an `elif`, as far as the `if` goes that it is.
    fn range_of_match(&self, node: AnyNodeRef<'a>) -> TextRange {
        let range = range_of(node);
        match node {
            AnyNodeRef::ElifElseClause(clause) if clause.test.is_some() => {
                let statement = self.file.subject.semantic.parent(clause);
                statement.map_or(range, |statement| TextRange::new(range.start(), statement.end()))
            }
            _ => range,
        }
    }

    fn statements_from(
        &mut self,
        list: &'m [TreeId],
        node: AnyNodeRef<'a>,
        each: &mut dyn FnMut(Found<'_, 'a>) -> bool,
    ) -> bool {
        let Some((body, index)) = self.body_around(node) else { return false };
        let begins_with_gap =
            list.first().is_some_and(|id| matches!(self.trees.get(*id), Tree::Gap | Tree::Many(_)));
        // A gap reaches back to the beginning.
        if begins_with_gap && index > 0 {
            return false;
        }
        let start = node.start();
        self.end = start;
        self.sequence(list, body, index, false, &mut |attempt| {
            let range = TextRange::new(start, attempt.end.max(start));
            attempt.ways += 1;
            each(Found { range, node, captures: &attempt.captures })
        })
    }
}

fn is_expression_statement(tree: &Tree) -> bool {
    matches!(tree, Tree::ExpressionStatement(_))
}
