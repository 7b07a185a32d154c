//! `[enums.*]`

use super::reader::Reader;
use super::{definition, values};
use crate::document::{Key, Node, Value};
use crate::model::{Definition, DefinitionKind, Enumeration, EnumerationKind, Member};

const KINDS: [(&str, EnumerationKind); 6] = [
    ("Enum", EnumerationKind::Enum),
    ("StrEnum", EnumerationKind::String),
    ("IntEnum", EnumerationKind::Integer),
    ("Flag", EnumerationKind::Flag),
    ("IntFlag", EnumerationKind::IntegerFlag),
    ("Literal", EnumerationKind::Literal),
];

pub(super) fn enumeration(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Definition> {
    let mut table = reader.table(node, &format!("enum `{}`", key.text))?;
    let kind = reader.choice(&mut table, "kind", &KINDS, EnumerationKind::Enum);
    let members = match table.take("members") {
        Some(node) => members(reader, node),
        None => {
            reader.error(&key.span, format!("enum `{}` needs `members`", key.text));
            Vec::new()
        }
    };
    for member in &members {
        if let Some(value) = &member.value
            && let Some(message) = values::not_a_member(kind, value)
        {
            reader.error(&member.span, format!("member `{}`: {message}", member.name));
        }
    }
    if kind == EnumerationKind::Literal && members.is_empty() {
        reader.error(&key.span, "`Literal` needs a member");
    }
    let kind = DefinitionKind::Enumeration(Enumeration { kind, members });
    let definition = definition(key, &mut table, reader, kind);
    reader.finish(table);
    Some(definition)
}

/// `["A", "B"]`, or `{ A = 1, B = 2 }`
fn members(reader: &mut Reader<'_>, node: &Node) -> Vec<Member> {
    let mut members = Vec::new();
    if let Value::Sequence(items) = &node.value {
        for item in items {
            let Some(name) = reader.text(item, "a member") else { continue };
            members.push(Member {
                name,
                value: None,
                documentation: None,
                span: item.span.clone(),
            });
        }
        return members;
    }
    for (key, node) in reader.entries(node, "`members`").unwrap_or_default() {
        let what = format!("member `{}`", key.text);
        let (value, documentation) = match &node.value {
            Value::Mapping(_) if node.get("code").is_none() => {
                let Some(mut table) = reader.table(node, &what) else { continue };
                let value = table.take("value").and_then(|node| reader.value(node, &what));
                let documentation = reader.documentation(&mut table);
                reader.finish(table);
                (value, documentation)
            }
            _ => (reader.value(node, &what), None),
        };
        let (name, span) = (key.text.clone(), key.span.clone());
        members.push(Member { name, value, documentation, span });
    }
    members
}
