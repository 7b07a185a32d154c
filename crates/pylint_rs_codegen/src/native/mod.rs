//! Our own specs: tables of classes, protocols, TypedDicts and their kin.

mod arguments;
mod classes;
mod code;
mod dicts;
mod enumerations;
mod expressions;
mod fields;
mod imports;
mod inheritance;
mod interfaces;
mod members;
mod modules;
mod places;
mod reader;
mod types;
mod values;

use ruff_python_ast::PythonVersion;
use ruff_python_stdlib::identifiers::is_identifier;
use rustc_hash::FxHashSet;

use crate::SpecError;
use crate::document::{Document, Key, Node, Value};
use crate::model::{Definition, DefinitionKind, Module, TypeParameter};
use crate::names::resolve_known;
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
pub fn read(document: &Document, target: PythonVersion) -> Result<Vec<File>, Vec<SpecError>> {
    let mut reader = Reader::new(&document.source, target);
    let mut files = Vec::new();
    // Names of what cannot be read are no unknown names.
    let mut declared = FxHashSet::default();
    if let Some(mut table) = reader.table(&document.root, "a spec") {
        if let Some(modules) = table.take("modules")
            && let Some(entries) = reader.entries(modules, "`modules`")
        {
            for (key, node) in entries {
                module_name(key, &files, &mut reader);
                let name = Some(key.text.clone());
                if let Some(mut table) = reader.table(node, &format!("module `{}`", key.text)) {
                    let module = module(&mut table, &mut declared, &mut reader);
                    reader.finish(table);
                    files.push(File { name, module });
                }
            }
        }
        let module = module(&mut table, &mut declared, &mut reader);
        reader.finish(table);
        if !module.definitions.is_empty() || files.is_empty() {
            files.insert(0, File { name: None, module });
        }
    }
    let mut unknown = Vec::new();
    for file in &mut files {
        imports::settle(&mut file.module, &mut reader);
        let missing = declared.iter().map(String::as_str).collect();
        unknown.push(resolve_known(&mut file.module, &missing));
    }
    modules::link(&mut files, unknown, &mut reader);
    inheritance::inherit(&mut files, &mut reader);
    modules::cycles(&mut files, &mut reader);
    arguments::check(&files, &mut reader);
    for file in &files {
        members::check(&file.module, &mut reader);
    }
    reader.into_result(files)
}

/// Complains of a name that no module can have.
fn module_name(key: &Key, files: &[File], reader: &mut Reader<'_>) {
    let name = &key.text;
    if !name.split('.').all(is_identifier) {
        reader.error(&key.span, format!("`{name}` is no module's name"));
    }
    // A file cannot be a directory as well.
    let is_inside = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
    };
    let other = files.iter().filter_map(|file| file.name.as_deref());
    for other in other {
        if is_inside(name, other) || is_inside(other, name) {
            let message =
                format!("`{name}` and `{other}` cannot both be modules: one is in the other");
            reader.error(&key.span, message);
        }
    }
}

fn module(
    table: &mut Table<'_>,
    declared: &mut FxHashSet<String>,
    reader: &mut Reader<'_>,
) -> Module {
    let documentation = reader.documentation(table);
    let imports = table.take("imports").map(|node| imports::read(node, reader)).unwrap_or_default();
    let mut definitions = Vec::new();
    for (name, read) in DEFINITIONS {
        let Some(node) = table.take(name) else { continue };
        for (key, node) in reader.entries(node, &format!("`{name}`")).unwrap_or_default() {
            reader.definition_name(key);
            match read(reader, key, node) {
                Some(definition) => definitions.push(definition),
                None => {
                    declared.insert(key.text.clone());
                }
            }
        }
    }
    unique(&definitions, reader);
    Module { documentation, imports, definitions, ..Module::default() }
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

/// What all definitions have.
fn definition(
    key: &Key,
    table: &mut Table<'_>,
    reader: &mut Reader<'_>,
    kind: DefinitionKind,
) -> Definition {
    Definition {
        name: key.text.clone(),
        documentation: reader.documentation(table),
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
