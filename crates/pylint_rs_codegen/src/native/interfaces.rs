//! `[protocols.*]` and `[abcs.*]`

use super::classes::bases;
use super::fields::FieldKeys;
use super::reader::{Reader, Table};
use super::{definition, is_text};
use crate::document::{Key, Node};
use crate::model::{Definition, DefinitionKind, Method, Protocol, Receiver};

const ATTRIBUTES: FieldKeys = FieldKeys {
    default: false,
    read_only: None,
    required: None,
    class_variable: true,
    is_identifier: true,
};

const PROPERTIES: FieldKeys =
    FieldKeys { read_only: Some(true), class_variable: false, ..ATTRIBUTES };

const RECEIVERS: [(&str, Receiver); 3] =
    [("instance", Receiver::Instance), ("class", Receiver::Class), ("static", Receiver::Static)];

pub(super) fn protocol(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Definition> {
    let mut table = reader.table(node, &format!("protocol `{}`", key.text))?;
    let mut protocol = interface(reader, &mut table);
    protocol.is_runtime_checkable = reader.flag(&mut table, "runtime_checkable", false);
    let definition = definition(key, &mut table, reader, DefinitionKind::Protocol(protocol));
    reader.finish(table);
    Some(definition)
}

pub(super) fn abstract_class(
    reader: &mut Reader<'_>,
    key: &Key,
    node: &Node,
) -> Option<Definition> {
    let mut table = reader.table(node, &format!("abstract class `{}`", key.text))?;
    let protocol = interface(reader, &mut table);
    let definition = definition(key, &mut table, reader, DefinitionKind::Abstract(protocol));
    reader.finish(table);
    Some(definition)
}

fn interface(reader: &mut Reader<'_>, table: &mut Table<'_>) -> Protocol {
    let bases = bases(reader, table);
    let attributes = table
        .take("attributes")
        .map(|node| reader.fields(node, "`attributes`", ATTRIBUTES))
        .unwrap_or_default();
    let properties = table
        .take("properties")
        .map(|node| reader.fields(node, "`properties`", PROPERTIES))
        .unwrap_or_default();
    let mut methods = Vec::new();
    if let Some(node) = table.take("methods") {
        for (key, node) in reader.entries(node, "`methods`").unwrap_or_default() {
            reader.definition_name(key);
            methods.extend(method(reader, key, node));
        }
    }
    Protocol { bases, attributes, properties, methods, is_runtime_checkable: false }
}

/// `name = "(parameters) -> type"`, or `name = { signature = "…", … }`
fn method(reader: &mut Reader<'_>, key: &Key, node: &Node) -> Option<Method> {
    if is_text(node) {
        let signature = reader.signature(node)?;
        return Some(Method {
            name: key.text.clone(),
            type_parameters: signature.type_parameters,
            parameters: signature.parameters,
            returns: signature.returns,
            is_async: false,
            receiver: Receiver::Instance,
            documentation: None,
            span: key.span.clone(),
        });
    }
    let what = format!("method `{}`", key.text);
    let mut table = reader.table_or_text(node, &what, "a signature or a table")?;
    let signature = match table.take("signature") {
        Some(node) => reader.signature(node),
        None => {
            reader.error(&key.span, format!("{what} needs a `signature`"));
            None
        }
    };
    let is_async = reader.flag(&mut table, "async", false);
    let receiver = reader.choice(&mut table, "kind", &RECEIVERS, Receiver::Instance);
    let documentation = reader.documentation(&mut table);
    reader.finish(table);
    let signature = signature?;
    Some(Method {
        name: key.text.clone(),
        type_parameters: signature.type_parameters,
        parameters: signature.parameters,
        returns: signature.returns,
        is_async,
        receiver,
        documentation,
        span: key.span.clone(),
    })
}
