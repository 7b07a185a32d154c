//! From formulas to matches: the algebra of ranges that Semgrep's rules are written in.
//!
//! A formula's value is a list of places. `All` intersects those of its operands by inclusion
//! (the inner place stays, with what both captured), lets go of what a relation or a negation
//! forbids, and asks the conditions of what is left. What an operation comes to in the file as a
//! whole is worked out at most once, whichever rule asks first.

mod conditions;
mod content;
mod expression_at;
mod here;
mod join;
mod known_returns;
mod names;
mod places;
mod program;
mod promises;
mod randomness;
mod relations;
mod sorts;
mod types;

#[cfg(test)]
mod tests;

use std::rc::Rc;
use std::sync::Arc;

use pylint_rs_semantic::NodeId;
use ruff_text_size::{Ranged, TextLen, TextRange, TextSize};
use rustc_hash::FxHashMap;

use crate::anchors::Prefilter;
use crate::{Boundary, Capture, Captures, FileWords, Match, Matcher, Subject};
pub(crate) use names::{all_called, last_identifier};
use places::{Kind, Place, Places};
pub(crate) use program::{All, CaptureTest, Check, Operation, OperationId, Program};
use program::{Cost, SharedExpression};
use promises::Promises;

/// How many pairs of places and the like one rule may look at in one file.
const MOST_STEPS: u64 = 2_000_000;

/// How many of them it takes to make a place, so that there are never too many of these, either.
const STEPS_PER_PLACE: u64 = 16;

/// How deep strings in strings are read as Python.
const MOST_LAYERS: usize = 3;

/// Evaluates the operations of a program in one file.
pub(crate) struct Evaluator<'p, 'a> {
    program: &'p Program,
    matcher: Matcher<'a>,
    /// What the file has of what the operations need, if that is known.
    words: Option<(&'p Prefilter, &'p FileWords)>,
    /// What operations come to in the whole file, where it is known: of most it never is.
    known: FxHashMap<OperationId, Known<'a>>,
    /// What those come to that have no place.
    nothing: Rc<Places<'a>>,
    /// The functions and lambdas, and the classes, of the file.
    functions: Option<Rc<Places<'a>>>,
    classes: Option<Rc<Places<'a>>>,
    /// How many places were asked what is around them, by operation.
    asked_around: FxHashMap<OperationId, usize>,
    steps: u64,
    /// Whether what was asked last is incomplete, for want of steps.
    is_exhausted: bool,
    /// How many strings this file is in.
    layer: usize,
}

struct Known<'a> {
    places: Rc<Places<'a>>,
    is_exhausted: bool,
}

/// The places of an operation, and what they are to an intersection.
#[derive(Clone)]
struct Value<'a> {
    places: Rc<Places<'a>>,
    around: Option<Boundary>,
}

impl Value<'_> {
    fn kind(&self, place: &Place<'_>) -> Kind {
        self.around.map_or(place.kind, Kind::Around)
    }
}

/// The part of a file that is searched: all of it, or a capture, with its node if it is one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Region {
    File,
    Within(TextRange, Option<NodeId>),
}

impl<'p, 'a> Evaluator<'p, 'a> {
    pub(crate) fn new(program: &'p Program, matcher: Matcher<'a>) -> Self {
        Self {
            program,
            matcher: matcher.of_wanted(Arc::clone(program.wanted())),
            words: None,
            known: FxHashMap::default(),
            nothing: Rc::default(),
            functions: None,
            classes: None,
            asked_around: FxHashMap::default(),
            steps: 0,
            is_exhausted: false,
            layer: 0,
        }
    }

    /// Does not look for what needs words or syntax that the file does not have.
    pub(crate) fn of_file_with(self, prefilter: &'p Prefilter, words: &'p FileWords) -> Self {
        Self { words: Some((prefilter, words)), ..self }
    }

    /// Whether the file has not what an operation needs.
    fn is_ruled_out(&self, id: OperationId) -> bool {
        self.words
            .is_some_and(|(prefilter, words)| !prefilter.may_have_place(id, words, self.program))
    }

