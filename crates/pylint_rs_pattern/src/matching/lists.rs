//! Lists of nodes: in order with gaps, or some of them in any order.

use std::cell::Cell;

use ruff_python_ast::{AnyNodeRef, Expr};
use ruff_text_size::TextRange;
use smallvec::SmallVec;

use super::attempt::{Attempt, Next, range_of};
use crate::Capture;
use crate::pattern::tree::{ArgumentPattern, Slot, Tree, TreeId};
use crate::view::Items;

/// Looking whether an item is taken is quick, but there may be many.
const ITEMS_IN_A_STEP: usize = 16;

/// Which items of a list have been taken.
pub(super) type Taken = SmallVec<[Cell<bool>; 16]>;

/// As many items, none of them taken.
pub(super) fn none_taken(count: usize) -> Taken {
    std::iter::repeat_with(|| Cell::new(false)).take(count).collect()
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches the items from that number on, in order.
    pub(super) fn list(
        &mut self,
        patterns: &'m [TreeId],
        items: Items<'a>,
        from: usize,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some((first, rest)) = patterns.split_first() else {
            return from == items.len() && next(self);
        };
        // Gaps in a row are one.
        let gaps = rest.iter().take_while(|id| self.is_gap(**id)).count();
        let rest = if self.is_gap(*first) { &rest[gaps..] } else { rest };
        match self.trees.get(*first) {
            Tree::Gap if rest.is_empty() => next(self),
            Tree::Gap => {
                // What binds nothing may be taken where it first is, if another gap follows.
                let is_settled = self.is_ground(rest[0]) && self.has_gap(&rest[1..]);
                for start in from..=items.len() {
                    let mut is_there = false;
                    let found = self.list_from_here(rest, items, start, &mut is_there, next);
                    if found {
                        return true;
                    }
                    if self.steps == 0 || (is_settled && is_there) {
                        return false;
                    }
                }
                false
            }
            Tree::Many(variable) => {
                for end in from..=items.len() {
                    let nodes: Box<[AnyNodeRef<'a>]> =
                        (from..end).map(|index| items.get(index)).collect();
                    let range = range_of_items(&nodes, items, from);
                    let capture = Capture::Nodes { nodes, range };
                    if self.bind(*variable, capture, &mut |attempt| {
                        attempt.list(rest, items, end, next)
                    }) {
                        return true;
                    }
                    if self.steps == 0 {
                        return false;
                    }
                }
                false
            }
            _ => {
                from < items.len()
                    && self.node(*first, items.get(from), &mut |attempt| {
                        attempt.list(rest, items, from + 1, next)
                    })
            }
        }
    }

    /// As [`Self::list`], noting whether the first pattern matches the first item.
    fn list_from_here(
        &mut self,
        patterns: &'m [TreeId],
        items: Items<'a>,
        from: usize,
        is_there: &mut bool,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match patterns.split_first() {
            Some((first, rest))
                if from < items.len()
                    && !matches!(self.trees.get(*first), Tree::Gap | Tree::Many(_)) =>
            {
                self.node(*first, items.get(from), &mut |attempt| {
                    *is_there = true;
                    attempt.list(rest, items, from + 1, next)
                })
            }
            _ => self.list(patterns, items, from, next),
        }
    }

    pub(super) fn is_gap(&self, id: TreeId) -> bool {
        matches!(self.trees.get(id), Tree::Gap)
    }

    /// Whether a part binds nothing.
    pub(super) fn is_ground(&self, id: TreeId) -> bool {
        self.trees.variables(id).is_empty()
    }

    pub(super) fn has_gap(&self, patterns: &[TreeId]) -> bool {
        patterns.iter().any(|id| self.is_gap(*id))
    }

    /// Matches each pattern with another item, in any order.
    pub(super) fn some(
        &mut self,
        patterns: &'m [TreeId],
        items: Items<'a>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        patterns.len() <= items.len() && {
            let taken = none_taken(items.len());
            self.some_untaken(patterns, items, &taken, next)
        }
    }

    fn some_untaken(
        &mut self,
        patterns: &'m [TreeId],
        items: Items<'a>,
        taken: &Taken,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some((first, rest)) = patterns.split_first() else { return next(self) };
        let ways = self.begin_unordered(items.len());
        for (index, item) in items.iter().enumerate() {
            if taken[index].replace(true) {
                continue;
            }
            let mut rest_matches =
                |attempt: &mut Self| attempt.some_untaken(rest, items, taken, next);
            let found = match item {
                AnyNodeRef::Decorator(decorator) => {
                    self.decorator(*first, &decorator.expression, &mut rest_matches)
                }
                _ => self.node(*first, item, &mut rest_matches),
            };
            taken[index].set(false);
            if found {
                return true;
            }
            if self.is_settled(&[*first], ways) {
                return false;
            }
        }
        false
    }

    /// Counts the looking for an item that is not taken, and tells how often the whole has matched.
    pub(super) fn begin_unordered(&mut self, items: usize) -> u32 {
        self.steps = self.steps.saturating_sub((items / ITEMS_IN_A_STEP) as u32);
        self.ways
    }

    /// Whether other items need not be tried: for want of steps, or because the whole has matched
    /// since, and patterns that bind nothing would make the same match of others.
    pub(super) fn is_settled(&self, patterns: &[TreeId], ways: u32) -> bool {
        self.steps == 0
            || (self.ways != ways && patterns.iter().all(|pattern| self.is_ground(*pattern)))
    }

    /// Matches a decorator, with and without its arguments if the pattern leaves them open.
    pub(super) fn decorator(
        &mut self,
        id: TreeId,
        decorator: &'a Expr,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Tree::Node { slots, .. } = self.trees.get(id) else { return false };
        let [Slot::Node(pattern)] = &**slots else { return false };
        match (self.trees.get(*pattern), decorator) {
            (Tree::Metavariable(_), Expr::Call(call)) => {
                self.node(*pattern, (&*call.func).into(), next)
            }
            (
                Tree::Name { .. }
                | Tree::PartialName(_)
                | Tree::Dotted { .. }
                | Tree::Attribute { .. },
                Expr::Call(call),
            ) => call.arguments.is_empty() && self.node(*pattern, (&*call.func).into(), next),
            (Tree::Node { slots, .. }, _) if !decorator.is_call_expr() => match &**slots {
                [Slot::Node(function), Slot::Arguments(arguments)]
                    if matches!(&**arguments, [ArgumentPattern::Gap]) =>
                {
                    self.node(*function, decorator.into(), next)
                }
                _ => self.node(*pattern, decorator.into(), next),
            },
            _ => self.node(*pattern, decorator.into(), next),
        }
    }
}

/// From the first to the last; if there are none, where they would be.
fn range_of_items(nodes: &[AnyNodeRef<'_>], items: Items<'_>, from: usize) -> TextRange {
    match (nodes.first(), nodes.last()) {
        (Some(first), Some(last)) => range_of(*first).cover(range_of(*last)),
        _ if from < items.len() => TextRange::empty(range_of(items.get(from)).start()),
        _ if from > 0 => TextRange::empty(range_of(items.get(from - 1)).end()),
        _ => TextRange::default(),
    }
}
