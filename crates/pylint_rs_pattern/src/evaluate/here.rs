//! Asking operations about a few places, where it takes less than finding all that there are.

use std::rc::Rc;

use pylint_rs_semantic::NodeId;
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::places::{Kind, Place, Places};
use super::program::{All, Cost};
use super::promises::Promises;
use super::{Evaluator, Operation, OperationId, Region, Value};
use crate::{Boundary, Captures};

/// How many places are few.
const FEW: usize = 16;

impl<'p, 'a> Evaluator<'p, 'a> {
    /// Whether it is quickly seen that an operation has no place in the file.
    pub(super) fn is_out_of_question(&self, id: OperationId) -> bool {
        if let Some(known) = self.known.get(&id) {
            return known.places.is_empty() && !known.is_exhausted;
        }
        if self.is_ruled_out(id) {
            return true;
        }
        match self.program.get(id) {
            Operation::Pattern(pattern) => {
                self.program.cost(id) == Cost::Statements && !self.matcher.may_match(pattern)
            }
            Operation::Inside(inner, _) => self.is_out_of_question(*inner),
            Operation::Any(operands) => operands.iter().all(|id| self.is_out_of_question(*id)),
            Operation::All(all) => all.values.iter().any(|id| self.is_out_of_question(*id)),
            _ => false,
        }
    }

    /// Whether a place is one of an operation's, with captures that agree; nothing if that is to
    /// be looked up in all of them.
    pub(super) fn is_match_here(&mut self, place: &Place<'a>, id: OperationId) -> Option<bool> {
        let node = self.subject().semantic.nodes().try_id(place.found.node?)?;
        let range = place.range();
        // The node of several statements is the first of them.
        if self.range_of(node) != range {
            return None;
        }
        for node in self.of_same_range(node) {
            let others = self.places_at(id, node)?;
            if others.iter().any(|other| other.range() == range && self.agree_with(place, other)) {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Whether a place is in reach of one of an operation's around it, with captures that agree;
    /// nothing if that is to be looked up in all of them.
    pub(super) fn is_inside(
        &mut self,
        place: &Place<'a>,
        id: OperationId,
        boundary: Boundary,
    ) -> Option<bool> {
        let asked = self.asked_around.entry(id).or_default();
        *asked += 1;
        if *asked > FEW {
            return None;
        }
        let mut next = Some(self.innermost_of(place)?);
        while let Some(node) = next {
            next = self.subject().semantic.parent_id(node);
            for other in self.places_at(id, node)? {
                if !self.step() {
                    return Some(false);
                }
                let (inner, outer) = (place.range(), other.range());
                let is_around = outer == inner
                    || (outer.contains_range(inner) && self.is_in_reach(inner, outer, boundary));
                if is_around && self.agree_with(place, &other) {
                    return Some(true);
                }
            }
        }
        Some(false)
    }

    /// The intersection of a few places with what is around them, if the operation asks for that
    /// and can be asked about those alone.
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
        let mut known: FxHashMap<NodeId, Rc<[Place<'a>]>> = FxHashMap::default();
        let mut joined = Vec::new();
        for place in places {
            let mut next = Some(self.innermost_of(place)?);
            while let Some(node) = next {
                next = self.subject().semantic.parent_id(node);
                let others = match known.get(&node) {
                    Some(known) => Rc::clone(known),
                    None => {
                        let others: Rc<[Place<'a>]> = self.places_at(inner, node)?.into();
                        known.insert(node, Rc::clone(&others));
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
        Some(Places::new(joined))
    }

    /// The places that an operation has at a node; nothing if it has others than at nodes, or all
    /// of them are known.
    fn places_at(&mut self, id: OperationId, node: NodeId) -> Option<Vec<Place<'a>>> {
        if self.known.contains_key(&id) {
            return None;
        }
        if self.is_ruled_out(id) {
            return Some(Vec::new());
        }
        match self.program.get(id) {
            Operation::Pattern(pattern) if pattern.is_one_node() => {
                let kind = self.subject().semantic.node(node).syntax.kind();
                if !pattern.candidate_kinds().contains(&kind) {
                    return Some(Vec::new());
                }
                self.matcher.forget_exhaustion();
                let found = self.matcher.matches_at(pattern, node, &Captures::default());
                self.is_exhausted |= self.matcher.exhausted();
                Some(super::plain(found))
            }
            Operation::Any(operands) => {
                let mut places = Vec::new();
                for operand in operands {
                    places.extend(self.places_at(*operand, node)?);
                }
                Some(places)
            }
            Operation::All(all) if all.focus.is_empty() && !all.is_relative => {
                self.all_at(all, node)
            }
            _ => None,
        }
    }

    fn all_at(&mut self, all: &'p All, node: NodeId) -> Option<Vec<Place<'a>>> {
        let [only] = *all.values else { return None };
        let promises = Promises { conditions: &all.conditions, is_only: true };
        let mut places = Vec::new();
        for place in self.places_at(only, node)? {
            if self.promises(&place.found.captures, promises) {
                self.finish(place, all, Region::File, &mut places);
            }
        }
        Some(places)
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
