//! Types of sample data.
//!
//! The samples are put together into one [`shape::Shape`], which says what has been seen at each
//! place; [`forms::Forms`] decides which objects are dicts and which records, and finds equal ones;
//! [`definitions::Definitions`] gives them names.

mod definitions;
mod forms;
mod maps;
pub(crate) mod naming;
mod ordering;
pub(crate) mod others;
pub(crate) mod shape;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use definitions::{Definitions, WrongKey};
use forms::Forms;
use naming::{common_stem, singular};
use shape::Shape;

use crate::SpecError;
use crate::document::{Document, Value};
use crate::json_schema::naming::class_name;
use crate::json_schema::{Request, Shape as Records};
use crate::model::{Definition, Module};
use crate::names::resolve;

/// The type that all of the samples are of.
///
/// # Errors
/// If one is neither an object nor a list, or has a key that cannot be what is wanted.
pub fn read(documents: &[Document], request: &Request) -> Result<Module, Vec<SpecError>> {
    let mut errors = Vec::new();
    let mut together = Shape::default();
    for (index, document) in documents.iter().enumerate() {
        errors.extend(document.expect_text_keys().err());
        match &document.root.value {
            Value::Sequence(_) | Value::Mapping(_) => {}
            _ => {
                let kind = document.root.kind();
                let message = format!("a sample is an object or a list of them, not {kind}");
                errors.push(document.source.error(&document.root.span, message));
            }
        }
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        together.merge(Shape::of(&document.root, index));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    // A list of objects is several samples.
    let are_items = together.is_list_of_objects();
    let shape = match together.list.take_if(|_| are_items) {
        Some(items) => *items,
        None => together,
    };
    let name = root_name(documents, request, are_items);
    let first = &documents[0].source;
    let in_first =
        documents.iter().take_while(|it| Arc::ptr_eq(&it.source.text, &first.text)).count();
    let definitions = definitions_of(shape, &name, request.shape, in_first, FxHashSet::default())
        .map_err(|wrong| {
        let error = |wrong: &WrongKey| {
            let source = &documents[wrong.place.source as usize].source;
            let key = &wrong.key;
            let message = format!(
                "the key `{key}` cannot be an attribute, and keys are never renamed: use TypedDicts"
            );
            source.error(&wrong.place.span(), message)
        };
        wrong.iter().map(error).collect::<Vec<_>>()
    })?;
    let mut module = Module { definitions, ..Module::default() };
    resolve(&mut module, first)?;
    Ok(module)
}

/// What the outermost type is called: what is asked for, or what the files are.
fn root_name(documents: &[Document], request: &Request, are_items: bool) -> String {
    if let Some(name) = &request.root_name {
        return name.clone();
    }
    let mut stems: Vec<String> = Vec::new();
    for document in documents {
        let stem = document.source.path.as_deref().and_then(Path::file_stem);
        let stem = stem.unwrap_or_default().to_string_lossy().into_owned();
        if stems.last() != Some(&stem) {
            stems.push(stem);
        }
    }
    let has_several = are_items || documents.len() > stems.len();
    let stem = common_stem(&stems).unwrap_or_default();
    let stem = if has_several { singular(&stem).unwrap_or(stem) } else { stem };
    class_name(&stem).unwrap_or_else(|| "Root".to_owned())
}

/// TypedDicts of one value, of which the outermost has this name. The names of classes that the
/// value's types have are reserved.
pub(crate) fn typed_dicts(
    shape: Shape<'_>,
    name: &str,
    reserved: FxHashSet<String>,
) -> Vec<Definition> {
    // Keys of TypedDicts may be anything.
    definitions_of(shape, name, Records::TypedDict, 1, reserved).unwrap_or_default()
}

/// The types of values, of which the outermost has this name. The first `in_first` of the samples
/// are of the file that places are told in.
fn definitions_of(
    shape: Shape<'_>,
    name: &str,
    records: Records,
    in_first: usize,
    reserved: FxHashSet<String>,
) -> Result<Vec<Definition>, Vec<WrongKey>> {
    let mut forms = Forms::default();
    let root = forms.settle(shape);
    let mut definitions = Definitions::new(&forms, records, in_first, reserved);
    definitions.define(root, name);
    if definitions.wrong_keys.is_empty() {
        Ok(definitions.definitions)
    } else {
        Err(definitions.wrong_keys)
    }
}
