//! What the names in a module's types are.

use std::ops::Range;

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, Parameters};
use ruff_python_stdlib::builtins::python_builtins;
use rustc_hash::FxHashSet;

use crate::SpecError;
use crate::document::Source;
use crate::model::{Class, DefaultValue, Definition, DefinitionKind, Field, Import, Module};

/// Members of `typing` that a type may name without the spec importing them.
const TYPING: &[&str] = &[
    "Annotated",
    "Any",
    "AnyStr",
    "ClassVar",
    "Concatenate",
    "Final",
    "Generic",
    "Literal",
    "LiteralString",
    "Never",
    "NoReturn",
    "NotRequired",
    "Optional",
    "ParamSpec",
    "Protocol",
    "ReadOnly",
    "Required",
    "Self",
    "SupportsAbs",
    "SupportsBytes",
    "SupportsComplex",
    "SupportsFloat",
    "SupportsIndex",
    "SupportsInt",
    "SupportsRound",
    "TypeAlias",
    "TypeGuard",
    "TypeIs",
    "TypedDict",
    "Union",
    "Unpack",
];

/// Members of `collections.abc`, likewise.
const COLLECTIONS: &[&str] = &[
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "Buffer",
    "ByteString",
    "Callable",
    "Collection",
    "Container",
    "Coroutine",
    "Generator",
    "Hashable",
    "ItemsView",
    "Iterable",
    "Iterator",
    "KeysView",
    "Mapping",
    "MappingView",
    "MutableMapping",
    "MutableSequence",
    "MutableSet",
    "Reversible",
    "Sequence",
    "Set",
    "Sized",
    "ValuesView",
];

/// Finds out where the names in types come from, and adds the imports they need.
///
/// # Errors
/// Names that are nothing.
pub(crate) fn resolve(module: &mut Module, source: &Source) -> Result<(), Vec<SpecError>> {
    let mut names = Names { found: Vec::new(), span: 0..0 };
    module.definitions.iter().for_each(|definition| names.visit_definition(definition));
    let defined: FxHashSet<&str> =
        module.definitions.iter().map(|definition| definition.name.as_str()).collect();
    let mut imported: FxHashSet<String> = module.imports.iter().map(bound_name).collect();
    let mut errors = Vec::new();
    let mut imports = Vec::new();
    for name in names.found {
        if defined.contains(name.text.as_str()) || imported.contains(&name.text) {
            continue;
        }
        if name.parameters.contains(&name.text) {
            continue;
        }
        let module = if TYPING.contains(&name.text.as_str()) {
            "typing"
        } else if COLLECTIONS.contains(&name.text.as_str()) {
            "collections.abc"
        } else if python_builtins(14, false).any(|builtin| builtin == name.text) {
            continue;
        } else {
            errors.push(source.error(
                &name.span,
                format!(
                    "`{}` is neither defined here, nor imported, nor a builtin: add it to `imports`",
                    name.text
                ),
            ));
            continue;
        };
        imported.insert(name.text.clone());
        imports.push(Import {
            module: module.to_owned(),
            member: Some(name.text),
            alias: None,
            span: name.span,
        });
    }
    module.imports.extend(imports);
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Whether a definition of this name would hide what types are written with.
pub(crate) fn is_reserved(name: &str) -> bool {
    TYPING.contains(&name)
        || COLLECTIONS.contains(&name)
        || python_builtins(14, false).any(|builtin| builtin == name)
}

/// The name an import binds.
fn bound_name(import: &Import) -> String {
    let first = import.module.split('.').next().unwrap_or_default().to_owned();
    import.alias.clone().or_else(|| import.member.clone()).unwrap_or(first)
}

struct Name {
    text: String,
    span: Range<usize>,
    parameters: Vec<String>,
}

struct Names {
    found: Vec<Name>,
    span: Range<usize>,
}

impl Names {
    fn visit_definition(&mut self, definition: &Definition) {
        let first = self.found.len();
        for parameter in &definition.type_parameters {
            for part in [&parameter.bound, &parameter.default].into_iter().flatten() {
                self.visit_type(&part.expression, &part.span);
            }
        }
        match &definition.kind {
            DefinitionKind::Class(Class { bases, fields, .. }) => {
                self.visit_bases(bases);
                self.visit_fields(fields);
            }
            DefinitionKind::Protocol(protocol) | DefinitionKind::Abstract(protocol) => {
                self.visit_bases(&protocol.bases);
                self.visit_fields(&protocol.attributes);
                self.visit_fields(&protocol.properties);
                for method in &protocol.methods {
                    self.visit_type(&method.returns.expression, &method.returns.span);
                    self.visit_parameters(&method.parameters, &method.returns.span);
                }
            }
            DefinitionKind::TypedDict(dict) => {
                self.visit_bases(&dict.bases);
                self.visit_fields(&dict.fields);
                if let Some(extra) = &dict.extra_items {
                    self.visit_type(&extra.expression, &extra.span);
                }
            }
            DefinitionKind::Dataclass(dataclass) => {
                self.visit_bases(&dataclass.bases);
                self.visit_fields(&dataclass.fields);
            }
            DefinitionKind::NamedTuple(fields) => self.visit_fields(fields),
            DefinitionKind::Enumeration(_) => {}
            DefinitionKind::Alias(alias) => self.visit_type(&alias.expression, &alias.span),
        }
        let parameters: Vec<String> =
            definition.type_parameters.iter().map(|parameter| parameter.name.clone()).collect();
        for name in &mut self.found[first..] {
            name.parameters.clone_from(&parameters);
        }
    }

    fn visit_bases(&mut self, bases: &[crate::model::TypeExpression]) {
        bases.iter().for_each(|base| self.visit_type(&base.expression, &base.span));
    }

    fn visit_fields(&mut self, fields: &[Field]) {
        for field in fields {
            self.visit_type(&field.annotation.expression, &field.annotation.span);
            if let Some(DefaultValue::Value(value) | DefaultValue::Factory(value)) = &field.default
            {
                self.visit_type(value, &field.span);
            }
        }
    }

    fn visit_parameters(&mut self, parameters: &Parameters, span: &Range<usize>) {
        for parameter in parameters.iter() {
            for part in [parameter.annotation(), parameter.default()].into_iter().flatten() {
                self.visit_type(part, span);
            }
        }
    }

    fn visit_type(&mut self, expression: &Expr, span: &Range<usize>) {
        self.span = span.clone();
        self.visit_expr(expression);
    }
}

impl<'a> Visitor<'a> for Names {
    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => self.found.push(Name {
                text: name.id.to_string(),
                span: self.span.clone(),
                parameters: Vec::new(),
            }),
            // Names bound in a lambda or comprehension are its own.
            Expr::Lambda(_) | Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => {}
            _ => walk_expr(self, expression),
        }
    }
}
