//! Objects: classes where keys are named, dicts where they are not.

use ruff_python_ast::Expr;
use ruff_python_stdlib::identifiers::is_identifier;
use rustc_hash::FxHashSet;

use super::effective::{Leaf, flatten, is_anything, is_true, mapping};
use super::library::Schema;
use super::translation::{Hint, Shape, Translation, forbids_others};
use crate::document::Value;
use crate::model::{DefaultValue, Definition, Field};
use crate::records::record;
use crate::syntax;

/// A property and the schemas that apply to it.
struct Property<'d> {
    key: &'d str,
    schemas: Vec<Schema<'d>>,
    is_required: bool,
    is_read_only: bool,
}

impl<'d> Translation<'d> {
    pub(super) fn object(&mut self, leaves: &[Leaf<'d>], hint: &Hint, whole: Schema<'d>) -> Expr {
        let properties = properties(leaves);
        let others = self.other_values(leaves, hint);
        if properties.is_empty() {
            return match (others.is_empty(), forbids_others(leaves)) {
                (true, true) => self.dictionary(vec![syntax::name("Never")]),
                _ => self.dictionary(others),
            };
        }
        if !others.is_empty() {
            // No class can say what the values of unnamed keys are, to all type checkers.
            let mut values = others;
            for property in &properties {
                let value = self.property_type(property, hint);
                values.push(value);
            }
            return self.dictionary(values);
        }
        let (name, is_new) = self.name_of(whole, hint);
        if is_new {
            let hint = Hint { name: name.clone(), parent: hint.parent.clone() };
            let place = self.definitions.len();
            let fields = self.fields(&properties, &hint, whole);
            let definition = Definition {
                name: name.clone(),
                documentation: self.documentation(leaves),
                type_parameters: Vec::new(),
                kind: record(self.shape, fields),
                span: whole.node.span.clone(),
            };
            // What it consists of comes first.
            let place = place.max(self.definitions.len());
            self.definitions.insert(place, definition);
        }
        syntax::name(&name)
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
            let is_attribute = self.shape != Shape::TypedDict;
            if is_attribute && !is_identifier(property.key) {
                let message = format!(
                    "the key `{}` cannot be an attribute, and keys are never renamed: use \
                     TypedDicts",
                    property.key
                );
                self.errors.push(self.library.error(whole, message));
            }
            let mut default = None;
            if is_attribute && !property.is_required {
                annotation = self.union(vec![annotation, syntax::none()]);
                default = Some(DefaultValue::Value(syntax::none()));
            }
            let mut leaves = Vec::new();
            for schema in &property.schemas {
                leaves.push(Leaf { schema: *schema, is_chosen: false });
            }
            fields.push(Field {
                name: property.key.to_owned(),
                annotation: self.located(property.schemas[0], annotation),
                default,
                documentation: self.documentation(&leaves),
                is_read_only: property.is_read_only && !is_attribute,
                is_required: property.is_required,
                is_class_variable: false,
                span: property.schemas[0].node.span.clone(),
            });
        }
        fields
    }

    fn property_type(&mut self, property: &Property<'d>, hint: &Hint) -> Expr {
        let hint = hint.of_part(property.key);
        match property.schemas.as_slice() {
            [only] => self.type_of(*only, hint),
            several => {
                let mut leaves = Vec::new();
                several.iter().for_each(|schema| flatten(self.library, *schema, &mut leaves));
                self.type_of_all(&leaves, &hint, several[0])
            }
        }
    }

    /// The types of values under keys that only a pattern or nothing names.
    fn other_values(&mut self, leaves: &[Leaf<'d>], hint: &Hint) -> Vec<Expr> {
        let mut values = Vec::new();
        let part = Hint { name: format!("{}Value", hint.name), parent: hint.parent.clone() };
        for leaf in leaves {
            for (pattern, schema) in mapping(leaf.schema, "patternProperties") {
                // `^x-` is how specifications let everybody add keys; they are not the point.
                if !(is_anything(schema) || pattern.starts_with("^x-")) {
                    values.push(self.type_of(schema, part.clone()));
                }
            }
            if let Some(schema) = leaf.schema.keyword("additionalProperties")
                && !matches!(schema.node.value, Value::Boolean(_))
                && !is_anything(schema)
            {
                values.push(self.type_of(schema, part.clone()));
            }
        }
        values
    }
}

fn properties<'d>(leaves: &[Leaf<'d>]) -> Vec<Property<'d>> {
    let mut properties: Vec<Property<'d>> = Vec::new();
    let mut required: FxHashSet<&str> = FxHashSet::default();
    for leaf in leaves {
        if let Some(Value::Sequence(items)) =
            leaf.schema.node.get("required").map(|node| &node.value)
        {
            required.extend(items.iter().filter_map(|item| match &item.value {
                Value::String(name) => Some(name.as_str()),
                _ => None,
            }));
        }
        for (key, schema) in mapping(leaf.schema, "properties") {
            match properties.iter_mut().find(|property| property.key == key) {
                Some(property) => property.schemas.push(schema),
                None => properties.push(Property {
                    key,
                    schemas: vec![schema],
                    is_required: false,
                    is_read_only: false,
                }),
            }
        }
    }
    for property in &mut properties {
        property.is_required = required.contains(property.key)
            || property.schemas.iter().any(|schema| is_true(*schema, "required"));
    }
    properties
}
