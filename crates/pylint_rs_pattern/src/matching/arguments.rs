//! Arguments of calls and classes: keywords come in any order.

use ruff_python_ast::{AnyNodeRef, ArgOrKeyword, Arguments};
use ruff_text_size::{Ranged, TextRange};
use smallvec::SmallVec;

use super::attempt::{Attempt, Next, captured, range_of};
use super::lists::{Taken, none_taken};
use crate::Capture;
use crate::pattern::tree::{ArgumentPattern, NamePattern, Tree};

/// The arguments that are matched, and which of them are taken.
struct List<'a> {
    arguments: SmallVec<[ArgOrKeyword<'a>; 8]>,
    taken: Taken,
    /// Where they are.
    range: TextRange,
    /// Whether others may follow, and keywords stand where they are.
    is_open: bool,
}

impl<'a> List<'a> {
    fn new(arguments: Option<&'a Arguments>, is_open: bool) -> Self {
        let list: SmallVec<[_; 8]> =
            arguments.map(|list| list.iter_source_order().collect()).unwrap_or_default();
        let taken = none_taken(list.len());
        let range = arguments.map(Ranged::range).unwrap_or_default();
        Self { arguments: list, taken, range, is_open }
    }

    /// The number of the first one from there on that is not taken; how many there are, if none.
    fn next_free(&self, from: usize) -> usize {
        (from..self.arguments.len())
            .find(|index| !self.taken[*index].get())
            .unwrap_or(self.arguments.len())
    }

    fn node(&self, index: usize) -> AnyNodeRef<'a> {
        match self.arguments[index] {
            ArgOrKeyword::Arg(value) => value.into(),
            ArgOrKeyword::Keyword(keyword) => keyword.into(),
        }
    }

    /// Those from one number to another that are not taken.
    fn capture(&self, from: usize, end: usize) -> Capture<'a> {
        let nodes: Box<[AnyNodeRef<'a>]> = (from..end)
            .filter(|index| !self.taken[*index].get())
            .map(|index| self.node(index))
            .collect();
        let range = match (nodes.first(), nodes.last()) {
            (Some(first), Some(last)) => range_of(*first).cover(range_of(*last)),
            _ if from < self.arguments.len() => TextRange::empty(range_of(self.node(from)).start()),
            _ => TextRange::empty(self.range.end().checked_sub(1.into()).unwrap_or_default()),
        };
        Capture::Nodes { nodes, range }
    }
}

impl<'m, 'a> Attempt<'m, 'a> {
    /// Matches the arguments of a call.
    pub(super) fn arguments(
        &mut self,
        patterns: &'m [ArgumentPattern],
        arguments: &'a Arguments,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        match patterns {
            [ArgumentPattern::Gap] => next(self),
            [] => arguments.is_empty() && next(self),
            _ if !has_keywords(patterns, arguments) => false,
            _ => self.free_arguments(patterns, &List::new(Some(arguments), false), 0, next),
        }
    }

    /// Matches the bases and keywords of a class, after which there may be others.
    pub(super) fn bases(
        &mut self,
        patterns: &'m [ArgumentPattern],
        bases: Option<&'a Arguments>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        self.free_arguments(patterns, &List::new(bases, true), 0, next)
    }

    /// Matches the arguments from that number on that are not taken.
    fn free_arguments(
        &mut self,
        patterns: &'m [ArgumentPattern],
        list: &List<'a>,
        from: usize,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        if self.steps == 0 {
            return false;
        }
        self.steps -= 1;
        let here = list.next_free(from);
        let count = list.arguments.len();
        let Some((first, rest)) = patterns.split_first() else {
            return (list.is_open || here == count) && next(self);
        };
        match first {
            ArgumentPattern::Gap if rest.is_empty() => next(self),
            ArgumentPattern::Gap => {
                let mut start = here;
                loop {
                    if self.free_arguments(rest, list, start, next) {
                        return true;
                    }
                    if start >= count || self.steps == 0 {
                        return false;
                    }
                    start = list.next_free(start + 1);
                }
            }
            ArgumentPattern::Many(variable) => {
                let mut end = here;
                loop {
                    let capture = list.capture(here, end);
                    if self.bind(*variable, capture, &mut |attempt| {
                        attempt.free_arguments(rest, list, end, next)
                    }) {
                        return true;
                    }
                    if end >= count || self.steps == 0 {
                        return false;
                    }
                    end = list.next_free(end + 1);
                }
            }
            ArgumentPattern::Positional(id) => {
                let Some(argument) = list.arguments.get(here) else { return false };
                match argument {
                    ArgOrKeyword::Arg(value) => self.node(*id, (*value).into(), &mut |attempt| {
                        attempt.free_arguments(rest, list, here + 1, next)
                    }),
                    ArgOrKeyword::Keyword(keyword) if keyword.arg.is_none() => {
                        let mut rest_matches =
                            |attempt: &mut Self| attempt.free_arguments(rest, list, here + 1, next);
                        match self.trees.get(*id) {
                            Tree::Anything => rest_matches(self),
                            Tree::Metavariable(variable) => {
                                let capture = captured((*keyword).into());
                                self.bind(*variable, capture, &mut rest_matches)
                            }
                            _ => false,
                        }
                    }
                    ArgOrKeyword::Keyword(_) => false,
                }
            }
            ArgumentPattern::Keyword(name, id) => {
                let end = if list.is_open { (here + 1).min(count) } else { count };
                for index in here..end {
                    let ArgOrKeyword::Keyword(keyword) = list.arguments[index] else { continue };
                    let Some(argument) = &keyword.arg else { continue };
                    if list.taken[index].replace(true) {
                        continue;
                    }
                    let found =
                        self.name(name, argument.as_str(), argument.range, &mut |attempt| {
                            attempt.node(*id, (&keyword.value).into(), &mut |attempt| {
                                attempt.free_arguments(rest, list, from, next)
                            })
                        });
                    list.taken[index].set(false);
                    if found {
                        return true;
                    }
                    if matches!(name, NamePattern::Exact(exact) if **exact == **argument) {
                        return false;
                    }
                }
                false
            }
            ArgumentPattern::Spread(id) => {
                for index in here..count {
                    let ArgOrKeyword::Keyword(keyword) = list.arguments[index] else { continue };
                    if keyword.arg.is_some() || list.taken[index].replace(true) {
                        continue;
                    }
                    let found = self.node(*id, (&keyword.value).into(), &mut |attempt| {
                        attempt.free_arguments(rest, list, from, next)
                    });
                    list.taken[index].set(false);
                    if found {
                        return true;
                    }
                }
                false
            }
        }
    }
}

/// Whether the keywords that patterns name are all there: most calls fail here.
fn has_keywords(patterns: &[ArgumentPattern], arguments: &Arguments) -> bool {
    patterns.iter().all(|pattern| match pattern {
        ArgumentPattern::Keyword(NamePattern::Exact(name), _) => arguments
            .keywords
            .iter()
            .any(|keyword| keyword.arg.as_ref().is_some_and(|found| *found.as_str() == **name)),
        ArgumentPattern::Keyword(..) | ArgumentPattern::Spread(_) => !arguments.keywords.is_empty(),
        _ => true,
    })
}
