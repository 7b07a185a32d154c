//! JSON Schema, draft-04 to 2020-12, as types.
//!
//! Where several schemas apply to one value (`allOf`, a `$ref` beside other keywords), they are
//! flattened into the list of those that all apply; a type is read off the list. What no type can
//! say (`pattern`, `minimum`, `not`) goes into the documentation.

mod constants;
mod documentation;
mod effective;
mod keywords;
mod library;
pub(crate) mod naming;
mod objects;
mod pointer;
mod translation;

use std::path::Path;

use crate::SpecError;
use crate::document::Document;
use crate::model::Module;
use crate::names::resolve;
pub(crate) use keywords::TYPES;
use library::Library;
use translation::Translation;

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
///
/// `folder` is where files that it refers to may lie.
///
/// # Errors
/// If a keyword has a value it cannot have, or a reference leads nowhere.
pub fn read(
    document: Document,
    folder: &Path,
    request: &Request,
) -> Result<Module, Vec<SpecError>> {
    let library = Library::load(document, folder)?;
    keywords::check(&library)?;
    let mut translation = Translation::new(&library, request.shape);
    translation.translate_root(request.root_name.as_deref());
    let mut module = translation.into_module()?;
    resolve(&mut module, library.source(library.root()))?;
    Ok(module)
}
