//! Letting go of places early: those whose captures fail a condition need not be kept, nor be
//! compared with anything.

use std::rc::Rc;

use smallvec::SmallVec;

use super::places::{Place, Places};
use super::program::{CaptureTest, Check, Cost};
use super::{Evaluator, Operation, OperationId, Region, Value, plain, sorts, types};
use crate::matching::{Filter, Seen};
use crate::pattern::key::Key;
use crate::{Capture, Captures, MetavariableId, Pattern};

/// The conditions of an `All`, as far as they may be asked of the places of one of its values.
#[derive(Clone, Copy)]
pub(super) struct Promises<'c> {
    pub(super) conditions: &'c [Check],
    /// Whether the value is the only one. What another one captures may be equal, and yet have
    /// another type where it is.
    pub(super) is_only: bool,
}

impl Promises<'_> {
    /// Whether there is anything to ask.
    fn are_any(&self) -> bool {
        self.conditions.iter().any(|condition| match condition {
            Check::Of(_, test) => self.is_asked(test),
            Check::Comparison(_) => false,
        })
    }

    fn is_asked(&self, test: &CaptureTest) -> bool {
        match test {
            CaptureTest::Kind(_) | CaptureTest::In(_) => true,
            CaptureTest::Type(_) => self.is_only,
            CaptureTest::Regex { .. } => self.is_only,
            // What groups match may be something else than it was, and the match is none.
            CaptureTest::Not(inner) => match &**inner {
                CaptureTest::Regex { expression, .. } if !expression.groups.is_empty() => false,
                inner => self.is_asked(inner),
            },
            CaptureTest::Matches { .. } | CaptureTest::Entropy(_) | CaptureTest::LooksRandom => {
                false
            }
        }
    }
}

/// Only what does not fail a condition is wanted.
struct Promising<'e, 'p, 'a> {
    evaluator: &'e Evaluator<'p, 'a>,
    promises: Promises<'e>,
    /// The conditions on metavariables that stand in one place only: what they stand for elsewhere
    /// may be equal, and something else.
    at_sight: SmallVec<[(MetavariableId, &'e CaptureTest); 4]>,
}

impl<'e, 'p, 'a> Promising<'e, 'p, 'a> {
    fn new(evaluator: &'e Evaluator<'p, 'a>, promises: Promises<'e>, pattern: &Pattern) -> Self {
        let conditions = promises.conditions.iter();
        let at_sight = conditions.filter_map(|condition| match condition {
            Check::Of(id, test) if promises.is_asked(test) && pattern.has_once(*id) => {
                Some((*id, test))
            }
            _ => None,
        });
        Self { evaluator, promises, at_sight: at_sight.collect() }
    }
}

impl<'a> Filter<'a> for Promising<'_, '_, 'a> {
    fn may_be(&self, id: MetavariableId, seen: Seen<'a>) -> bool {
        let tests = self.at_sight.iter().filter(|(other, test)| *other == id && is_ready(test));
        let mut tests = tests.peekable();
        if tests.peek().is_none() {
            return true;
        }
        let capture = match seen {
            Seen::Expression(node) => Capture::Node(node),
            Seen::Identifier(text, range) => Capture::Name { text, range },
        };
        tests.all(|(_, test)| self.evaluator.quick(&capture, test).unwrap_or(true))
    }

    fn names_of(&self, id: MetavariableId) -> Option<&[Key]> {
        self.at_sight.iter().find_map(|(other, test)| match test {
            CaptureTest::In(names) if *other == id => names.keys(),
            _ => None,
        })
    }

    fn kinds_of(&self, id: MetavariableId) -> Option<&[Key]> {
        self.at_sight.iter().find_map(|(other, test)| match test {
            CaptureTest::Kind(kinds) if *other == id => kinds.keys(),
            _ => None,
        })
    }

    fn wants(&self, captures: &Captures<'a>) -> bool {
        self.evaluator.promises(captures, self.promises)
    }
}

/// Whether a test need not be made ready first: what is seen at first may be all there is to ask.
fn is_ready(test: &CaptureTest) -> bool {
    match test {
        CaptureTest::Regex { expression, .. } => expression.expression.is_compiled(),
        CaptureTest::Not(inner) => is_ready(inner),
        _ => true,
    }
}

impl<'a> Evaluator<'_, 'a> {
    /// The places of a value that do not fail a condition that is quickly asked.
    pub(super) fn promising(
        &mut self,
        id: OperationId,
        region: Region,
        promises: Promises<'_>,
    ) -> Value<'a> {
        if !promises.are_any() {
            return self.value(id, region);
        }
        let is_known = self.known.contains_key(&id);
        if !is_known && self.is_ruled_out(id) {
            return Value { places: Rc::clone(&self.nothing), around: None };
        }
        match self.program.get(id) {
            // What is let go of at once takes no room, but others cannot have it, either.
            Operation::Pattern(pattern)
                if region == Region::File
                    && !is_known
                    && (!self.program.is_shared(id)
                        || self.program.cost(id) != Cost::Named
                        || pattern.called_name().is_none()) =>
            {
                self.matcher.forget_exhaustion();
                let found = {
                    let filter = Promising::new(self, promises, pattern);
                    self.matcher.find_where(pattern, &filter)
                };
                self.is_exhausted |= self.matcher.exhausted();
                Value { places: Rc::new(Places::new(plain(found))), around: None }
            }
            Operation::Any(operands) if !is_known => {
                let mut places = Vec::new();
                for operand in operands {
                    let value = self.promising(*operand, region, promises);
                    let own = value.places.items().iter();
                    places.extend(
                        own.map(|place| Place { kind: value.kind(place), ..place.clone() }),
                    );
                }
                Value { places: Rc::new(Places::new(places)), around: None }
            }
            _ => {
                let value = self.value(id, region);
                let places = value.places.items().iter();
                let places = places
                    .filter(|place| self.promises(&place.found.captures, promises))
                    .cloned()
                    .collect();
                Value { places: Rc::new(Places::new(places)), ..value }
            }
        }
    }

    pub(super) fn promises(&self, captures: &Captures<'a>, promises: Promises<'_>) -> bool {
        promises.conditions.iter().all(|condition| match condition {
            Check::Of(id, test) if promises.is_asked(test) => {
                captures.get(*id).and_then(|capture| self.quick(capture, test)).unwrap_or(true)
            }
            _ => true,
        })
    }

    /// Whether a capture passes a test, if that is quickly said.
    fn quick(&self, capture: &Capture<'a>, test: &CaptureTest) -> Option<bool> {
        match test {
            CaptureTest::Kind(sorts) => Some(sorts.iter().any(|sort| sorts::is_of(capture, *sort))),
            CaptureTest::In(texts) => Some(self.is_named(capture, texts)),
            CaptureTest::Type(types) => Some(types::is_of(capture, types, self.subject())),
            CaptureTest::Regex { expression, constant_propagation } => {
                let text = self.matched_text(capture, *constant_propagation);
                // What takes too long is told when it is asked in earnest.
                expression.expression.is_match(&text).ok()
            }
            CaptureTest::Not(inner) => self.quick(capture, inner).map(|holds| !holds),
            CaptureTest::Matches { .. } | CaptureTest::Entropy(_) | CaptureTest::LooksRandom => {
                None
            }
        }
    }
}
