//! From the text of a spec to the text of Python files.

use std::path::{Path, PathBuf};

use ruff_python_ast::PythonVersion;

use crate::document::{Document, Source, Value};
use crate::json_schema::{self, Shape};
use crate::python::{Settings, generate};
use crate::{Origin, SpecError, native};

/// Keywords that only a schema has at its top.
const SCHEMA_KEYWORDS: &[&str] =
    &["$schema", "$id", "$ref", "$defs", "definitions", "properties", "allOf", "anyOf", "oneOf"];

/// What a spec is written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Input {
    /// Our own tables, in TOML.
    Toml,
    /// Our own tables, in JSON.
    Json,
    /// JSON Schema.
    JsonSchema,
}

/// How a spec is to become Python.
#[derive(Clone, Debug)]
pub struct Request {
    /// What it is written in; nothing if that is to be found out.
    pub input: Option<Input>,
    /// What objects of a schema become.
    pub shape: Shape,
    /// What a schema's outermost type is called; nothing for its title or its file's name.
    pub root_name: Option<String>,
    /// The oldest Python the result must run on.
    pub target_version: PythonVersion,
    /// Where files that a schema refers to may lie.
    pub folder: PathBuf,
}

/// A Python file to be.
#[derive(Clone, Debug, Default)]
pub struct GeneratedFile {
    /// The module's dotted name, of `[modules.NAME]`; nothing for what stands outside of those.
    pub name: Option<String>,
    /// Its text.
    pub text: String,
    /// Where the spec asks for what it defines.
    pub origins: Vec<Origin>,
}

impl GeneratedFile {
    /// Where it belongs in a directory, if it has a name.
    pub fn path_in(&self, directory: &Path) -> Option<PathBuf> {
        let parts = self.name.as_ref()?.split('.');
        Some(parts.fold(directory.to_owned(), |path, part| path.join(part)).with_extension("py"))
    }
}

/// What a spec gives.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// The Python files.
    pub files: Vec<GeneratedFile>,
    /// What is odd about the spec, but no reason to refuse it.
    pub warnings: Vec<SpecError>,
}

/// The Python files of a spec.
///
/// # Errors
/// All that is wrong with it.
pub fn generate_files(source: Source, request: &Request) -> Result<Generated, Vec<SpecError>> {
    let (document, input) = read(source, request.input).map_err(|error| vec![error])?;
    let settings = Settings { target_version: request.target_version };
    let origin = document.source.clone();
    let files = match input {
        Input::Toml | Input::Json => native::read(&document)?,
        Input::JsonSchema => {
            let wanted =
                json_schema::Request { root_name: request.root_name.clone(), shape: request.shape };
            let module = json_schema::read(document, &request.folder, &wanted)?;
            vec![native::File { name: None, module }]
        }
    };
    let mut generated = Generated::default();
    for file in files {
        let text = generate(&file.module, settings).map_err(|message| {
            let message = format!("this is a mistake of ours, please report it: {message}");
            vec![origin.error(&(0..0), message)]
        })?;
        let origins = Origin::of_module(&file.module, &origin);
        generated.files.push(GeneratedFile { name: file.name, text, origins });
    }
    Ok(generated)
}

fn read(source: Source, input: Option<Input>) -> Result<(Document, Input), SpecError> {
    let extension = source.path.as_deref().and_then(Path::extension);
    let is_toml = match input {
        Some(Input::Toml) => true,
        Some(Input::Json | Input::JsonSchema) => false,
        None => match extension.and_then(|it| it.to_str()) {
            Some("toml") => true,
            Some("json") => false,
            _ => !source.text.trim_start().starts_with('{'),
        },
    };
    if is_toml {
        return Ok((Document::from_toml(source)?, Input::Toml));
    }
    let document = Document::from_json(source)?;
    let found = match input {
        Some(input) => input,
        None if is_schema(&document) => Input::JsonSchema,
        None => Input::Json,
    };
    Ok((document, found))
}

fn is_schema(document: &Document) -> bool {
    let root = &document.root;
    SCHEMA_KEYWORDS.iter().any(|keyword| root.get(keyword).is_some())
        || matches!(root.get("type").map(|node| &node.value), Some(Value::String(_)))
}
