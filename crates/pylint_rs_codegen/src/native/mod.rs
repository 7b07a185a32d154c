//! Our own specs: tables of classes, protocols, TypedDicts and their kin.

mod classes;
mod dicts;
mod enumerations;
mod expressions;
mod fields;
mod interfaces;
mod reader;

use std::ops::Range;

use crate::SpecError;
use crate::document::{Document, Key, Node, Value};
use crate::model::{Definition, DefinitionKind, Import, Module, TypeParameter};
use crate::names::resolve;
use reader::{Reader, Table};

/// A file that a spec describes.
#[derive(Clone, Debug)]
pub struct File {
    /// Its dotted name, of `[modules.NAME]`; nothing for what stands outside of those.
    pub name: Option<String>,
    /// What it holds.
    pub module: Module,
}

/// Reads one definition under its name.
type ReadDefinition = fn(&mut Reader<'_>, &Key, &Node) -> Option<Definition>;

/// The tables that define something, each with what reads one of its entries.
const DEFINITIONS: [(&str, ReadDefinition); 8] = [
    ("type_aliases", classes::type_alias),
    ("enums", enumerations::enumeration),
    ("typed_dicts", dicts::typed_dict),
    ("named_tuples", classes::named_tuple),
    ("dataclasses", classes::dataclass),
    ("protocols", interfaces::protocol),
    ("abcs", interfaces::abstract_class),
    ("classes", classes::class),
];

/// The tables by which a spec is known.
pub(crate) fn tables() -> impl Iterator<Item = &'static str> {
    DEFINITIONS.iter().map(|(name, _)| *name).chain(["modules"])
}

/// What a spec describes.
///
/// # Errors
/// All that is wrong with it.
pub fn read(document: &Document) -> Result<Vec<File>, Vec<SpecError>> {
    let mut reader = Reader::new(&document.source);
    let mut files = Vec::new();
    if let Some(mut table) = reader.table(&document.root, "a spec") {
        if let Some(modules) = table.take("modules")
            && let Some(entries) = reader.entries(modules, "`modules`")
        {
            for (key, node) in entries {
                let name = Some(key.text.clone());
                if !key.text.split('.').all(ruff_python_stdlib::identifiers::is_identifier) {
                    reader.error(&key.span, format!("`{}` is no module's name", key.text));
                }
                if let Some(mut table) = reader.table(node, "a module") {
                    let module = module(&mut table, &mut reader);
                    reader.finish(table);
                    files.push(File { name, module });
                }
            }
        }
        let module = module(&mut table, &mut reader);
        reader.finish(table);
        if !module.definitions.is_empty() || files.is_empty() {
            files.insert(0, File { name: None, module });
        }
    }
    let mut files = reader.into_result(files)?;
    let mut errors = Vec::new();
    for file in &mut files {
        errors.extend(resolve(&mut file.module, &document.source).err().unwrap_or_default());
    }
    if errors.is_empty() { Ok(files) } else { Err(errors) }
}

fn module(table: &mut Table<'_>, reader: &mut Reader<'_>) -> Module {
    let documentation = table.take("doc").and_then(|node| reader.text(node, "`doc`"));
    let imports = table.take("imports").map(|node| imports(node, reader)).unwrap_or_default();
    let mut definitions = Vec::new();
    for (name, read) in DEFINITIONS {
        let Some(node) = table.take(name) else { continue };
        for (key, node) in reader.entries(node, &format!("`{name}`")).unwrap_or_default() {
            reader.definition_name(key);
            definitions.extend(read(reader, key, node));
        }
    }
    unique(&definitions, reader);
    Module { documentation, imports, definitions }
}

/// One name cannot be two things.
fn unique(definitions: &[Definition], reader: &mut Reader<'_>) {
    for (index, definition) in definitions.iter().enumerate() {
        if let Some(first) = definitions[..index].iter().find(|other| other.name == definition.name)
        {
            let line = reader.line(&first.span);
            let name = &definition.name;
            reader.error(&definition.span, format!("`{name}` is defined on line {line} already"));
        }
    }
}

/// `imports = ["decimal.Decimal", "numpy as np"]`
fn imports(node: &Node, reader: &mut Reader<'_>) -> Vec<Import> {
    let mut imports = Vec::new();
    for item in reader.sequence(node, "`imports`").unwrap_or_default() {
        let Some(text) = reader.text(item, "an import") else { continue };
        match import(&text, item.span.clone()) {
            Some(import) => imports.push(import),
            None => reader.error(
                &item.span,
                format!("`{text}` is no import: write `module`, `module.Name` or `module as name`"),
            ),
        }
    }
    imports
}

fn import(text: &str, span: Range<usize>) -> Option<Import> {
    let (dotted, alias) = match text.split_once(" as ") {
        Some((dotted, alias)) => (dotted.trim(), Some(alias.trim().to_owned())),
        None => (text.trim(), None),
    };
    let is_identifier = ruff_python_stdlib::identifiers::is_identifier;
    if !dotted.split('.').all(is_identifier) || !alias.as_deref().is_none_or(is_identifier) {
        return None;
    }
    // A class begins with a capital, a module with a small letter: what comes after the last dot
    // is the member if it does.
    let member = dotted
        .rsplit_once('.')
        .filter(|(_, last)| last.starts_with(|first: char| first.is_uppercase()));
    Some(match member {
        Some((module, member)) => {
            Import { module: module.to_owned(), member: Some(member.to_owned()), alias, span }
        }
        None => Import { module: dotted.to_owned(), member: None, alias, span },
    })
}

/// What all definitions have.
fn definition(
    key: &Key,
    table: &mut Table<'_>,
    reader: &mut Reader<'_>,
    kind: DefinitionKind,
) -> Definition {
    Definition {
        name: key.text.clone(),
        documentation: table.take("doc").and_then(|node| reader.text(node, "`doc`")),
        type_parameters: table
            .take("type_params")
            .map(|node| type_parameters(node, reader))
            .unwrap_or_default(),
        kind,
        span: key.span.clone(),
    }
}

/// `type_params = ["T", "N: int", "**P", "*Ts", "D = str"]`, as in PEP 695.
fn type_parameters(node: &Node, reader: &mut Reader<'_>) -> Vec<TypeParameter> {
    let mut parameters = Vec::new();
    for item in reader.sequence(node, "`type_params`").unwrap_or_default() {
        parameters.extend(reader.type_parameter(item));
    }
    parameters
}

/// Whether a value is nothing but a string.
fn is_text(node: &Node) -> bool {
    matches!(node.value, Value::String(_))
}
