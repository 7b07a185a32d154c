//! `[classes.*]`, `[dataclasses.*]`, `[named_tuples.*]` and `[type_aliases.*]`.

use super::fields::FieldKeys;
use super::reader::{Reader, Table};
use super::{definition, is_text};
use crate::document::{Key, Node};
use crate::model::{
    Accessors, Class, Dataclass, DefaultValue, Definition, DefinitionKind, Field, TypeExpression,
};

const FIELDS: FieldKeys = FieldKeys {
    default: true,
    read_only: None,
    required: None,
    class_variable: true,
    is_identifier: true,
};

const ACCESSORS: [(&str, Accessors); 3] = [
    ("none", Accessors::None),
    ("methods", Accessors::Methods),
    ("property", Accessors::Properties),
];

pub(super) fn class(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Definition> {
    let mut table = reader.table(node, &format!("class `{}`", key.text))?;
    let bases = bases(reader, &mut table);
    let is_read_only = reader.flag(&mut table, "readonly", false);
    let keys = FieldKeys { read_only: Some(is_read_only), ..FIELDS };
    let class = Class {
        bases,
        initializers: Vec::new(),
        fields: fields(reader, &mut table, keys),
        accessors: reader.choice(&mut table, "accessors", &ACCESSORS, Accessors::None),
        has_slots: reader.flag(&mut table, "slots", false),
        has_equality: reader.flag(&mut table, "eq", false),
        has_representation: reader.flag(&mut table, "repr", false),
    };
    defaults_last(&class.fields, reader);
    let definition = definition(key, &mut table, reader, DefinitionKind::Class(class));
    reader.finish(table);
    Some(definition)
}

pub(super) fn dataclass(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Definition> {
    let mut table = reader.table(node, &format!("dataclass `{}`", key.text))?;
    let dataclass = Dataclass {
        bases: bases(reader, &mut table),
        fields: fields(reader, &mut table, FIELDS),
        is_frozen: reader.flag(&mut table, "frozen", false),
        has_slots: reader.flag(&mut table, "slots", false),
        is_keyword_only: reader.flag(&mut table, "kw_only", false),
        has_order: reader.flag(&mut table, "order", false),
    };
    if !dataclass.is_keyword_only {
        defaults_last(&dataclass.fields, reader);
    }
    let definition = definition(key, &mut table, reader, DefinitionKind::Dataclass(dataclass));
    reader.finish(table);
    Some(definition)
}

pub(super) fn named_tuple(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Definition> {
    let mut table = reader.table(node, &format!("named tuple `{}`", key.text))?;
    let keys = FieldKeys { class_variable: false, ..FIELDS };
    let fields = fields(reader, &mut table, keys);
    defaults_last(&fields, reader);
    for field in
        fields.iter().filter(|field| matches!(field.default, Some(DefaultValue::Factory(_))))
    {
        let message = format!("`{}`: all instances of a named tuple would share it", field.name);
        reader.error(&field.span, message);
    }
    let definition = definition(key, &mut table, reader, DefinitionKind::NamedTuple(fields));
    reader.finish(table);
    Some(definition)
}

/// `NAME = "int | str"`, or `NAME = { type = "int | str", … }`
pub(super) fn type_alias(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Definition> {
    let what = format!("type alias `{}`", key.text);
    if is_text(node) {
        let alias = reader.type_expression(node, &what)?;
        return Some(Definition {
            name: key.text.clone(),
            documentation: None,
            type_parameters: Vec::new(),
            kind: DefinitionKind::Alias(alias),
            span: key.span.clone(),
        });
    }
    let mut table = reader.table_or_text(node, &what, "a type or a table")?;
    let alias = match table.take("type") {
        Some(node) => reader.type_expression(node, &what),
        None => {
            reader.error(&key.span, format!("{what} needs a `type`"));
            None
        }
    };
    let definition =
        alias.map(|alias| definition(key, &mut table, reader, DefinitionKind::Alias(alias)));
    if definition.is_some() {
        reader.finish(table);
    }
    definition
}

/// The key `bases`.
pub(super) fn bases(reader: &mut Reader<'_>, table: &mut Table<'_>) -> Vec<TypeExpression> {
    table.take("bases").map(|node| reader.types(node, "`bases`")).unwrap_or_default()
}

/// The key `fields`.
pub(super) fn fields(
    reader: &mut Reader<'_>,
    table: &mut Table<'_>,
    keys: FieldKeys,
) -> Vec<Field> {
    table.take("fields").map(|node| reader.fields(node, "`fields`", keys)).unwrap_or_default()
}

/// Python's parameters with defaults come after those without.
fn defaults_last(fields: &[Field], reader: &mut Reader<'_>) {
    let mut defaulted: Option<&Field> = None;
    for field in fields.iter().filter(|field| !field.is_class_variable) {
        match (&field.default, defaulted) {
            (None, Some(before)) => {
                let message = format!(
                    "field `{}` without a default comes after `{}`, which has one",
                    field.name, before.name
                );
                reader.error(&field.span, message);
                // Those after it are as wrong, until it is moved.
                return;
            }
            (Some(_), _) => defaulted = Some(field),
            (None, None) => {}
        }
    }
}
