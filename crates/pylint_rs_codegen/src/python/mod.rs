//! From the model to syntax trees.

mod binding;
mod class;
mod comparison;
mod dataclass;
mod enumeration;
mod evaluation;
mod imports;
mod local_names;
mod named_tuple;
mod protocol;
mod references;
mod scope;
mod type_alias;
mod type_variables;
mod typed_dict;
mod variance;
mod writer;

use ruff_python_ast::{PythonVersion, Stmt};

use binding::Binding;
use evaluation::evaluation_order;
use scope::Scope;
use writer::Writer;

pub(crate) use class::attribute;
pub(crate) use dataclass::SLOTS_AND_KEYWORDS;
pub(crate) use imports::Imports;

use crate::model::{Definition, DefinitionKind, Module};
use crate::printing::print;
use crate::syntax::docstring;

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
    let target = settings.target_version;
    let mut writer = Writer::new(module, target);
    let typed_dict_since = typed_dict::needed_since(module);
    let order = evaluation_order(module, target);
    let definitions: Vec<&Definition> =
        order.iter().map(|index| &module.definitions[*index]).collect();
    let mut statements = Vec::new();
    for definition in &definitions {
        let mut scope = Scope::new(definition, &mut writer);
        match &definition.kind {
            DefinitionKind::Class(class) => class::define(class, &mut scope),
            DefinitionKind::Protocol(protocol) => protocol::define(protocol, false, &mut scope),
            DefinitionKind::Abstract(protocol) => protocol::define(protocol, true, &mut scope),
            DefinitionKind::TypedDict(dict) => {
                typed_dict::define(dict, typed_dict_since, &mut scope);
            }
            DefinitionKind::Dataclass(dataclass) => dataclass::define(dataclass, &mut scope),
            DefinitionKind::NamedTuple(fields) => named_tuple::define(fields, &mut scope),
            DefinitionKind::Enumeration(enumeration) => {
                enumeration::define(enumeration, &mut scope);
            }
            DefinitionKind::Alias(alias) => type_alias::define(alias, &mut scope),
        }
        statements.push(scope.into_statements());
    }
    let names: Vec<&str> = definitions.iter().map(|definition| &*definition.name).collect();
    let Writer { references, variables, .. } = writer;
    let variables = variables.into_statements();
    let for_checkers = module.typing_only.iter().map(String::as_str).collect();
    let mut binding =
        Binding::new(references, target, &names, &variables, &statements, for_checkers);
    let variables = binding.bind(0, variables);
    let mut bound: Vec<Stmt> = Vec::new();
    for (position, statements) in statements.into_iter().enumerate() {
        bound.extend(binding.bind(position, statements));
    }
    let mut groups: Vec<Vec<Stmt>> = Vec::new();
    groups.extend(module.documentation.as_deref().and_then(docstring).map(|it| vec![it]));
    groups.extend(binding.import_sections(&module.siblings));
    groups.push(variables);
    groups.push(bound);
    print(groups, target)
}
