//! The named keys of an object.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::alternatives::is_group;
use super::effective::{ALTERNATIVES, Leaf, is_true, list, mapping, texts};
use super::library::Schema;
use super::patterns::listed_names;

/// A property and the schemas that apply to it.
pub(super) struct Property<'d> {
    pub(super) key: Cow<'d, str>,
    /// All of these apply; none if the key is only demanded.
    pub(super) schemas: Vec<Schema<'d>>,
    /// One of the schemas applies instead of all, or none.
    pub(super) is_conditional: bool,
    pub(super) is_required: bool,
}

/// The properties of what all of the schemas describe, in the order in which they are written.
pub(super) fn properties<'d>(leaves: &[Leaf<'d>]) -> Vec<Property<'d>> {
    let mut properties: Vec<Property<'d>> = Vec::new();
    let mut places: FxHashMap<Cow<'d, str>, usize> = FxHashMap::default();
    let mut required: FxHashSet<&str> = FxHashSet::default();
    let mut add = |key: Cow<'d, str>, schema: Option<Schema<'d>>, is_conditional: bool| {
        let place = *places.entry(key.clone()).or_insert_with(|| {
            properties.push(Property {
                key,
                schemas: Vec::new(),
                is_conditional,
                is_required: false,
            });
            properties.len() - 1
        });
        // What applies always counts; what applies sometimes only if nothing else does.
        let property = &mut properties[place];
        if property.is_conditional == is_conditional {
            property.schemas.extend(schema);
        }
    };
    for leaf in leaves.iter().filter(|leaf| !leaf.is_conditional) {
        for (key, schema) in mapping(leaf.schema, "properties") {
            add(key.into(), Some(schema), false);
        }
        for (pattern, schema) in mapping(leaf.schema, "patternProperties") {
            for key in listed_names(pattern).unwrap_or_default() {
                add(key.into(), Some(schema), false);
            }
        }
    }
    for leaf in leaves.iter().filter(|leaf| !leaf.is_conditional) {
        for key in texts(leaf.schema, "required") {
            required.insert(key);
        }
    }
    for leaf in leaves.iter().filter(|leaf| leaf.is_conditional) {
        for (key, schema) in mapping(leaf.schema, "properties") {
            add(key.into(), Some(schema), true);
        }
    }
    // A condition's keys must be there to be asked for, and so must those that are demanded.
    for leaf in leaves {
        if let Some(condition) = leaf.schema.keyword("if") {
            for (key, _) in mapping(condition, "properties") {
                add(key.into(), None, true);
            }
        }
        for branch in ALTERNATIVES.into_iter().flat_map(|keyword| list(leaf.schema, keyword)) {
            for key in texts(branch, "required").filter(|_| is_group(branch)) {
                add(key.into(), None, true);
            }
        }
        if !leaf.is_conditional {
            for key in texts(leaf.schema, "required") {
                add(key.into(), None, false);
            }
        }
    }
    for property in &mut properties {
        property.is_required = required.contains(property.key.as_ref())
            || (!property.is_conditional
                && property.schemas.iter().any(|schema| is_true(*schema, "required")));
    }
    properties
}
