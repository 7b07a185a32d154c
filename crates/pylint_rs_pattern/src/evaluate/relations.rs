//! Questions about one place: what it is in, what is in it, what comes before and after.

use std::rc::Rc;

use pylint_rs_semantic::NodeId;
use ruff_python_ast::NodeKind;
use ruff_text_size::{Ranged, TextRange};

use super::places::{Kind, Place, Places};
use super::{Evaluator, Operation, OperationId, Region, STEPS_PER_PLACE, Value};
use crate::{Boundary, Captures, Intersection, Match};

/// Where in time a match must be.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

impl<'p, 'a> Evaluator<'p, 'a> {
    /// Asks a place whether a relation holds, and adds it, once for each set of captures with
    /// which it does.
    pub(super) fn relate(
        &mut self,
        place: Place<'a>,
        relation: OperationId,
        region: Region,
        places: &mut Vec<Place<'a>>,
    ) {
        if self.is_ruled_out(relation) {
            return;
        }
        match self.program.get(relation) {
            Operation::Not(inner) => {
                if !self.is_excluded(&place, *inner, region) {
                    places.push(place);
                }
            }
            Operation::Has(inner) => {
                let value = self.value(*inner, region);
                let range = place.range();
                let within = value.places.within(range).filter(|other| other.range() != range);
                self.with_each(&place, within, places);
            }
            Operation::Follows(inner) => {
                let value = self.value(*inner, region);
                self.in_order(place, &value, Side::Before, places);
            }
            Operation::Precedes(inner) => {
                let value = self.value(*inner, region);
                self.in_order(place, &value, Side::After, places);
            }
            Operation::Any(operands) if !self.program.has_places(relation) => {
                for operand in operands {
                    self.relate(place.clone(), *operand, region, places);
                }
            }
            Operation::All(all) if all.is_relative => {
                let mut current = vec![place];
                for value in &all.values {
                    let before = std::mem::take(&mut current);
                    for place in before {
                        self.relate(place, *value, region, &mut current);
                    }
                }
                for place in current {
                    self.finish(place, all, region, places);
                }
            }
            _ => {
                let value = self.value(relation, region);
                let kind = place.kind;
                self.join_one(&place, kind, &value, Intersection::Inner, places);
            }
        }
    }

    /// Whether a place is one that `Not` is about.
    fn is_excluded(&mut self, place: &Place<'a>, inner: OperationId, region: Region) -> bool {
        if self.is_ruled_out(inner) {
            return false;
        }
        match self.program.get(inner) {
            Operation::Any(operands) => {
                operands.iter().any(|operand| self.is_excluded(place, *operand, region))
            }
            operation if self.program.has_places(inner) => {
                if region == Region::File {
                    let answer = match operation {
                        Operation::Inside(around, boundary) => {
                            self.is_inside(place, *around, *boundary)
                        }
                        _ => self.is_match_here(place, inner),
                    };
                    if let Some(answer) = answer {
                        return answer;
                    }
                }
                let value = self.value(inner, region);
                self.is_one_of(place, &value)
            }
            _ => {
                let mut found = Vec::new();
                self.relate(place.clone(), inner, region, &mut found);
                !found.is_empty()
            }
        }
    }

    fn is_one_of(&mut self, place: &Place<'a>, value: &Value<'a>) -> bool {
        let range = place.range();
        // The same place, and the only one that counts for patterns.
        let is_same = value.places.at(range).any(|other| self.agree_with(place, other));
        if is_same {
            return true;
        }
        for other in value.places.around(range) {
            if !self.step() {
                return false;
            }
            let counts = match value.kind(other) {
                Kind::Plain => false,
                Kind::Text => true,
                Kind::Around(boundary) => self.is_in_reach(range, other.range(), boundary),
            };
            if counts && self.agree_with(place, other) {
                return true;
            }
        }
        for other in value.places.within(range) {
            if !self.step() {
                return false;
            }
            if value.kind(other) == Kind::Text && self.agree_with(place, other) {
                return true;
            }
        }
        false
    }

    pub(super) fn agree_with(&mut self, place: &Place<'a>, other: &Place<'a>) -> bool {
        self.agree(&place.found.captures, &other.found.captures)
    }

