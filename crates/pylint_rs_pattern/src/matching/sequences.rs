//! Statements one after the other, with gaps.
//!
//! Up to the first gap, the patterns stand for statements that follow each other in one body. A
//! gap reaches into the statements it passes: what comes after it is looked for among all
//! statements up to the body's end, however deeply they are nested.

use ruff_python_ast::{AnyNodeRef, Stmt};
use ruff_text_size::Ranged;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

use super::attempt::{Attempt, Next, range_of};
use super::blocks::statements;
use crate::Capture;
use crate::pattern::tree::{Tree, TreeId};

/// Longer sequences are not asked which metavariables they have.
const MOST_PATTERNS_LOOKED_THROUGH: usize = 64;

/// Where what follows a gap is known not to be: the first pattern of it, the end of what the gap
/// reaches, and what the metavariables stand for; then, from which statement on.
pub(super) type DeadEnds = FxHashMap<(TreeId, usize, u64), usize>;

/// The statements that a gap reaches.
#[derive(Clone, Copy)]
struct Reach {
    /// The number of the first one after all of them.
    end: usize,
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches the statements of a body from that number on; to its end, if it must, and if there
    /// is no gap.
    pub(super) fn sequence(
        &mut self,
        patterns: &'m [TreeId],
        body: &'a [Stmt],
        from: usize,
        to_end: bool,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some((first, rest)) = patterns.split_first() else {
            if to_end && from != body.len() {
                return false;
            }
            self.sequences_matched += 1;
            return next(self);
        };
        match self.trees.get(*first) {
            Tree::Gap => {
                let Some(last) = body.last() else { return false };
                if rest.is_empty() {
                    return self.at_end(last.end(), next);
                }
                let start = body.get(from).and_then(|statement| self.file.position(statement));
                let last = self.file.position(last).map(|last| self.file.position_after(last));
                let Some(end) = last else { return false };
                let start = start.unwrap_or(end);
                self.after_gap(rest, start, Reach { end }, next)
            }
            Tree::Many(variable) => (self.fewest(rest, from, body.len())..=body.len()).any(|end| {
                if self.steps == 0 {
                    return false;
                }
                let mut capture = statements(&body[from..end]);
                if let Capture::Nodes { range, .. } = &mut capture
                    && from == end
                {
                    *range = ruff_text_size::TextRange::empty(self.end);
                }
                self.bind(*variable, capture, &mut |attempt| match end.checked_sub(1) {
                    Some(last) if end > from => attempt
                        .ending_at(body[last].end(), &mut |attempt| {
                            attempt.sequence(rest, body, end, to_end, next)
                        }),
                    _ => attempt.sequence(rest, body, end, to_end, next),
                })
            }),
            _ => {
                let Some(statement) = body.get(from) else { return false };
                self.node(*first, statement.into(), &mut |attempt| {
                    attempt.ending_at(statement.end(), &mut |attempt| {
                        attempt.sequence(rest, body, from + 1, to_end, next)
                    })
                })
            }
        }
    }

    /// Up to where `$...XS` reaches at least: to the end, if nothing follows.
    fn fewest(&self, rest: &[TreeId], from: usize, end: usize) -> usize {
        if rest.is_empty() { end } else { from }
    }

    /// Goes on with a sequence that ends there for now.
    fn ending_at(&mut self, end: ruff_text_size::TextSize, next: Next<'_, 'm, 'a>) -> bool {
        let before = self.end;
        self.end = end.max(before);
        let found = next(self);
        if !found {
            self.end = before;
        }
        found
    }

    /// Ends a sequence there.
    fn at_end(&mut self, end: ruff_text_size::TextSize, next: Next<'_, 'm, 'a>) -> bool {
        self.sequences_matched += 1;
        self.ending_at(end, next)
    }

