//! Matches in order, so that those within a range and those around it are found without looking
//! at the others.

use std::cmp::{Ordering, Reverse};

use ruff_text_size::{Ranged, TextRange};

use crate::{Boundary, Capture, Captures, Match};

/// How a match takes part in an intersection.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub(super) enum Kind {
    /// Of a pattern.
    Plain,
    /// Of a regular expression: of its negation, anything that overlaps properly counts.
    Text,
    /// Of `Inside`: it restricts others and gives way to them.
    Around(Boundary),
}

/// A match as an operand.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    pub(super) found: Match<'a>,
    pub(super) kind: Kind,
}

impl Ranged for Place<'_> {
    fn range(&self) -> TextRange {
        self.found.range
    }
}

/// Places by where they start; of those that start together the longest first.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    items: Vec<Place<'a>>,
    /// For each, the nearest before it that reaches at least as far.
    enclosing: Vec<u32>,
    /// Whether of any two that overlap one holds the other, as it is with nodes of a tree.
    is_nested: bool,
    are_plain: bool,
}

const NONE: u32 = u32::MAX;

impl<'a> Places<'a> {
    pub(super) fn new(mut items: Vec<Place<'a>>) -> Self {
        items.sort_by(order);
        items.dedup_by(|left, right| order(left, right) == Ordering::Equal);
        let mut enclosing = Vec::with_capacity(items.len());
        let mut is_nested = true;
        for (index, item) in items.iter().enumerate() {
            let mut around = index.checked_sub(1).map_or(NONE, |index| index as u32);
            while around != NONE && items[around as usize].end() < item.end() {
                is_nested &= items[around as usize].end() <= item.start();
                around = enclosing[around as usize];
            }
            enclosing.push(around);
        }
        let are_plain = items.iter().all(|item| item.kind == Kind::Plain);
        Self { items, enclosing, is_nested, are_plain }
    }

    pub(super) fn items(&self) -> &[Place<'a>] {
        &self.items
    }

    pub(super) fn into_items(self) -> Vec<Place<'a>> {
        self.items
    }

    /// Whether all are matches of patterns.
    pub(super) fn are_plain(&self) -> bool {
        self.are_plain
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Those within a range, itself included.
    pub(super) fn within(&self, range: TextRange) -> impl DoubleEndedIterator<Item = &Place<'a>> {
        let first = self.items.partition_point(|item| item.start() < range.start());
        let later = &self.items[first..];
        let count = later.partition_point(|item| item.start() <= range.end());
        later[..count].iter().filter(move |item| item.end() <= range.end())
    }

    /// Those that are just this range.
    pub(super) fn at(&self, range: TextRange) -> impl Iterator<Item = &Place<'a>> {
        let wanted = key(range);
        let first = self.items.partition_point(|item| key(item.range()) < wanted);
        self.items[first..].iter().take_while(move |item| item.range() == range)
    }

    /// Those around a range, itself included, from the inside out.
    pub(super) fn around(&self, range: TextRange) -> Around<'_, 'a> {
        let wanted = key(range);
        let count = self.items.partition_point(|item| key(item.range()) <= wanted);
        let next = count.checked_sub(1).map_or(NONE, |last| last as u32);
        Around { places: self, range, next }
    }
}

pub(super) struct Around<'p, 'a> {
    places: &'p Places<'a>,
    range: TextRange,
    next: u32,
}

impl<'p, 'a> Iterator for Around<'p, 'a> {
    type Item = &'p Place<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.next != NONE {
            let index = self.next as usize;
            let item = &self.places.items[index];
            self.next = if self.places.is_nested {
                self.places.enclosing[index]
            } else {
                index.checked_sub(1).map_or(NONE, |before| before as u32)
            };
            if item.range().contains_range(self.range) {
                return Some(item);
            }
        }
        None
    }
}

fn key(range: TextRange) -> (u32, Reverse<u32>) {
    (range.start().to_u32(), Reverse(range.end().to_u32()))
}

/// By place, and then by what is captured, so that the same match found twice comes together.
fn order(left: &Place<'_>, right: &Place<'_>) -> Ordering {
    key(left.range())
        .cmp(&key(right.range()))
        .then_with(|| sort(left.kind).cmp(&sort(right.kind)))
        .then_with(|| order_of_captures(&left.found.captures, &right.found.captures))
}

fn sort(kind: Kind) -> u8 {
    match kind {
        Kind::Plain => 0,
        Kind::Text => 1,
        Kind::Around(Boundary::Function) => 2,
        Kind::Around(Boundary::Class) => 3,
        Kind::Around(Boundary::Module) => 4,
    }
}

pub(super) fn order_of_captures(left: &Captures<'_>, right: &Captures<'_>) -> Ordering {
    let by_capture = left.iter().zip(right.iter()).find_map(|((left, a), (right, b))| {
        let order = left.cmp(&right).then_with(|| order_of_capture(a, b));
        (order != Ordering::Equal).then_some(order)
    });
    by_capture.unwrap_or_else(|| left.len().cmp(&right.len()))
}

fn order_of_capture(left: &Capture<'_>, right: &Capture<'_>) -> Ordering {
    let by_text = || match (left, right) {
        (Capture::Text { text: left, .. }, Capture::Text { text: right, .. }) => left.cmp(right),
        _ => Ordering::Equal,
    };
    key(left.range()).cmp(&key(right.range())).then_with(by_text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(ranges: &[(u32, u32)]) -> Places<'static> {
        let place = |(start, end): &(u32, u32)| Place {
            found: Match {
                range: TextRange::new((*start).into(), (*end).into()),
                node: None,
                captures: Captures::default(),
            },
            kind: Kind::Plain,
        };
        Places::new(ranges.iter().map(place).collect())
    }

    fn ranges<'p>(found: impl Iterator<Item = &'p Place<'static>>) -> Vec<(u32, u32)> {
        let mut ranges: Vec<(u32, u32)> =
            found.map(|item| (item.start().to_u32(), item.end().to_u32())).collect();
        ranges.sort_unstable();
        ranges
    }

    /// Every range over a few columns, so that each way to lie beside, over or within is there.
    fn all_ranges() -> Vec<(u32, u32)> {
        (0..7).flat_map(|start| (start + 1..8).map(move |end| (start, end))).collect()
    }

    fn check(list: &[(u32, u32)]) {
        let places = places(list);
        for (start, end) in all_ranges() {
            let range = TextRange::new(start.into(), end.into());
            let expect = |test: &dyn Fn(&(u32, u32)) -> bool| {
                let mut found: Vec<_> = list.iter().copied().filter(test).collect();
                found.sort_unstable();
                found
            };
            assert_eq!(
                ranges(places.within(range)),
                expect(&|item| item.0 >= start && item.1 <= end),
                "within {range:?}"
            );
            assert_eq!(
                ranges(places.around(range)),
                expect(&|item| item.0 <= start && item.1 >= end),
                "around {range:?}"
            );
            assert_eq!(ranges(places.at(range)), expect(&|item| *item == (start, end)));
        }
    }

    #[test]
    fn nested_places() {
        check(&[]);
        check(&[(0, 7), (1, 3), (1, 2), (2, 3), (4, 6), (5, 6)]);
        check(&[(0, 2), (2, 4), (2, 3), (4, 6)]);
    }

    #[test]
    fn overlapping_places() {
        check(&[(0, 3), (1, 5), (2, 4), (4, 7)]);
        check(&all_ranges());
    }

    #[test]
    fn the_same_place_twice_is_one() {
        assert_eq!(places(&[(1, 2), (0, 3), (1, 2)]).items().len(), 2);
    }
}
