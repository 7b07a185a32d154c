//! JSON Schema, draft-04 to 2020-12, as types.
//!
//! Where several schemas apply to one value (`allOf`, a `$ref` beside other keywords), they are
//! flattened into the list of those that all apply; a type is read off the list. What no type can
//! say (`pattern`, `minimum`, `not`) goes into the documentation.

mod addresses;
mod alternatives;
mod arrays;
pub(crate) mod constants;
mod documentation;
mod effective;
mod keywords;
pub(crate) mod library;
mod meta_schemas;
pub(crate) mod naming;
mod objects;
mod parts;
mod patterns;
mod pointer;
mod properties;
mod resources;
mod shadowing;
mod translation;
mod unions;
mod vocabulary;
mod wrappers;

use std::path::{Path, PathBuf};

use crate::SpecError;
use crate::document::Document;
use crate::model::Module;
use crate::names::resolve;
pub(crate) use keywords::TYPES;
use library::Library;
use translation::Translation;

pub(crate) use parts::{Part, read_parts};
pub use translation::Shape;

/// How a schema is to become Python.
#[derive(Clone, Debug)]
pub struct Request {
    /// What the outermost type is called; nothing for the schema's title or file name.
    pub root_name: Option<String>,
    /// What objects become.
    pub shape: Shape,
}

/// The types of a schema.
#[derive(Debug)]
pub struct Types {
    /// What they are.
    pub module: Module,
    /// What is odd about the schema.
    pub warnings: Vec<SpecError>,
    /// The files that were read for it.
    pub inputs: Vec<PathBuf>,
}

impl From<Module> for Types {
    fn from(module: Module) -> Self {
        Self { module, warnings: Vec::new(), inputs: Vec::new() }
    }
}

/// The types of a schema.
///
/// `folder` is where files that it refers to may lie.
///
/// # Errors
/// If a keyword has a value it cannot have, or a reference leads nowhere.
pub fn read(document: Document, folder: &Path, request: &Request) -> Result<Types, Vec<SpecError>> {
    let library = Library::load(document, folder)?;
    let mut warnings = keywords::check(&library, [library.root()])?;
    let mut translation = Translation::new(&library, request.shape);
    translation.translate_root(request.root_name.as_deref());
    let (mut module, found) = translation.into_module()?;
    warnings.extend(found);
    resolve(&mut module, library.source(library.root()))?;
    Ok(Types { module, warnings, inputs: library.inputs() })
}
