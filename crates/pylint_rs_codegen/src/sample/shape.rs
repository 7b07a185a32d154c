//! What the values at one place of the samples are.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::others::Others;
use crate::document::{Node, Value};

/// With fewer keys than these, looking through them is quicker than a table.
const FEW: usize = 8;

/// What the values at one place of the samples are: several things, if they differ.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape<'d> {
    /// The scalars among them.
    pub(crate) scalars: Scalars,
    /// What the items of the lists among them are.
    pub(crate) list: Option<Box<Shape<'d>>>,
    /// The objects among them, put together.
    pub(crate) object: Option<Box<Object<'d>>>,
    /// What of them JSON has not.
    pub(crate) others: Option<Box<Others<'d>>>,
    /// Where the first of them is.
    pub(crate) place: Place,
}

/// Kinds of scalars.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Scalars {
    pub(crate) null: bool,
    pub(crate) boolean: bool,
    pub(crate) integer: bool,
    pub(crate) float: bool,
    pub(crate) string: bool,
}

/// Where a value is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// The number of the file.
    pub(crate) source: u32,
    start: u32,
    end: u32,
}

/// Objects, put together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object<'d> {
    /// How many they are.
    pub(crate) count: usize,
    /// Whether it is known that keys are names, whatever they look like.
    pub(crate) is_record: bool,
    /// Their keys, in the order in which they first came.
    pub(crate) fields: Vec<Field<'d>>,
    index: FxHashMap<Cow<'d, str>, usize>,
}

/// A key of objects.
#[derive(Clone, Debug)]
pub(crate) struct Field<'d> {
    /// The key.
    pub(crate) key: Cow<'d, str>,
    /// What its values are.
    pub(crate) shape: Shape<'d>,
    /// How many of the objects have it.
    pub(crate) count: usize,
    /// Where it is first.
    pub(crate) place: Place,
}

impl<'d> Shape<'d> {
    /// What one value of a file is.
    pub(crate) fn of(node: &'d Node, source: u32) -> Self {
        let mut shape = Self { place: Place::new(source, &node.span), ..Self::default() };
        shape.add(node, source);
        shape
    }

    /// Takes in another value of the same place.
    pub(crate) fn add(&mut self, node: &'d Node, source: u32) {
        match &node.value {
            Value::Null => self.scalars.null = true,
            Value::Boolean(_) => self.scalars.boolean = true,
            Value::Integer(_) => self.scalars.integer = true,
            Value::Float(_) => self.scalars.float = true,
            Value::String(_) => self.scalars.string = true,
            Value::Sequence(items) => {
                let place = Place::new(source, &node.span);
                let list =
                    self.list.get_or_insert_with(|| Box::new(Self { place, ..Self::default() }));
                items.iter().for_each(|item| list.add(item, source));
            }
            Value::Mapping(entries) => {
                let object = self.object.get_or_insert_default();
                object.count += 1;
                for (key, value) in entries {
                    let place = Place::new(source, &key.span);
                    let field = object.field(Cow::Borrowed(&key.text), place);
                    field.count += 1;
                    field.shape.add(value, source);
                }
            }
        }
    }

    /// Takes in all values that another shape is of.
    pub(crate) fn merge(&mut self, other: Self) {
        self.scalars = self.scalars.with(other.scalars);
        match (&mut self.list, other.list) {
            (Some(list), Some(other)) => list.merge(*other),
            (list @ None, other) => *list = other,
            (Some(_), None) => {}
        }
        match (&mut self.object, other.object) {
            (Some(object), Some(other)) => object.merge(*other),
            (object @ None, other) => *object = other,
            (Some(_), None) => {}
        }
        if let Some(other) = other.others {
            self.others.get_or_insert_default().merge(*other);
        }
    }

    /// Whether all values are lists of nothing but objects.
    pub(crate) fn is_list_of_objects(&self) -> bool {
        let is_object = |items: &Self| {
            items.object.is_some()
                && items.list.is_none()
                && items.others.is_none()
                && items.scalars == Scalars::default()
        };
        self.object.is_none()
            && self.others.is_none()
            && self.scalars == Scalars::default()
            && self.list.as_deref().is_some_and(is_object)
    }
}

impl Scalars {
    /// These and those.
    fn with(self, other: Self) -> Self {
        Self {
            null: self.null || other.null,
            boolean: self.boolean || other.boolean,
            integer: self.integer || other.integer,
            float: self.float || other.float,
            string: self.string || other.string,
        }
    }
}

impl<'d> Object<'d> {
    /// The field of a key, which is new if there is none.
    pub(crate) fn field(&mut self, key: Cow<'d, str>, place: Place) -> &mut Field<'d> {
        let position = match self.fields.len() {
            0..FEW => self.fields.iter().position(|field| field.key == key),
            length => {
                if self.index.is_empty() {
                    let keys = self.fields.iter().enumerate();
                    self.index = keys.map(|(index, field)| (field.key.clone(), index)).collect();
                }
                debug_assert_eq!(self.index.len(), length);
                self.index.get(&key).copied()
            }
        };
        let position = position.unwrap_or_else(|| {
            if !self.index.is_empty() {
                self.index.insert(key.clone(), self.fields.len());
            }
            let shape = Shape { place, ..Shape::default() };
            self.fields.push(Field { key, shape, count: 0, place });
            self.fields.len() - 1
        });
        &mut self.fields[position]
    }

    fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.is_record |= other.is_record;
        for field in other.fields {
            let own = self.field(field.key, field.place);
            own.count += field.count;
            own.shape.merge(field.shape);
        }
    }
}

impl Place {
    /// A part of a file.
    pub(crate) fn new(source: u32, span: &Range<usize>) -> Self {
        let byte = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: byte(span.start), end: byte(span.end) }
    }

    /// Its bytes.
    pub(crate) fn span(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
