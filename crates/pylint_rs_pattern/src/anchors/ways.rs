//! What an operation needs, as alternatives.

use std::sync::OnceLock;

use super::clauses::{words_of, words_of_test};
use super::features::Features;
use super::table::Table;
use crate::evaluate::{All, CaptureTest, Check, Operation, OperationId, Program};

/// More alternatives tell too little to be worth a look.
const MOST_WAYS: usize = 32;

/// The alternatives of which a file must have one for an operation to have a place in it; none
/// at all, if it may have one anywhere.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Ways(Vec<Way>);

/// Something that a file must have as a whole.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Way {
    pub(super) syntax: Features,
    /// Groups of words, by number, of each of which one must be there; in order.
    pub(super) groups: Vec<Box<[u32]>>,
}

/// What the operations of a program need: of most it is never asked, as their rules' words are
/// missing.
#[derive(Debug, Default)]
pub(super) struct Needs(Box<[OnceLock<Ways>]>);

impl Needs {
    /// For that many operations.
    pub(super) fn new(count: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(count).collect())
    }

    /// What an operation needs. Words that are not in the table are not asked for.
    pub(super) fn of(&self, id: OperationId, program: &Program, table: &Table) -> &Ways {
        self.0[id.index()].get_or_init(|| self.find(id, program, table))
    }

    fn find(&self, id: OperationId, program: &Program, table: &Table) -> Ways {
        let known = |id: OperationId| self.of(id, program, table);
        match program.get(id) {
            Operation::Pattern(pattern) | Operation::Calls(pattern, _) => {
                let mut way = Way { syntax: Features::of_pattern(pattern), groups: Vec::new() };
                for word in words_of(pattern) {
                    way.add_group(table.group(std::slice::from_ref(word)));
                }
                if let Operation::Calls(_, names) = program.get(id) {
                    way.add_group(table.group(names));
                }
                Ways::one(way)
            }
            Operation::All(all) => {
                let mut ways = Ways::default();
                for part in all.values.iter().chain(&all.relations) {
                    ways = ways.and(known(*part));
                }
                for condition in &all.conditions {
                    let Check::Of(id, test) = condition else { continue };
                    if let CaptureTest::Kind(sorts) = test
                        && let [only] = *all.values
                    {
                        let syntax = annotation_of(only, program, &|pattern| {
                            Features::of_annotation(pattern, *id, sorts)
                        });
                        ways = ways.and(&Ways::one(Way { syntax, groups: Vec::new() }));
                    }
                    if let Some(words) = words_of_test(*id, test, all, program) {
                        let mut way = Way::default();
                        way.add_group(table.group(&words));
                        ways = ways.and(&Ways::one(way));
                    }
                    if let Some(operation) = All::searched_code(*id, test, all, program) {
                        ways = ways.and(known(operation));
                    }
                }
                ways
            }
            Operation::Any(operands) => Ways::any(operands.iter().map(|operand| known(*operand))),
            Operation::Inside(inner, _)
            | Operation::Has(inner)
            | Operation::Follows(inner)
            | Operation::Precedes(inner) => known(*inner).clone(),
            Operation::Not(_) | Operation::Regex(_) => Ways::default(),
        }
    }
}

impl Ways {
    fn one(way: Way) -> Self {
        if way.is_empty() { Self::default() } else { Self(vec![way]) }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Way> {
        self.0.iter()
    }

    /// Whether nothing is needed.
    pub(super) fn are_open(&self) -> bool {
        self.0.is_empty()
    }

    fn and(self, other: &Self) -> Self {
        if self.are_open() {
            return other.clone();
        }
        if other.are_open() {
            return self;
        }
        let (few, many) =
            if self.0.len() <= other.0.len() { (&self, other) } else { (other, &self) };
        if few.0.len() * many.0.len() > MOST_WAYS {
            let common = many.common();
            return Self::of_several(few.0.iter().map(|way| way.and(&common)));
        }
        Self::of_several(few.0.iter().flat_map(|way| many.0.iter().map(|other| way.and(other))))
    }

    fn any<'w>(operands: impl Iterator<Item = &'w Self>) -> Self {
        let mut ways = Vec::new();
        for operand in operands {
            if operand.are_open() {
                return Self::default();
            }
            ways.extend(operand.0.iter().cloned());
        }
        let ways = Self::of_several(ways.into_iter());
        if ways.0.len() > MOST_WAYS { Self::one(ways.common()) } else { ways }
    }

    fn of_several(several: impl Iterator<Item = Way>) -> Self {
        let mut ways: Vec<Way> = Vec::new();
        for way in several {
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        Self(ways)
    }

    /// What all of them need.
    fn common(&self) -> Way {
        let Some((first, rest)) = self.0.split_first() else { return Way::default() };
        rest.iter().fold(first.clone(), |mut common, way| {
            common.groups.retain(|group| way.groups.contains(group));
            common.syntax = common.syntax.intersection(&way.syntax);
            common
        })
    }
}

impl Way {
    fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.syntax.is_empty()
    }

    /// Adds a group, if all its words are known.
    fn add_group(&mut self, group: Option<Box<[u32]>>) {
        if let Some(group) = group
            && let Err(index) = self.groups.binary_search(&group)
        {
            self.groups.insert(index, group);
        }
    }

    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.syntax = both.syntax.union(&other.syntax);
        other.groups.iter().for_each(|group| both.add_group(Some(group.clone())));
        both
    }
}

/// What all patterns that an operation's places come from need for an annotation.
fn annotation_of(
    id: OperationId,
    program: &Program,
    needs: &impl Fn(&crate::Pattern) -> Features,
) -> Features {
    match program.get(id) {
        Operation::Pattern(pattern) | Operation::Calls(pattern, _) => needs(pattern),
        Operation::Any(operands) => {
            let each = operands.iter().map(|operand| annotation_of(*operand, program, needs));
            each.reduce(|left, right| left.intersection(&right)).unwrap_or_default()
        }
        Operation::All(all) => match *all.values {
            [only] if !all.is_relative => annotation_of(only, program, needs),
            _ => Features::default(),
        },
        _ => Features::default(),
    }
}
