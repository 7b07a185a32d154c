//! From the model to syntax trees.

mod class;
mod dataclass;
mod enumeration;
mod evaluation;
mod imports;
mod named_tuple;
mod protocol;
mod scope;
mod type_alias;
mod typed_dict;

use ruff_python_ast::{PythonVersion, Stmt};

use evaluation::{evaluation_order, needs_deferred_annotations};
use rustc_hash::FxHashSet;

use crate::model::{DefinitionKind, Module};
use crate::printing::print;
use crate::syntax::docstring;
pub(crate) use imports::{Imports, is_young_member_of_typing};
use scope::Scope;

/// How the Python is to be.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The oldest version it must run on: 3.9 to 3.14.
    pub target_version: PythonVersion,
}

/// The text of a module.
///
/// # Errors
/// If it cannot be printed, which is a mistake of ours.
pub fn generate(module: &Module, settings: Settings) -> Result<String, String> {
    let mut imports = Imports::new(settings.target_version);
    module.imports.iter().for_each(|import| imports.add_given(import));
    if needs_deferred_annotations(module, settings.target_version) {
        imports.member("__future__", "annotations");
    }
    let mut later: FxHashSet<String> =
        module.definitions.iter().map(|definition| definition.name.clone()).collect();
    let mut definitions = Vec::new();
    for index in evaluation_order(module) {
        let definition = &module.definitions[index];
        let mut scope = Scope::new(definition, &mut imports, &later, settings.target_version);
        match &definition.kind {
            DefinitionKind::Class(class) => class::define(class, &mut scope),
            DefinitionKind::Protocol(protocol) => protocol::define(protocol, false, &mut scope),
            DefinitionKind::Abstract(protocol) => protocol::define(protocol, true, &mut scope),
            DefinitionKind::TypedDict(dict) => typed_dict::define(dict, &mut scope),
            DefinitionKind::Dataclass(dataclass) => dataclass::define(dataclass, &mut scope),
            DefinitionKind::NamedTuple(fields) => named_tuple::define(fields, &mut scope),
            DefinitionKind::Enumeration(enumeration) => {
                enumeration::define(enumeration, &mut scope);
            }
            DefinitionKind::Alias(alias) => type_alias::define(alias, &mut scope),
        }
        definitions.extend(scope.into_statements());
        later.remove(&definition.name);
    }
    let mut groups: Vec<Vec<Stmt>> = Vec::new();
    groups.extend(module.documentation.as_deref().map(|text| vec![docstring(text)]));
    groups.extend(imports.sections());
    groups.push(definitions);
    print(groups, settings.target_version)
}
