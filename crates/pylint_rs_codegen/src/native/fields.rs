//! Fields of every kind.

use super::reader::Reader;
use super::{code, is_text, values};
use crate::document::{Key, Node};
use crate::model::{DefaultValue, Field};
use crate::syntax;

/// What a field of some kind of definition may say beyond its type, default and `doc`.
#[derive(Clone, Copy)]
pub(super) struct FieldKeys {
    /// Whether it may have a default.
    pub(super) default: bool,
    /// Whether it may be read-only, and is unless it says otherwise.
    pub(super) read_only: Option<bool>,
    /// Whether it may be missing, and must not be unless it says otherwise.
    pub(super) required: Option<bool>,
    /// Whether it may be the class's.
    pub(super) class_variable: bool,
    /// Whether its name must be an identifier.
    pub(super) is_identifier: bool,
}

impl Reader<'_> {
    /// `name = "type"`, or `name = { type = "type", … }`, for each.
    pub(super) fn fields(&mut self, node: &Node, what: &str, keys: FieldKeys) -> Vec<Field> {
        let entries = self.entries(node, what).unwrap_or_default();
        entries.iter().filter_map(|(key, node)| self.field(key, node, keys)).collect()
    }

    pub(super) fn field(&mut self, key: &Key, node: &Node, keys: FieldKeys) -> Option<Field> {
        if keys.is_identifier {
            self.definition_name(key);
        }
        let what = format!("field `{}`", key.text);
        if is_text(node) {
            let annotation = self.type_expression(node, &what)?;
            return Some(Field {
                name: key.text.clone(),
                annotation,
                default: None,
                documentation: None,
                is_read_only: keys.read_only.unwrap_or(false),
                is_required: keys.required.unwrap_or(true),
                is_class_variable: false,
                span: key.span.clone(),
            });
        }
        let mut table = self.table_or_text(node, &what, "a type or a table")?;
        let annotation = match table.take("type") {
            Some(node) => self.type_expression(node, &what),
            None => {
                self.error(&key.span, format!("{what} needs a `type`"));
                None
            }
        };
        let documentation = self.documentation(&mut table);
        let mut default = None;
        if keys.default {
            let given = table.take("default");
            let value = given.and_then(|node| self.value(node, "`default`"));
            let factory = table.take("factory");
            if let (Some(_), Some(factory)) = (&value, factory) {
                self.error(&factory.span, "a field has a `default` or a `factory`, not both");
            }
            let factory = factory.and_then(|node| self.code(node, "`factory`"));
            if value.as_ref().is_some_and(code::is_mutable) {
                self.error(
                    &key.span,
                    format!("{what} would share its default with all: give a `factory` instead"),
                );
            }
            default = value.map(DefaultValue::Value).or(factory.map(DefaultValue::Factory));
            if default.is_none() && given.is_some() {
                // What is wrong with it has been said.
                default = Some(DefaultValue::Value(syntax::ellipsis()));
            }
        }
        let mut flag = |key, default: Option<bool>| match default {
            Some(default) => self.flag(&mut table, key, default),
            None => false,
        };
        let is_read_only = flag("read_only", keys.read_only);
        let is_required = keys.required.is_none() || flag("required", keys.required);
        let is_class_variable = flag("class_variable", keys.class_variable.then_some(false));
        self.finish(table);
        let annotation = annotation?;
        if let Some(DefaultValue::Value(value)) = &default
            && let Some(message) = values::mismatch(&annotation.expression, value)
        {
            self.error(&key.span, format!("{what}: {message}"));
        }
        Some(Field {
            name: key.text.clone(),
            annotation,
            default,
            documentation,
            is_read_only,
            is_required,
            is_class_variable,
            span: key.span.clone(),
        })
    }
}
