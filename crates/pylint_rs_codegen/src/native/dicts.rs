//! `[typed_dicts.*]`

use super::classes::{bases, fields};
use super::definition;
use super::fields::FieldKeys;
use super::reader::Reader;
use crate::document::{Key, Node};
use crate::model::{Definition, DefinitionKind, TypedDict};

pub(super) fn typed_dict(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Definition> {
    let mut table = reader.table(node, &format!("TypedDict `{}`", key.text))?;
    let is_total = reader.flag(&mut table, "total", true);
    let keys = FieldKeys {
        default: false,
        read_only: Some(false),
        required: Some(is_total),
        class_variable: false,
        is_identifier: false,
    };
    let dict = TypedDict {
        bases: bases(reader, &mut table),
        fields: fields(reader, &mut table, keys),
        is_closed: reader.flag(&mut table, "closed", false),
        extra_items: table
            .take("extra_items")
            .and_then(|node| reader.type_expression(node, "`extra_items`")),
    };
    if dict.is_closed && dict.extra_items.is_some() {
        reader.error(&table.span, "a TypedDict is `closed` or has `extra_items`, not both");
    }
    let definition = definition(key, &mut table, reader, DefinitionKind::TypedDict(dict));
    reader.finish(table);
    Some(definition)
}