    /// Adds the place once for each set of captures that the others make with its own. Gives
    /// whether looking at more of them would add nothing.
    fn with_each<'o>(
        &mut self,
        place: &Place<'a>,
        others: impl Iterator<Item = &'o Place<'a>>,
        places: &mut Vec<Place<'a>>,
    ) -> bool
    where
        'a: 'o,
    {
        for other in others {
            if !self.step() {
                return true;
            }
            let own = &place.found.captures;
            let Some(captures) = self.merged(own, &other.found.captures) else { continue };
            self.steps += STEPS_PER_PLACE;
            let is_new = captures.len() > own.len();
            let found = Match { captures, ..place.found.clone() };
            places.push(Place { found, kind: place.kind });
            // Others without captures of their own add nothing.
            if !is_new {
                return true;
            }
        }
        false
    }

    /// Adds the place with the matches that come before or after it: in the statements of its
    /// block, or in those of a block around it in the same function; the nearest first.
    fn in_order(
        &mut self,
        place: Place<'a>,
        value: &Value<'a>,
        side: Side,
        places: &mut Vec<Place<'a>>,
    ) {
        let semantic = self.subject().semantic;
        let Some(mut statement) = place
            .found
            .node
            .and_then(|node| semantic.nodes().try_id(node))
            .or_else(|| self.innermost_node(place.range()))
            .and_then(|id| semantic.statement_id(id))
        else {
            return;
        };
        loop {
            let range = semantic.node(statement).syntax.range();
            let block = semantic.block_of(statement);
            let is_done = match (side, block.first(), block.last()) {
                (Side::Before, Some(first), _) if first.start() < range.start() => {
                    let earlier = TextRange::new(first.start(), range.start());
                    self.with_each(&place, value.places.within(earlier).rev(), places)
                }
                (Side::After, _, Some(last)) if last.end() > range.end() => {
                    let later = TextRange::new(range.end(), last.end());
                    self.with_each(&place, value.places.within(later), places)
                }
                _ => false,
            };
            let outer = semantic.parent_id(statement).and_then(|id| semantic.statement_id(id));
            match outer {
                Some(outer)
                    if !is_done
                        && semantic.node(outer).syntax.kind() != NodeKind::StmtFunctionDef =>
                {
                    statement = outer;
                }
                _ => return,
            }
        }
    }

    /// The innermost node around a range: of text that a regular expression matched.
    pub(super) fn innermost_node(&self, range: TextRange) -> Option<NodeId> {
        let semantic = self.subject().semantic;
        let nodes = semantic.nodes();
        let holds = |id: NodeId| nodes.get(id).syntax.range().contains_range(range);
        (!nodes.is_empty()).then(|| {
            let mut innermost = NodeId::new(0);
            let mut next = 1;
            // Down the tree: past subtrees that do not hold the range.
            while next < nodes.end_of(innermost) {
                let id = NodeId::new(next);
                if holds(id) {
                    innermost = id;
                    next += 1;
                } else {
                    next = nodes.end_of(id);
                }
            }
            innermost
        })
    }

    /// Whether no function or class that `boundary` names is between what is inside and what is
    /// around it.
    pub(super) fn is_in_reach(
        &mut self,
        inner: TextRange,
        outer: TextRange,
        boundary: Boundary,
    ) -> bool {
        let borders = match boundary {
            Boundary::Module => return true,
            Boundary::Function => self.functions(),
            Boundary::Class => self.classes(),
        };
        borders
            .around(inner)
            .map(Ranged::range)
            .find(|border| *border != inner)
            .is_none_or(|border| border.contains_range(outer))
    }

    fn functions(&mut self) -> Rc<Places<'a>> {
        if let Some(known) = &self.functions {
            return Rc::clone(known);
        }
        let places = self.nodes_of(&[NodeKind::StmtFunctionDef, NodeKind::ExprLambda]);
        Rc::clone(self.functions.insert(Rc::new(places)))
    }

    fn classes(&mut self) -> Rc<Places<'a>> {
        if let Some(known) = &self.classes {
            return Rc::clone(known);
        }
        let places = self.nodes_of(&[NodeKind::StmtClassDef]);
        Rc::clone(self.classes.insert(Rc::new(places)))
    }

    fn nodes_of(&self, kinds: &[NodeKind]) -> Places<'a> {
        let semantic = self.subject().semantic;
        let place = |node: ruff_python_ast::AnyNodeRef<'a>| Place {
            found: Match { range: node.range(), node: Some(node), captures: Captures::default() },
            kind: Kind::Plain,
        };
        Places::new(
            kinds.iter().flat_map(|kind| semantic.nodes_of_kind(*kind).map(place)).collect(),
        )
    }
}
