//! Stubs: what a module has, without how it does it.

mod assignments;
mod attributes;
mod class;
mod decorators;
mod function;
mod imports;
mod piece;
mod types;
mod walk;

use std::path::PathBuf;
use std::rc::Rc;

use ruff_python_ast::{AnyNodeRef, NodeKind, PySourceType, PythonVersion};
use rustc_hash::FxHashSet;

use super::resolution::absolute;
use super::{Files, Library, Module};
use crate::generation::{Generated, GeneratedFile};
use crate::{SpecError, printing};
use walk::Writer;

/// How stubs are to be.
#[derive(Clone, Debug)]
pub struct StubRequest {
    /// Whether names that begin with an underscore are there although no public one needs them.
    pub has_private: bool,
    /// The oldest Python that the modules run on.
    pub target_version: PythonVersion,
}

/// The stubs of modules.
///
/// # Errors
/// Files that cannot be read, or are not Python.
pub fn stubs(paths: &[PathBuf], request: &StubRequest) -> Result<Generated, Vec<SpecError>> {
    let files = Files::default();
    let library = Library::new(&files, request.target_version);
    let mut generated = Generated::default();
    let mut errors = Vec::new();
    let mut modules = Vec::new();
    for path in paths {
        match library.read(path) {
            Ok(module) => modules.push(module),
            Err(found) => errors.extend(found),
        }
    }
    let imported = imported_names(&modules);
    for module in &modules {
        let mut writer = Writer::new(&library, module, request, &imported);
        match stub(&mut writer, request) {
            Ok(text) => generated.files.push(GeneratedFile {
                name: Some(file_name(module)),
                text,
                is_stub: true,
                ..GeneratedFile::default()
            }),
            Err(message) => errors.push(module.source.error(&(0..0), message)),
        }
        generated.warnings.append(&mut writer.warnings);
    }
    if errors.is_empty() { Ok(generated) } else { Err(errors) }
}

/// The module's dotted name, with `__init__` where it is a package.
fn file_name(module: &Module<'_>) -> String {
    let name = module.dotted_name();
    if module.semantic.module().is_package { format!("{name}.__init__") } else { name }
}

/// What modules import from each other: module and name.
fn imported_names(modules: &[Rc<Module<'_>>]) -> FxHashSet<(String, String)> {
    let mut found = FxHashSet::default();
    for module in modules {
        for node in module.semantic.nodes_of_kind(NodeKind::StmtImportFrom) {
            let AnyNodeRef::StmtImportFrom(statement) = node else { continue };
            if let Some(from) = absolute(module, statement) {
                let names = statement.names.iter().map(|alias| alias.name.to_string());
                found.extend(names.map(|name| (from.clone(), name)));
            }
        }
    }
    found
}

fn stub(writer: &mut Writer<'_, '_>, request: &StubRequest) -> Result<String, String> {
    let pieces = writer.body(&writer.module.parsed.syntax().body);
    let groups = piece::select(pieces, writer);
    printing::print_as(groups, request.target_version, PySourceType::Stub)
        .map_err(|message| format!("this is a mistake of ours, please report it: {message}"))
}
