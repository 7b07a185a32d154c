//! OpenAPI 3 and Swagger 2 documents, as types.
//!
//! What has a name in them keeps it: `components.schemas` (in Swagger 2 `definitions`). Schemas
//! that stand in bodies are called by their operation. Alternatives that `discriminator` tells
//! apart get tags that type checkers tell them apart by, too.

mod bodies;
mod discriminators;
mod operations;
#[cfg(test)]
mod tests;

use std::path::Path;

use crate::SpecError;
use crate::document::{Document, Node, Value};
use crate::json_schema::library::{Library, Schema};
use crate::json_schema::naming::class_name;
use crate::json_schema::{self, Part, Request, Types};
use bodies::Bodies;

/// The types of an OpenAPI document.
///
/// `folder` is where files that it refers to may lie.
///
/// # Errors
/// If it is no OpenAPI document, a schema is wrong, or there is none.
pub fn read(
    mut document: Document,
    folder: &Path,
    request: &Request,
) -> Result<Types, Vec<SpecError>> {
    check_version(&document).map_err(|error| vec![error])?;
    discriminators::tag(&mut document.root);
    let library = Library::load(document, folder)?;
    let root = library.root();
    let mut errors = Vec::new();
    let mut bodies = Bodies::new(&library);
    let mut parts = named_schemas(&library, root, &mut bodies, &mut errors);
    operations::collect(root, &mut bodies);
    let (found, wrong) = bodies.into_parts();
    parts.extend(found);
    errors.extend(wrong);
    if errors.is_empty() && parts.is_empty() {
        let message = "there is no schema in it, neither in `components.schemas` nor in a body";
        errors.push(library.error(root, message));
    }
    if !errors.is_empty() {
        errors.sort_by_key(|error| error.position);
        return Err(errors);
    }
    json_schema::read_parts(&library, &parts, request)
}

/// Complains of a document of another sort or time.
fn check_version(document: &Document) -> Result<(), SpecError> {
    let root = &document.root;
    let error = |node: &Node, message: String| Err(document.source.error(&node.span, message));
    let (node, keyword, known) = match (root.get("openapi"), root.get("swagger")) {
        (Some(node), _) => (node, "openapi", "3."),
        (None, Some(node)) => (node, "swagger", "2."),
        (None, None) => {
            let message = "this is no OpenAPI document: it has neither `openapi` nor `swagger`";
            return error(root, message.to_owned());
        }
    };
    match &node.value {
        // YAML takes `2.0` without quotes for a number.
        Value::String(version) | Value::Float(version) if version.starts_with(known) => Ok(()),
        Value::String(version) | Value::Float(version) => {
            error(node, format!("`{keyword}: {version}`: OpenAPI 3 and Swagger 2 are understood"))
        }
        _ => error(node, format!("`{keyword}` is the version, such as \"{known}0\"")),
    }
}

/// What has a name of its own.
fn named_schemas<'d>(
    library: &'d Library,
    root: Schema<'d>,
    bodies: &mut Bodies<'d>,
    errors: &mut Vec<SpecError>,
) -> Vec<Part<'d>> {
    let components = root.keyword("components").and_then(|it| it.keyword("schemas"));
    let Some(schemas) = components.or_else(|| root.keyword("definitions")) else {
        return Vec::new();
    };
    let schemas = bodies.followed(schemas);
    let Value::Mapping(entries) = &schemas.node.value else {
        let kind = schemas.node.kind();
        errors.push(library.error(schemas, format!("this maps names to schemas, and is {kind}")));
        return Vec::new();
    };
    let mut parts = Vec::new();
    for (key, node) in entries {
        let schema = Schema { node, ..schemas };
        match class_name(&key.text) {
            Some(name) => {
                bodies.know(schema);
                parts.push(Part { name, schema });
            }
            None => {
                let message = format!("no class can be called after `{}`", key.text);
                errors.push(library.source(schema).error(&key.span, message));
            }
        }
    }
    parts
}
