//! Getters and setters, or properties, for a class that is there already.
//!
//! All that changes are a few places; the rest of the file stays as it is, byte for byte.

mod attribute_plan;
mod class_kind;
mod names_in_types;
mod placement;
mod rendering;
mod storage;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use pylint_rs_diagnostics::{Edit, suggestion};
use pylint_rs_rules::{Checker, FileSettings, ParsedFile};
use ruff_python_ast::{PySourceType, PythonVersion, StmtClassDef};
use ruff_python_parser::{ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use crate::SpecError;
use crate::from_python::above::Above;
use crate::from_python::attributes::{Attribute, attributes_of};
use crate::from_python::edits;
use crate::from_python::{Library, Module, Untyped};
use attribute_plan::{Accessors, Planner};

/// What accessors are wanted.
#[derive(Clone, Debug)]
pub struct Request {
    /// Methods or properties.
    pub style: Style,
    /// The attributes that are to have them; all public ones if none is named.
    pub only: Vec<String>,
    /// Whether attributes cannot be set by them.
    pub is_read_only: bool,
    /// What becomes of attributes whose type the source does not show: by default, they are an
    /// error.
    pub untyped: Option<Untyped>,
    /// The oldest Python the file must run on.
    pub target_version: PythonVersion,
}

/// How attributes are to be reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Style {
    /// By `get_x` and `set_x`; the attribute stays what it is.
    Methods,
    /// By a property `x`; the value is kept in `_x`.
    Property,
}

/// A file with accessors added.
#[derive(Clone, Debug)]
pub struct Edited {
    /// Its text.
    pub text: String,
    /// What was left out, and why.
    pub warnings: Vec<SpecError>,
}

/// Adds accessors to a class of a module.
///
/// # Errors
/// If the class can have none, or attributes that are asked for by name cannot.
pub fn add_accessors<'a>(
    module: &Rc<Module<'a>>,
    class: &'a StmtClassDef,
    library: &Library<'a>,
    request: &Request,
) -> Result<Edited, Vec<SpecError>> {
    let kind = class_kind::kind_of(class, module, request.style).map_err(|error| vec![error])?;
    let attributes = attributes_of(class, &module.semantic);
    let chosen = chosen(module, class, &attributes, request)?;
    let file = ParsedFile::new(&module.path, module.file.text(), module.file.kind(), module.parsed)
        .with_module_path(Some(module.name));
    let settings = FileSettings { target_version: request.target_version, ..Default::default() };
    let checker = Checker::new(&file, &module.semantic, &settings);
    let above = Above::of(class, module, library);
    let mut planner = Planner::new(&checker, module, class, &above, kind, request);
    let mut planned: Vec<Accessors> = Vec::new();
    for attribute in chosen {
        planned.extend(planner.plan(attribute));
    }
    if !planned.is_empty() {
        planner.warn_of_foreign_bases();
    }
    let Planner { mut edits, warnings, errors, .. } = planner;
    if !errors.is_empty() {
        return Err(errors);
    }
    if planned.is_empty() {
        return Ok(Edited { text: module.file.text().to_owned(), warnings });
    }
    let place = placement::end_of_body(class, module);
    let added = rendering::text(&planned, &place, module.file.kind(), request)
        .map_err(|message| vec![mistake(module, class, &message)])?;
    edits.extend(place.opening());
    edits.push(place.insertion(&added));
    let text = edits::apply(module.file.text(), edits)
        .ok_or_else(|| vec![mistake(module, class, "the edits are in each other's way")])?;
    check(&text, module.file.kind()).map_err(|message| vec![mistake(module, class, &message)])?;
    Ok(Edited { text, warnings })
}

/// The attributes that are to have accessors.
fn chosen<'s, 'a>(
    module: &Module<'a>,
    class: &'a StmtClassDef,
    attributes: &'s [Attribute<'a>],
    request: &Request,
) -> Result<Vec<&'s Attribute<'a>>, Vec<SpecError>> {
    if request.only.is_empty() {
        return Ok(attributes.iter().filter(|it| !it.name.starts_with('_')).collect());
    }
    let mut chosen = Vec::new();
    let mut errors = Vec::new();
    for wanted in &request.only {
        match attributes.iter().find(|attribute| attribute.name == wanted) {
            Some(attribute) => chosen.push(attribute),
            None => {
                let meant = suggestion(wanted, attributes.iter().map(|it| it.name));
                let message =
                    format!("`{}` has no attribute `{wanted}` of its own{meant}", class.name);
                errors.push(module.error(&class.name, message));
            }
        }
    }
    if errors.is_empty() { Ok(chosen) } else { Err(errors) }
}

fn mistake(module: &Module<'_>, class: &StmtClassDef, message: &str) -> SpecError {
    let message = format!("this is a mistake of ours, please report it: {message}");
    module.error(&class.name, message)
}

/// Whether a text is Python still.
fn check(text: &str, kind: PySourceType) -> Result<(), String> {
    let options =
        ParseOptions::from(kind).with_target_version(PythonVersion { major: 3, minor: 14 });
    match parse_unchecked(text, options).errors().first() {
        None => Ok(()),
        Some(error) => Err(error.error.to_string()),
    }
}

/// An edit that puts an underscore before a name.
fn underscore(name: impl Ranged) -> Edit {
    Edit::insertion("_", name.start())
}