    /// Looks for the rest, which is not empty, from a statement on.
    fn after_gap(
        &mut self,
        patterns: &'m [TreeId],
        from: usize,
        reach: Reach,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        // What binds nothing may be taken where it first is, if another gap follows.
        let is_settled = self.is_ground(patterns[0])
            && matches!(patterns.get(1).map(|id| self.trees.get(*id)), Some(Tree::Gap));
        let is_many = matches!(self.trees.get(patterns[0]), Tree::Many(_));
        let key = (patterns[0], reach.end, self.bound_in(patterns));
        let matched_before = self.sequences_matched;
        for position in from..=reach.end {
            if self.steps == 0 {
                return false;
            }
            if self.dead_ends.get(&key).is_some_and(|dead_end| position >= *dead_end) {
                break;
            }
            if position == reach.end && !is_many {
                break;
            }
            let mut is_there = false;
            if self.rest_from(patterns, position, reach, &mut is_there, next) {
                return true;
            }
            if is_settled && is_there {
                return false;
            }
        }
        if self.sequences_matched == matched_before && self.steps > 0 {
            self.dead_ends.entry(key).and_modify(|known| *known = from.min(*known)).or_insert(from);
        }
        false
    }

    /// Matches the rest from a statement on, which is the first of it.
    fn rest_from(
        &mut self,
        patterns: &'m [TreeId],
        position: usize,
        reach: Reach,
        is_there: &mut bool,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some((first, rest)) = patterns.split_first() else {
            self.sequences_matched += 1;
            return next(self);
        };
        match self.trees.get(*first) {
            Tree::Gap if rest.is_empty() => match reach.end.checked_sub(1) {
                Some(last) => {
                    let end = range_of(self.file.statement(last)).end();
                    self.at_end(end, next)
                }
                None => false,
            },
            Tree::Gap => self.after_gap(rest, position, reach, next),
            Tree::Many(variable) => {
                let mut nodes: Vec<AnyNodeRef<'a>> = Vec::new();
                let mut end = position;
                while rest.is_empty() && end < reach.end {
                    nodes.push(self.file.statement(end));
                    end = self.file.position_after(end).min(reach.end);
                }
                loop {
                    let range = match (nodes.first(), nodes.last()) {
                        (Some(first), Some(last)) => range_of(*first).cover(range_of(*last)),
                        _ => ruff_text_size::TextRange::empty(self.end),
                    };
                    let capture = Capture::Nodes { nodes: nodes.clone().into(), range };
                    let found = self.bind(*variable, capture, &mut |attempt| {
                        attempt.ending_at(range.end(), &mut |attempt| {
                            attempt.rest_from(rest, end, reach, &mut false, next)
                        })
                    });
                    if found {
                        return true;
                    }
                    if end >= reach.end || self.steps == 0 {
                        return false;
                    }
                    nodes.push(self.file.statement(end));
                    end = self.file.position_after(end).min(reach.end);
                }
            }
            _ if position >= reach.end => false,
            _ => {
                let statement = self.file.statement(position);
                self.node(*first, statement, &mut |attempt| {
                    *is_there = true;
                    attempt.ending_at(range_of(statement).end(), &mut |attempt| {
                        // What follows is the next statement, or the first one inside.
                        let after = attempt.file.position_after(position).min(reach.end);
                        let mut follows = |attempt: &mut Self, position| {
                            attempt.rest_from(rest, position, reach, &mut false, next)
                        };
                        follows(attempt, position + 1)
                            || (after != position + 1
                                && !rest.is_empty()
                                && !matches!(attempt.trees.get(rest[0]), Tree::Gap)
                                && follows(attempt, after))
                    })
                })
            }
        }
    }

    /// A number for what the metavariables of patterns stand for now.
    fn bound_in(&self, patterns: &[TreeId]) -> u64 {
        let mut hasher = FxHasher::default();
        if self.captures.is_empty() {
            return hasher.finish();
        }
        // Of so many, what they have no metavariable for may count as well.
        if patterns.len() > MOST_PATTERNS_LOOKED_THROUGH {
            for (variable, capture) in self.captures.iter() {
                let range = capture.range();
                (variable, u32::from(range.start()), u32::from(range.end())).hash(&mut hasher);
            }
            return hasher.finish();
        }
        for id in patterns {
            for variable in self.trees.variables(*id) {
                if let Some(capture) = self.captures.get(*variable) {
                    let range = capture.range();
                    (variable, u32::from(range.start()), u32::from(range.end())).hash(&mut hasher);
                }
            }
        }
        hasher.finish()
    }
}
