//! Dataclasses from classes whose `__init__` only assigns.
//!
//! The class is written anew with fields in `__init__`'s place; everything else of it stays as it
//! is. What a dataclass cannot do as the class did is an error that says where.

mod bases;
mod class;
mod comments;
mod extraction;
mod fields;
mod initializer;
mod output;
mod slots;
mod statements;
#[cfg(test)]
mod tests;

use ruff_python_ast::PythonVersion;

use super::{Library, Target};
use crate::{Generated, GeneratedFile, SpecError};

/// What dataclass is wanted.
#[derive(Clone, Debug)]
pub struct DataclassRequest {
    /// Whether its instances cannot be changed.
    pub is_frozen: bool,
    /// Whether instances stay equal to themselves only, as those of the class are.
    pub keeps_identity: bool,
    /// Whether a parameter for which `None` stands for a new list or the like may take nothing
    /// else instead.
    pub none_is_missing: bool,
    /// Whether what has no type is `object`.
    pub untyped_is_object: bool,
    /// The oldest Python it must run on.
    pub target_version: PythonVersion,
}

/// The dataclass that does what a class does.
///
/// # Errors
/// If there is none.
pub fn dataclass(target: &Target, request: &DataclassRequest) -> Result<Generated, Vec<SpecError>> {
    let files = super::Files::default();
    let library = Library::new(&files, request.target_version);
    let module = library.read(&target.path)?;
    let class = module.class(target).map_err(|error| vec![error])?;
    let facts = class::facts(class, &module, &library, request)?;
    let plan = initializer::plan(&facts, &module, request)?;
    let rewritten = output::rewrite(&facts, &plan, &module, request)?;
    let text = extraction::extract(&rewritten, target, &module, request)?;
    let files = vec![GeneratedFile { text, ..GeneratedFile::default() }];
    Ok(Generated { files, warnings: plan.warnings, inputs: library.inputs() })
}
