//! From the text of a spec to the text of Python files.

use std::path::{Path, PathBuf};

use ruff_python_ast::PythonVersion;

use crate::document::Source;
use crate::input::{Input, Meaning, Spec};
use crate::json_schema::{self, Shape, Types};
use crate::python::{Settings, generate};
use crate::{Origin, SpecError, native, openapi, sample};

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
    /// Whether it is a stub, and so a `.pyi`.
    pub is_stub: bool,
    /// Where the spec asks for what it defines.
    pub origins: Vec<Origin>,
}

impl GeneratedFile {
    /// Where it belongs in a directory, if it has a name.
    pub fn path_in(&self, directory: &Path) -> Option<PathBuf> {
        let parts = self.name.as_ref()?.split('.');
        let extension = if self.is_stub { "pyi" } else { "py" };
        Some(
            parts
                .fold(directory.to_owned(), |path, part| path.join(part))
                .with_extension(extension),
        )
    }
}

/// What a spec gives.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// The Python files.
    pub files: Vec<GeneratedFile>,
    /// What is odd about the spec, but no reason to refuse it.
    pub warnings: Vec<SpecError>,
    /// Files that were read besides: those that a schema refers to, say.
    pub inputs: Vec<PathBuf>,
}

/// The Python files of a spec.
///
/// # Errors
/// All that is wrong with it.
pub fn generate_files(source: Source, request: &Request) -> Result<Generated, Vec<SpecError>> {
    let spec = Spec::read(source, request.input).map_err(|error| vec![error])?;
    generate_spec(spec, request)
}

/// The Python files of a spec that has been read.
///
/// # Errors
/// All that is wrong with it.
pub fn generate_spec(spec: Spec, request: &Request) -> Result<Generated, Vec<SpecError>> {
    let origin = spec.source().clone();
    let guess = spec.guess.clone();
    let mut generated = Generated::default();
    let files = files(spec, request, &mut generated).map_err(|mut errors| {
        if let (Some(guess), Some(first)) = (guess, errors.first_mut()) {
            first.message = format!("{} {}", first.message, guess.note());
        }
        errors
    })?;
    let settings = Settings { target_version: request.target_version };
    for file in files {
        let text = generate(&file.module, settings).map_err(|message| {
            let message = format!("this is a mistake of ours, please report it: {message}");
            vec![origin.error(&(0..0), message)]
        })?;
        let origins = Origin::of_module(&file.module, &origin);
        generated.files.push(GeneratedFile { name: file.name, text, origins, is_stub: false });
    }
    Ok(generated)
}

/// What is to be in each file; what else there is to say of the spec goes to `generated`.
fn files(
    spec: Spec,
    request: &Request,
    generated: &mut Generated,
) -> Result<Vec<native::File>, Vec<SpecError>> {
    let wanted =
        json_schema::Request { root_name: request.root_name.clone(), shape: request.shape };
    let types = match spec.meaning {
        Meaning::Native => return native::read(spec.document(), request.target_version),
        Meaning::Schema => json_schema::read(spec.into_document(), &request.folder, &wanted)?,
        Meaning::OpenApi => openapi::read(spec.into_document(), &request.folder, &wanted)?,
        Meaning::Sample => Types::from(sample::read(&spec.documents, &wanted)?),
    };
    generated.warnings = types.warnings;
    generated.inputs = types.inputs;
    Ok(vec![native::File { name: None, module: types.module }])
}
