//! Objects: classes where keys are named, dicts where they are not.

use ruff_python_ast::Expr;
use ruff_python_stdlib::identifiers::is_identifier;

use super::documentation;
use super::effective::{Leaf, is_anything, is_false, mapping, texts};
use super::library::Schema;
use super::naming::Hint;
use super::patterns::listed_names;
use super::properties::{Property, properties};
use super::translation::{Identity, Shape, Translation};
use crate::document::Value;
use crate::model::{DefaultValue, Definition, Field};
use crate::records::record;
use crate::syntax;

impl<'d> Translation<'d> {
    pub(super) fn object(
        &mut self,
        leaves: &[Leaf<'d>],
        hint: &Hint,
        identity: (&Identity, bool),
    ) -> Expr {
        let nesting = std::mem::take(&mut self.nesting);
        let mut others = other_values(leaves);
        let mut properties = properties(leaves);
        // No class has a key that is empty.
        for property in properties.extract_if(.., |property| property.key.is_empty()) {
            others.extend(property.schemas);
        }
        let describes_some = properties.iter().any(|property| !property.schemas.is_empty());
        if !describes_some || !others.is_empty() {
            // Keys that are only demanded have the type of all others.
            properties.retain(|property| !property.schemas.is_empty());
        }
        let expression = if properties.is_empty() {
            self.open_dictionary(leaves, &others, hint)
        } else if others.is_empty() || self.shape != Shape::TypedDict {
            let keys: Vec<&str> = properties.iter().map(|it| it.key.as_ref()).collect();
            let (name, is_there) = self.name_of(identity, hint, &keys);
            if !is_there {
                self.define_class(&name, &properties, leaves, documentation::of(leaves));
            }
            syntax::name(&name)
        } else {
            self.mixed(&properties, &others, leaves, hint)
        };
        self.nesting = nesting;
        expression
    }

    /// `dict[str, ...]`, or with the keys that `propertyNames` lists.
    fn open_dictionary(&mut self, leaves: &[Leaf<'d>], others: &[Schema<'d>], hint: &Hint) -> Expr {
        let value = match others {
            [] if forbids_others(leaves) => syntax::name("Never"),
            [] => self.anything(),
            others => self.values(others, hint),
        };
        let names = leaves
            .iter()
            .filter(|leaf| !leaf.is_conditional)
            .filter_map(|leaf| leaf.schema.keyword("propertyNames"))
            .find(|names| names.node.get("enum").is_some());
        let key = match names {
            Some(names) => self.type_of(names, hint.of_element("Key")),
            None => syntax::name("str"),
        };
        syntax::subscript(syntax::name("dict"), syntax::tuple(vec![key, value], false))
    }

    /// An object whose unnamed keys have values of certain types, too: no class can say that to
    /// all type checkers. The named ones become a class nevertheless, to be used by casts.
    fn mixed(
        &mut self,
        properties: &[Property<'d>],
        others: &[Schema<'d>],
        leaves: &[Leaf<'d>],
        hint: &Hint,
    ) -> Expr {
        let name = self.take_name(&hint.of_element("Keys"));
        let note = "Other keys are described too: where this is used, it is as a dict of all.";
        let documentation = match documentation::of(leaves) {
            Some(documentation) => format!("{documentation}\n\n{note}"),
            None => note.to_owned(),
        };
        let mut values = self.define_class(&name, properties, leaves, Some(documentation));
        values.push(self.values(others, hint));
        self.dictionary(values)
    }

    fn values(&mut self, schemas: &[Schema<'d>], hint: &Hint) -> Expr {
        let members =
            schemas.iter().map(|it| self.type_of(*it, hint.of_element("Value"))).collect();
        self.union(members)
    }

    /// Defines the class, and gives the types of its fields.
    fn define_class(
        &mut self,
        name: &str,
        properties: &[Property<'d>],
        leaves: &[Leaf<'d>],
        documentation: Option<String>,
    ) -> Vec<Expr> {
        let whole = leaves[0].schema;
        let fields = self.fields(properties, &Hint::new(name), whole);
        let types = fields.iter().map(|field| field.annotation.expression.clone()).collect();
        // What it consists of has come first.
        self.definitions.push(Definition {
            name: name.to_owned(),
            documentation,
            type_parameters: Vec::new(),
            kind: record(self.shape, fields),
            span: whole.node.span.clone(),
        });
        self.homes.push((name.to_owned(), whole.document));
        types
    }

    fn fields(
        &mut self,
        properties: &[Property<'d>],
        hint: &Hint,
        whole: Schema<'d>,
    ) -> Vec<Field> {
        let mut fields = Vec::new();
        for property in properties {
            let mut annotation = self.property_type(property, hint);
            let place = property.schemas.first().copied().unwrap_or(whole);
            let is_attribute = self.shape != Shape::TypedDict;
            if is_attribute && !is_identifier(&property.key) {
                let message = format!(
                    "the key `{}` cannot be an attribute, and keys are never renamed: use \
                     TypedDicts",
                    property.key
                );
                self.errors.push(self.library.error(place, message));
            }
            let mut default = None;
            if is_attribute && !property.is_required {
                annotation = self.union(vec![annotation, syntax::none()]);
                default = Some(DefaultValue::Value(syntax::none()));
            }
            let leaves: Vec<_> = property.schemas.iter().map(|it| Leaf::new(*it)).collect();
            fields.push(Field {
                name: property.key.clone().into_owned(),
                annotation: self.located(place, annotation),
                default,
                documentation: documentation::of(&leaves),
                is_read_only: false,
                is_required: property.is_required,
                is_class_variable: false,
                // All places in a definition are places in one document.
                span: if place.document == whole.document { place } else { whole }
                    .node
                    .span
                    .clone(),
            });
        }
        fields
    }

    fn property_type(&mut self, property: &Property<'d>, hint: &Hint) -> Expr {
        let hint = hint.of_part(&property.key);
        if property.schemas.is_empty() {
            return self.anything();
        }
        if property.is_conditional {
            // One or the other applies.
            let members =
                property.schemas.iter().map(|it| self.type_of(*it, hint.clone())).collect();
            return self.union(members);
        }
        self.type_of_several(&property.schemas, hint)
    }
}

/// The schemas of values under keys that only a pattern or nothing names.
fn other_values<'d>(leaves: &[Leaf<'d>]) -> Vec<Schema<'d>> {
    let mut values = Vec::new();
    for leaf in leaves {
        for (pattern, schema) in mapping(leaf.schema, "patternProperties") {
            // `^x-` is how specifications let everybody add keys; they are not the point.
            let is_listed = listed_names(pattern).is_some();
            if !(is_listed || is_anything(schema) || pattern.starts_with("^x-") || is_never(schema))
            {
                values.push(schema);
            }
        }
        for keyword in ["additionalProperties", "unevaluatedProperties"] {
            if let Some(schema) = leaf.schema.keyword(keyword)
                && !matches!(schema.node.value, Value::Boolean(_))
                && !is_anything(schema)
            {
                values.push(schema);
            }
        }
    }
    values
}

fn is_never(schema: Schema<'_>) -> bool {
    matches!(schema.node.value, Value::Boolean(false))
}

/// Whether no key is allowed that no schema describes.
fn forbids_others(leaves: &[Leaf<'_>]) -> bool {
    leaves.iter().filter(|leaf| !leaf.is_conditional).any(|leaf| {
        let has_patterns = mapping(leaf.schema, "patternProperties").any(|(_, it)| !is_never(it));
        (is_false(leaf.schema, "additionalProperties") && !has_patterns)
            || is_false(leaf.schema, "unevaluatedProperties")
    })
}

/// The keys that must be there and that no property describes.
pub(super) fn demanded_others<'d>(leaves: &[Leaf<'d>]) -> Vec<&'d str> {
    let mut keys = Vec::new();
    for leaf in leaves.iter().filter(|leaf| !leaf.is_conditional) {
        for key in texts(leaf.schema, "required") {
            let is_described = leaves.iter().any(|other| {
                other.schema.keyword("properties").is_some_and(|it| it.node.get(key).is_some())
            });
            if !is_described && !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}
