//! TypedDicts of literal dicts.

mod calls;
mod lowering;
#[cfg(test)]
mod tests;

use ruff_python_ast::PythonVersion;
use rustc_hash::FxHashSet;

use super::{Files, Library, Target};
use crate::json_schema::naming::class_name;
use crate::model::{Import, Module};
use crate::names::resolve;
use crate::python::{Settings, generate};
use crate::sample::naming::singular;
use crate::sample::shape::Shape;
use crate::sample::typed_dicts;
use crate::{Generated, GeneratedFile, Origin, SpecError};
use lowering::Lowering;

/// What TypedDict is wanted.
#[derive(Clone, Debug)]
pub struct TypedDictRequest {
    /// What it is called; by default, as the constant is.
    pub name: Option<String>,
    /// The oldest Python it must run on.
    pub target_version: PythonVersion,
}

/// The TypedDict of a constant that is a literal dict, or a list of them.
///
/// # Errors
/// If it is something else, or has keys that are not known.
pub fn typed_dict(
    target: &Target,
    request: &TypedDictRequest,
) -> Result<Generated, Vec<SpecError>> {
    let files = Files::default();
    let library = Library::new(&files, request.target_version);
    let module = library.read(&target.path)?;
    let value = module.constant(target).map_err(|error| vec![error])?;
    let value = module.semantic.resolve_value(value);
    let mut lowering = Lowering::new(&module);
    let mut shape = lowering.shape(value);
    let Lowering { warnings, errors, imports, .. } = lowering;
    if !errors.is_empty() {
        return Err(errors);
    }
    let are_items = shape.is_list_of_objects();
    if let Some(items) = shape.list.take_if(|_| are_items) {
        shape = *items;
    }
    let Some(object) = shape.object.as_mut().filter(|it| !it.fields.is_empty()) else {
        let message = format!("`{}` is no dict with keys that are strings", target.dotted_name());
        return Err(vec![module.error(value, message)]);
    };
    object.is_record = true;
    let mut used = FxHashSet::default();
    names_in(&shape, &mut used);
    let imports: Vec<Import> = imports
        .into_iter()
        .filter(|import| used.contains(import.member.as_ref().unwrap_or(&import.module)))
        .collect();
    let reserved = imports.iter().filter_map(|import| import.member.clone()).collect();
    let name = request.name.clone().unwrap_or_else(|| name_of(target, are_items));
    let definitions = typed_dicts(shape, &name, reserved);
    let mut made = Module { imports, definitions, ..Module::default() };
    resolve(&mut made, &module.source)?;
    let settings = Settings { target_version: request.target_version };
    let text = generate(&made, settings).map_err(|message| {
        let message = format!("this is a mistake of ours, please report it: {message}");
        vec![module.error(value, message)]
    })?;
    let origins = Origin::of_module(&made, &module.source);
    let files = vec![GeneratedFile { text, origins, ..GeneratedFile::default() }];
    Ok(Generated { files, warnings, ..Generated::default() })
}

/// `DEFAULT_SETTINGS` → `DefaultSettings`
fn name_of(target: &Target, are_items: bool) -> String {
    let constant = target.name.last().map(String::as_str).unwrap_or_default();
    let has_lower = constant.chars().any(char::is_lowercase);
    let text = if has_lower { constant.to_owned() } else { constant.to_lowercase() };
    let one = if are_items { singular(&text) } else { None };
    class_name(&one.unwrap_or(text)).unwrap_or_else(|| "Root".to_owned())
}

/// The first words of the types that are known by name.
fn names_in(shape: &Shape<'_>, used: &mut FxHashSet<String>) {
    if let Some(list) = &shape.list {
        names_in(list, used);
    }
    for field in shape.object.iter().flat_map(|object| &object.fields) {
        names_in(&field.shape, used);
    }
    let Some(others) = &shape.others else { return };
    others.named.iter().for_each(|name| {
        used.extend(name.split(|it: char| !(it.is_alphanumeric() || it == '_')).map(str::to_owned));
    });
    others.parts().for_each(|part| names_in(part, used));
}