    fn subject(&self) -> &Subject<'a> {
        self.matcher.subject()
    }

    /// The matches of a rule's formula in the file, by place, and whether they are all of them.
    pub(crate) fn matches(&mut self, root: OperationId) -> (Vec<Match<'a>>, bool) {
        self.steps = 0;
        self.is_exhausted = false;
        let value = self.value(root, Region::File);
        // A rule's own list is asked for once.
        if matches!(self.program.get(root), Operation::All(_)) {
            self.known.remove(&root);
        }
        let places = match Rc::try_unwrap(value.places) {
            Ok(places) => places.into_items(),
            Err(shared) => shared.items().to_vec(),
        };
        (places.into_iter().map(|place| place.found).collect(), !self.is_exhausted)
    }

    /// Counts the work; whether there is room for more.
    fn step(&mut self) -> bool {
        self.steps += 1;
        self.is_exhausted |= self.steps > MOST_STEPS;
        self.steps <= MOST_STEPS
    }

    fn value(&mut self, id: OperationId, region: Region) -> Value<'a> {
        if let Operation::Inside(inner, boundary) = *self.program.get(id) {
            let value = self.value(inner, region);
            return Value { around: Some(boundary), ..value };
        }
        let places = match region {
            Region::File => self.whole(id),
            Region::Within(range, node) => Rc::new(self.part(id, range, node)),
        };
        Value { places, around: None }
    }

    /// What an operation comes to in the whole file.
    fn whole(&mut self, id: OperationId) -> Rc<Places<'a>> {
        if let Some(known) = self.known.get(&id) {
            self.is_exhausted |= known.is_exhausted;
            return Rc::clone(&known.places);
        }
        if self.is_ruled_out(id) {
            return Rc::clone(&self.nothing);
        }
        let before = std::mem::take(&mut self.is_exhausted);
        let places = match self.program.get(id) {
            Operation::Pattern(pattern) => {
                self.matcher.forget_exhaustion();
                let found = self.matcher.find(pattern);
                self.is_exhausted |= self.matcher.exhausted();
                plain(found)
            }
            Operation::Calls(pattern, names) => {
                self.matcher.forget_exhaustion();
                let found = self.matcher.find_calls(pattern, names);
                self.is_exhausted |= self.matcher.exhausted();
                plain(found)
            }
            Operation::Regex(expression) => {
                let text = self.subject().text;
                self.texts(expression, text, TextSize::new(0))
            }
            _ => self.composite(id, Region::File),
        };
        let places = Rc::new(Places::new(places));
        let known = Known { places: Rc::clone(&places), is_exhausted: self.is_exhausted };
        self.known.insert(id, known);
        self.is_exhausted |= before;
        places
    }

    /// What an operation comes to where there is nothing but a part of the file.
    fn part(&mut self, id: OperationId, range: TextRange, node: Option<NodeId>) -> Places<'a> {
        if self.is_ruled_out(id) {
            return Places::default();
        }
        Places::new(match self.program.get(id) {
            Operation::Pattern(pattern) => match node {
                Some(node)
                    if !self.known.contains_key(&id) && self.program.cost(id) != Cost::Named =>
                {
                    self.matcher.forget_exhaustion();
                    let found = self.matcher.find_within(pattern, node);
                    self.is_exhausted |= self.matcher.exhausted();
                    plain(found)
                }
                _ => self.whole(id).within(range).cloned().collect(),
            },
            Operation::Calls(..) => self.whole(id).within(range).cloned().collect(),
            Operation::Regex(expression) => {
                let text = &self.subject().text[range];
                self.texts(expression, text, range.start())
            }
            _ => self.composite(id, Region::Within(range, node)),
        })
    }

    fn composite(&mut self, id: OperationId, region: Region) -> Vec<Place<'a>> {
        match self.program.get(id) {
            Operation::All(all) => self.all(all, region),
            Operation::Any(operands) => {
                let mut places = Vec::new();
                for operand in operands {
                    let value = self.value(*operand, region);
                    places.extend(
                        value
                            .places
                            .items()
                            .iter()
                            .map(|place| Place { kind: value.kind(place), ..place.clone() }),
                    );
                }
                places
            }
            // The rest are questions about a place, and have none of their own.
            _ => Vec::new(),
        }
    }

    fn all(&mut self, all: &'p All, region: Region) -> Vec<Place<'a>> {
        let mut values = all.values.iter();
        let Some(first) = values.next() else { return Vec::new() };
        if all.values.len() > 1 && all.values.iter().any(|value| self.is_out_of_question(*value)) {
            return Vec::new();
        }
        let promises = Promises { conditions: &all.conditions, is_only: all.values.len() == 1 };
        let mut value = self.promising(*first, region, promises);
        for operand in values {
            if value.places.is_empty() {
                return Vec::new();
            }
            if region == Region::File
                && let Some(places) = self.join_with_around(&value, *operand)
            {
                value = Value { places: Rc::new(places), around: None };
                continue;
            }
            let other = self.promising(*operand, region, promises);
            let places = Rc::new(self.join(&value, &other, all.intersection));
            value = Value { places, around: None };
        }
        let Value { places: found, around } = value;
        // Nobody else has what was let go of for this intersection alone.
        let found =
            Rc::try_unwrap(found).map_or_else(|shared| shared.items().to_vec(), Places::into_items);
        let mut places = Vec::new();
        for mut place in found {
            place.kind = around.map_or(place.kind, Kind::Around);
            self.finish(place, all, region, &mut places);
        }
        places
    }

    /// Asks a place what else an `All` wants of it, and adds what becomes of it.
    fn finish(
        &mut self,
        place: Place<'a>,
        all: &'p All,
        region: Region,
        places: &mut Vec<Place<'a>>,
    ) {
        if all.relations.is_empty() && all.conditions.is_empty() && all.focus.is_empty() {
            places.push(place);
            return;
        }
        let mut current = vec![place];
        for relation in &all.relations {
            let before = std::mem::take(&mut current);
            for place in before {
                self.relate(place, *relation, region, &mut current);
            }
        }
        for condition in &all.conditions {
            let before = std::mem::take(&mut current);
            for place in before {
                self.check(place, condition, &mut current);
            }
        }
        if all.focus.is_empty() {
            places.append(&mut current);
            return;
        }
        for place in current {
            for id in &all.focus {
                let Some(capture) = place.found.captures.get(*id) else { continue };
                let node = match capture {
                    Capture::Node(node) => Some(*node),
                    Capture::Nodes { nodes, .. } => nodes.first().copied(),
                    Capture::Name { .. } | Capture::Text { .. } => None,
                };
                let range = capture.range();
                let captures = place.found.captures.clone();
                places.push(Place { found: Match { range, node, captures }, kind: Kind::Plain });
            }
        }
    }

    /// The matches of a regular expression in a text that starts at an offset of the file.
    fn texts(
        &mut self,
        expression: &SharedExpression,
        text: &'a str,
        offset: TextSize,
    ) -> Vec<Place<'a>> {
        let Ok(found) = expression.expression.find_all(text) else {
            self.is_exhausted = true;
            return Vec::new();
        };
        let places = found.into_iter().map(|found| {
            let mut captures = Captures::default();
            bind_groups(&mut captures, expression, &found.groups, text, |range| range + offset);
            let range = text_range(&found.range) + offset;
            Place { found: Match { range, node: None, captures }, kind: Kind::Text }
        });
        places.collect()
    }
}

fn plain(found: Vec<Match<'_>>) -> Vec<Place<'_>> {
    found.into_iter().map(|found| Place { found, kind: Kind::Plain }).collect()
}

fn text_range(range: &std::ops::Range<usize>) -> TextRange {
    TextRange::new(TextSize::new(range.start as u32), TextSize::new(range.end as u32))
}

/// Binds what a regular expression's groups matched in a text, by number and by name.
fn bind_groups<'a>(
    captures: &mut Captures<'a>,
    expression: &SharedExpression,
    groups: &[Option<std::ops::Range<usize>>],
    text: &'a str,
    place: impl Fn(TextRange) -> TextRange,
) {
    for (group, (number, name)) in groups.iter().zip(&expression.groups) {
        let Some(group) = group else { continue };
        let capture =
            Capture::Text { text: text[group.clone()].into(), range: place(text_range(group)) };
        for id in name.iter().chain([number]) {
            if captures.get(*id).is_none() {
                captures.bind(*id, capture.clone());
            }
        }
    }
}

/// A text's whole extent.
fn extent(text: &str) -> TextRange {
    TextRange::up_to(text.text_len())
}
