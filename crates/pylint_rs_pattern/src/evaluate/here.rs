//! Asking patterns about a few places, where it takes less than finding all that they match.

use std::rc::Rc;

use pylint_rs_semantic::NodeId;
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::places::{Kind, Place, Places};
use super::{Evaluator, Operation, OperationId, Value};
use crate::{Captures, Pattern};

/// How many places are few.
const FEW: usize = 16;

impl<'p, 'a> Evaluator<'p, 'a> {
    /// Whether a place is just where a pattern matches, with captures that agree; nothing if that
    /// is to be looked up in all of the pattern's matches.
    pub(super) fn is_match_here(&mut self, place: &Place<'a>, id: OperationId) -> Option<bool> {
        let pattern = self.unasked(id)?;
        let node = self.subject().semantic.nodes().try_id(place.found.node?)?;
        if self.lacks_words(id) {
            return Some(false);
        }
        let range = place.range();
        // The node of several statements is the first of them.
        if self.range_of(node) != range {
            return None;
        }
        for node in self.of_same_range(node) {
            if self.matches_at(pattern, node).iter().any(|other| {
                other.range() == range && self.agree_with(place, other)
            }) {
                return Some(true);
            }
        }
        Some(false)
    }

    /// The intersection of a few places with what is around them, if the operation asks for that,
    /// and its patterns are worth being asked about those alone.
    pub(super) fn join_with_around(
        &mut self,
        value: &Value<'a>,
        id: OperationId,
    ) -> Option<Places<'a>> {
        let Operation::Inside(inner, boundary) = *self.program.get(id) else { return None };
        let places = value.places.items();
        if places.len() > FEW || value.around.is_some() || !value.places.are_plain() {
            return None;
        }
        let patterns: Vec<(OperationId, &'p Pattern)> = match self.program.get(inner) {
            Operation::Any(operands) => {
                operands.iter().map(|id| Some((*id, self.unasked(*id)?))).collect::<Option<_>>()?
            }
            _ => vec![(inner, self.unasked(inner)?)],
        };
        let mut known: FxHashMap<(OperationId, NodeId), Rc<[Place<'a>]>> = FxHashMap::default();
        let mut joined = Vec::new();
        for place in places {
            let innermost = self.innermost_of(place)?;
            let around: Vec<NodeId> = std::iter::once(innermost)
                .chain(self.subject().semantic.ancestor_ids(innermost))
                .collect();
            for (id, pattern) in &patterns {
                if self.lacks_words(*id) {
                    continue;
                }
                for node in &around {
                    let others = match known.get(&(*id, *node)) {
                        Some(known) => Rc::clone(known),
                        None => {
                            let others: Rc<[Place<'a>]> = self.matches_at(pattern, *node).into();
                            known.insert((*id, *node), Rc::clone(&others));
                            others
                        }
                    };
                    for other in others.iter() {
                        if !self.step() {
                            return Some(Places::new(joined));
                        }
                        if other.range().contains_range(place.range()) {
                            let other = (other, Kind::Around(boundary));
                            joined.extend(self.meet((place, place.kind), other));
                        }
                    }
                }
            }
        }
        Some(Places::new(joined))
    }

    /// The pattern that an operation is, if it is one node and nobody has asked yet for all its
    /// matches.
    fn unasked(&self, id: OperationId) -> Option<&'p Pattern> {
        match self.program.get(id) {
            Operation::Pattern(pattern)
                if pattern.is_one_node() && self.known[id.index()].is_none() =>
            {
                Some(pattern)
            }
            _ => None,
        }
    }

    fn matches_at(&mut self, pattern: &Pattern, node: NodeId) -> Vec<Place<'a>> {
        self.matcher.forget_exhaustion();
        let found = self.matcher.matches_at(pattern, node, &Captures::default());
        self.is_exhausted |= self.matcher.exhausted();
        super::plain(found)
    }

    /// The innermost node of those that are just as long as a place.
    fn innermost_of(&self, place: &Place<'a>) -> Option<NodeId> {
        let node = self.subject().semantic.nodes().try_id(place.found.node?)?;
        if !self.range_of(node).contains_range(place.range()) {
            return self.subject().semantic.parent_id(node);
        }
        self.of_same_range(node).last().copied()
    }

    /// The nodes that are just as long as a node, from the outside in.
    fn of_same_range(&self, node: NodeId) -> Vec<NodeId> {
        let semantic = self.subject().semantic;
        let range = self.range_of(node);
        let is_same = |id: &NodeId| self.range_of(*id) == range;
        let mut ids: Vec<NodeId> = semantic.ancestor_ids(node).take_while(is_same).collect();
        ids.reverse();
        let end = semantic.nodes().end_of(node);
        ids.extend((node.index()..end).map(NodeId::new).take_while(is_same));
        ids
    }

    fn range_of(&self, node: NodeId) -> TextRange {
        self.subject().semantic.node(node).syntax.range()
    }
}
