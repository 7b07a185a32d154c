//! Dict and set displays, in any order.

use std::borrow::Cow;

use ruff_python_ast::{AnyNodeRef, DictItem, Expr, ExprDict, ExprSet};
use ruff_text_size::{Ranged, TextRange};

use super::attempt::{Attempt, Next};
use super::lists::{Taken, none_taken};
use crate::pattern::tree::TreeId;
use crate::{Capture, MetavariableId};

impl<'m, 'a> Attempt<'m, 'a> {
    pub(super) fn set(
        &mut self,
        (is_open, others): (bool, Option<MetavariableId>),
        patterns: &'m [TreeId],
        set: &'a ExprSet,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        if patterns.len() > set.elts.len() || (!is_open && patterns.len() != set.elts.len()) {
            return false;
        }
        let taken = none_taken(set.elts.len());
        self.unordered(patterns, &set.elts, &taken, others, next)
    }

    /// Matches each pattern with another expression, in any order.
    pub(super) fn unordered(
        &mut self,
        patterns: &'m [TreeId],
        elements: &'a [Expr],
        taken: &Taken,
        others: Option<MetavariableId>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some((first, rest)) = patterns.split_first() else {
            let Some(others) = others else { return next(self) };
            let nodes: Box<[AnyNodeRef<'a>]> = elements
                .iter()
                .zip(taken)
                .filter(|(_, is_taken)| !is_taken.get())
                .map(|(element, _)| element.into())
                .collect();
            let range = covered(nodes.iter().map(Ranged::range));
            return self.bind(others, Capture::Nodes { nodes, range }, next);
        };
        let ways = self.begin_unordered(elements.len());
        for (index, element) in elements.iter().enumerate() {
            if taken[index].replace(true) {
                continue;
            }
            let found = self.node(*first, element.into(), &mut |attempt| {
                attempt.unordered(rest, elements, taken, others, next)
            });
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

    pub(super) fn dict(
        &mut self,
        (is_open, others): (bool, Option<MetavariableId>),
        patterns: &'m [(Option<TreeId>, TreeId)],
        dict: &'a ExprDict,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        if patterns.len() > dict.items.len() || (!is_open && patterns.len() != dict.items.len()) {
            return false;
        }
        let taken = none_taken(dict.items.len());
        self.entries_of_dict(patterns, &dict.items, &taken, others, next)
    }

    fn entries_of_dict(
        &mut self,
        patterns: &'m [(Option<TreeId>, TreeId)],
        items: &'a [DictItem],
        taken: &Taken,
        others: Option<MetavariableId>,
        next: Next<'_, 'm, 'a>,
    ) -> bool {
        let Some(((key, value), rest)) = patterns.split_first() else {
            let Some(others) = others else { return next(self) };
            // An entry is no node.
            let left = || items.iter().zip(taken).filter(|(_, is_taken)| !is_taken.get());
            let written = |item: &DictItem| {
                let text = &self.file.subject.text[item.range()];
                // The stars of an unpacked dict are not part of its entry.
                if item.key.is_none() { format!("**{text}") } else { text.to_owned() }
            };
            let texts: Vec<String> = left().map(|(item, _)| written(item)).collect();
            let range = covered(left().map(|(item, _)| item.range()));
            let text = Cow::Owned(texts.join(", "));
            return self.bind(others, Capture::Text { text, range }, next);
        };
        let ways = self.begin_unordered(items.len());
        for (index, item) in items.iter().enumerate() {
            if key.is_some() != item.key.is_some() || taken[index].replace(true) {
                continue;
            }
            let mut value_matches = |attempt: &mut Self| {
                attempt.node(*value, (&item.value).into(), &mut |attempt| {
                    attempt.entries_of_dict(rest, items, taken, others, next)
                })
            };
            let found = match (key, &item.key) {
                (Some(pattern), Some(key)) => self.node(*pattern, key.into(), &mut value_matches),
                _ => value_matches(self),
            };
            taken[index].set(false);
            if found {
                return true;
            }
            if self.is_settled(&[key.unwrap_or(*value), *value], ways) {
                return false;
            }
        }
        false
    }
}

/// From the first to the last.
fn covered(ranges: impl Iterator<Item = TextRange>) -> TextRange {
    ranges.reduce(|one, other| one.cover(other)).unwrap_or_default()
}
