//! Values that literals of Python have and samples in JSON have not.

use super::forms::{FormId, Forms};
use super::shape::Shape;

/// What the other values at one place are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Others<'d> {
    /// What the elements of the sets among them are.
    pub(crate) set: Option<Shape<'d>>,
    /// The tuples among them.
    pub(crate) tuples: Option<Tuples<'d>>,
    /// What the keys and the values of the dicts with other keys than strings are.
    pub(crate) dict: Option<(Shape<'d>, Shape<'d>)>,
    /// Types that are known by name, as they are written.
    pub(crate) named: Vec<String>,
}

/// Tuples, put together.
#[derive(Clone, Debug)]
pub(crate) enum Tuples<'d> {
    /// All of one length: what each element is.
    Fixed(Vec<Shape<'d>>),
    /// Of several lengths: what the elements are.
    Any(Shape<'d>),
}

impl<'d> Others<'d> {
    /// Takes in all values that others are.
    pub(super) fn merge(&mut self, other: Self) {
        match (&mut self.set, other.set) {
            (Some(set), Some(other)) => set.merge(other),
            (set @ None, other) => *set = other,
            (Some(_), None) => {}
        }
        self.tuples = match (self.tuples.take(), other.tuples) {
            (Some(one), Some(two)) => Some(one.merged(two)),
            (one, two) => one.or(two),
        };
        match (&mut self.dict, other.dict) {
            (Some((keys, values)), Some((other_keys, other_values))) => {
                keys.merge(other_keys);
                values.merge(other_values);
            }
            (dict @ None, other) => *dict = other,
            (Some(_), None) => {}
        }
        for name in other.named {
            self.add_named(name);
        }
    }

    /// Takes in a value of a type that is known by name.
    pub(crate) fn add_named(&mut self, name: String) {
        if let Err(position) = self.named.binary_search(&name) {
            self.named.insert(position, name);
        }
    }

    /// What their elements, keys and values are.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Shape<'d>> {
        let elements = match &self.tuples {
            Some(Tuples::Fixed(elements)) => elements.as_slice(),
            Some(Tuples::Any(elements)) => std::slice::from_ref(elements),
            None => &[],
        };
        let (keys, values) = self.dict.as_ref().map(|(keys, values)| (keys, values)).unzip();
        self.set.iter().chain(elements).chain(keys).chain(values)
    }

    /// How many kinds of values they are.
    pub(super) fn kinds(&self) -> usize {
        usize::from(self.set.is_some())
            + usize::from(self.tuples.is_some())
            + usize::from(self.dict.is_some())
            + self.named.len()
    }
}

impl<'d> Tuples<'d> {
    fn merged(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fixed(mut one), Self::Fixed(two)) if one.len() == two.len() => {
                for (element, other) in one.iter_mut().zip(two) {
                    element.merge(other);
                }
                Self::Fixed(one)
            }
            (one, two) => {
                let mut elements = one.together();
                elements.merge(two.together());
                Self::Any(elements)
            }
        }
    }

    fn together(self) -> Shape<'d> {
        match self {
            Self::Any(elements) => elements,
            Self::Fixed(elements) => {
                let mut together = Shape::default();
                elements.into_iter().for_each(|element| together.merge(element));
                together
            }
        }
    }
}

/// The same with all decided that can be.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(super) struct OtherForms {
    pub(super) set: Option<FormId>,
    pub(super) tuples: Option<TupleForms>,
    pub(super) dict: Option<(FormId, FormId)>,
    pub(super) named: Vec<String>,
}

/// What tuples are.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) enum TupleForms {
    Fixed(Vec<FormId>),
    Any(FormId),
}

impl<'d> Forms<'d> {
    pub(super) fn settle_others(&mut self, others: Others<'d>) -> OtherForms {
        OtherForms {
            set: others.set.map(|elements| self.settle(elements)),
            tuples: others.tuples.map(|tuples| match tuples {
                Tuples::Fixed(elements) => {
                    TupleForms::Fixed(elements.into_iter().map(|it| self.settle(it)).collect())
                }
                Tuples::Any(elements) => TupleForms::Any(self.settle(elements)),
            }),
            dict: others.dict.map(|(keys, values)| (self.settle(keys), self.settle(values))),
            named: others.named,
        }
    }
}
