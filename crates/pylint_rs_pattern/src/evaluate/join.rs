//! Intersection: of two places one of which is within the other, one stays.

use ruff_text_size::Ranged;

use super::places::{Kind, Place, Places};
use super::{Evaluator, STEPS_PER_PLACE, Value};
use crate::{Captures, Intersection, Match};

impl<'a> Evaluator<'_, 'a> {
    /// The intersection of two lists: goes through the shorter one, and looks up in the longer.
    pub(super) fn join(
        &mut self,
        left: &Value<'a>,
        right: &Value<'a>,
        intersection: Intersection,
    ) -> Places<'a> {
        let (few, many) = if left.places.items().len() <= right.places.items().len() {
            (left, right)
        } else {
            (right, left)
        };
        let mut places = Vec::new();
        for place in few.places.items() {
            self.join_one(place, few.kind(place), many, intersection, &mut places);
        }
        Places::new(places)
    }

    /// The intersection of one place with a list.
    pub(super) fn join_one(
        &mut self,
        place: &Place<'a>,
        kind: Kind,
        others: &Value<'a>,
        intersection: Intersection,
        places: &mut Vec<Place<'a>>,
    ) {
        let is_same = |other: Kind| {
            intersection == Intersection::Same && kind == Kind::Plain && other == Kind::Plain
        };
        if others.around.is_none() && others.places.are_plain() && is_same(Kind::Plain) {
            for other in others.places.at(place.range()) {
                if !self.step() {
                    return;
                }
                places.extend(self.meet((other, Kind::Plain), (place, kind)));
            }
            return;
        }
        for other in others.places.within(place.range()) {
            if !self.step() {
                return;
            }
            if other.range() == place.range() || !is_same(others.kind(other)) {
                places.extend(self.meet((other, others.kind(other)), (place, kind)));
            }
        }
        for other in others.places.around(place.range()) {
            if !self.step() {
                return;
            }
            if other.range() != place.range() && !is_same(others.kind(other)) {
                places.extend(self.meet((place, kind), (other, others.kind(other))));
            }
        }
    }

    /// What two places, one within the other, make.
    pub(super) fn meet<'o>(
        &mut self,
        mut inner: (&'o Place<'a>, Kind),
        mut outer: (&'o Place<'a>, Kind),
    ) -> Option<Place<'a>> {
        if let (Kind::Around(_), false) = (inner.1, matches!(outer.1, Kind::Around(_))) {
            // What is around something cannot take its place, unless they are the same.
            if inner.0.range() != outer.0.range() {
                return None;
            }
            std::mem::swap(&mut inner, &mut outer);
        }
        if let Kind::Around(boundary) = outer.1
            && !self.is_in_reach(inner.0.range(), outer.0.range(), boundary)
        {
            return None;
        }
        let captures = self.merged(&inner.0.found.captures, &outer.0.found.captures)?;
        self.steps += STEPS_PER_PLACE;
        let found = Match { range: inner.0.range(), node: inner.0.found.node, captures };
        Some(Place { found, kind: inner.1 })
    }

    /// Both lists of captures together, if they agree.
    pub(super) fn merged(
        &mut self,
        left: &Captures<'a>,
        right: &Captures<'a>,
    ) -> Option<Captures<'a>> {
        if !self.agree(left, right) {
            return None;
        }
        let mut merged = left.clone();
        for (id, capture) in right.iter() {
            if left.get(id).is_none() {
                merged.bind(id, capture.clone());
            }
        }
        Some(merged)
    }

    /// Whether what both capture is equal.
    pub(super) fn agree(&mut self, left: &Captures<'a>, right: &Captures<'a>) -> bool {
        right.iter().all(|(id, capture)| {
            left.get(id).is_none_or(|other| self.matcher.equal(other, capture))
        })
    }
}
