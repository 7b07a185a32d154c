//! What the names in a module's types are.

use std::ops::Range;

use ruff_python_ast::ExprName;
use ruff_python_stdlib::builtins::python_builtins;
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use crate::SpecError;
use crate::document::Source;
use crate::expressions::for_each_expression;
use crate::free_names::free_names;
use crate::known::known;
use crate::model::{Import, Module};

/// Finds out where the names in types come from, and adds the imports they need.
///
/// # Errors
/// Names that are nothing.
pub(crate) fn resolve(module: &mut Module, source: &Source) -> Result<(), Vec<SpecError>> {
    let mut errors = Vec::new();
    for unknown in resolve_known(module, &FxHashSet::default()) {
        errors.push(unknown.error(source));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Whether a definition of this name would hide what types are written with.
pub(crate) fn is_reserved(name: &str) -> bool {
    known(name).is_some() || python_builtins(14, false).any(|builtin| builtin == name)
}

/// A name that is nothing.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct UnknownName {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

impl UnknownName {
    pub(crate) fn error(&self, source: &Source) -> SpecError {
        let name = &self.text;
        let hint = match name.as_str() {
            "Dict" | "List" | "Tuple" | "FrozenSet" | "Type" => {
                format!("write `{}`", name.to_lowercase())
            }
            "Text" => "write `str`".to_owned(),
            "Decimal" => "add `decimal.Decimal` to `imports`".to_owned(),
            "UUID" => "add `uuid.UUID` to `imports`".to_owned(),
            "Path" => "add `pathlib.Path` to `imports`".to_owned(),
            "Fraction" => "add `fractions.Fraction` to `imports`".to_owned(),
            "date" | "datetime" | "time" | "timedelta" | "timezone" => {
                format!("add `datetime.{name}` to `imports`")
            }
            "OrderedDict" | "defaultdict" | "deque" | "Counter" | "ChainMap" => {
                format!("add `collections.{name}` to `imports`")
            }
            _ => "add it to `imports`".to_owned(),
        };
        let message =
            format!("`{name}` is neither defined here, nor imported, nor a builtin: {hint}");
        source.error(&self.span, message)
    }
}

/// Adds the imports that need not be asked for, and gives the names that are nothing; `declared` are
/// something, even if nobody can tell what.
pub(crate) fn resolve_known(module: &mut Module, declared: &FxHashSet<&str>) -> Vec<UnknownName> {
    let mut imported: FxHashSet<&str> = module.imports.iter().map(bound_name).collect();
    let defined: FxHashSet<&str> =
        module.definitions.iter().map(|definition| definition.name.as_str()).collect();
    let mut unknown: Vec<UnknownName> = Vec::new();
    let mut imports = Vec::new();
    for definition in &module.definitions {
        for_each_expression(definition, &mut |place| {
            free_names(place.expression, &mut |name, _| {
                let text = name.id.as_str();
                if defined.contains(text)
                    || imported.contains(text)
                    || declared.contains(text)
                    || place.parameters.iter().any(|parameter| parameter.name == text)
                {
                    return;
                }
                if let Some(known) = known(text) {
                    imported.insert(known.name);
                    imports.push(Import {
                        module: known.module.to_owned(),
                        member: Some(text.to_owned()),
                        alias: None,
                        span: place.span.clone(),
                    });
                } else if !python_builtins(14, false).any(|builtin| builtin == text) {
                    let found =
                        UnknownName { text: text.to_owned(), span: place_of(name, place.span) };
                    if !unknown.contains(&found) {
                        unknown.push(found);
                    }
                }
            });
        });
    }
    module.imports.extend(imports);
    unknown
}

/// Where the spec has a name: where it stands, if whoever read it said so.
pub(crate) fn place_of(name: &ExprName, whole: &Range<usize>) -> Range<usize> {
    let range = name.range();
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    if whole.contains(&start) { start..end } else { whole.clone() }
}

/// The name an import binds.
pub(crate) fn bound_name(import: &Import) -> &str {
    let first = import.module.split('.').next().unwrap_or_default();
    import.alias.as_deref().or(import.member.as_deref()).unwrap_or(first)
}
