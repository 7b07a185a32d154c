//! Names of members that Python keeps for itself, or that are in each other's way.

use std::ops::Range;

use ruff_python_stdlib::identifiers::is_identifier;
use rustc_hash::FxHashMap;

use super::reader::Reader;
use crate::identifiers::{is_normal, normal};
use crate::model::{
    Accessors, Class, Definition, DefinitionKind, EnumerationKind, Field, Module, TypeParameter,
};

/// Complains of members that a definition cannot have.
pub(super) fn check(module: &Module, reader: &mut Reader<'_>) {
    for definition in &module.definitions {
        readable(&definition.name, &definition.span, reader);
        type_parameters(definition, reader);
        let mut members = Members { reader, places: FxHashMap::default() };
        match &definition.kind {
            DefinitionKind::Class(class) => members.class(class),
            DefinitionKind::Dataclass(dataclass) => {
                for field in &dataclass.fields {
                    members.field(field);
                }
            }
            DefinitionKind::NamedTuple(fields) => {
                for field in fields {
                    members.field(field);
                    members.named_tuple(field);
                }
            }
            DefinitionKind::Protocol(it) | DefinitionKind::Abstract(it) => {
                for field in it.attributes.iter().chain(&it.properties) {
                    members.field(field);
                }
                for method in &it.methods {
                    members.add(&method.name, &method.span, "method");
                }
            }
            DefinitionKind::Enumeration(it) if it.kind != EnumerationKind::Literal => {
                for member in &it.members {
                    members.add(&member.name, &member.span, "member");
                    members.enumeration(it.kind, &member.name, &member.span);
                }
            }
            DefinitionKind::TypedDict(_)
            | DefinitionKind::Enumeration(_)
            | DefinitionKind::Alias(_) => {}
        }
        let places = members.places;
        for parameter in all_parameters(definition) {
            if let Some((span, what)) = places.get(&parameter.name) {
                let line = reader.line(span);
                let message = format!(
                    "the type parameter `{}` has the name of a {what}, on line {line}",
                    parameter.name
                );
                reader.error(&definition.span, message);
            }
        }
    }
}

/// Complains of a name that Python would read as another.
fn readable(name: &str, span: &Range<usize>, reader: &mut Reader<'_>) {
    if !is_normal(name) {
        reader.error(span, format!("Python reads `{name}` as `{}`: write that", normal(name)));
    }
}

fn all_parameters(definition: &Definition) -> impl Iterator<Item = &TypeParameter> {
    let methods = match &definition.kind {
        DefinitionKind::Protocol(it) | DefinitionKind::Abstract(it) => it.methods.as_slice(),
        _ => &[],
    };
    definition.type_parameters.iter().chain(methods.iter().flat_map(|it| &it.type_parameters))
}

fn type_parameters(definition: &Definition, reader: &mut Reader<'_>) {
    let parameters = &definition.type_parameters;
    if matches!(&definition.kind, DefinitionKind::Enumeration(_)) && !parameters.is_empty() {
        reader.error(&definition.span, "an enum has no type parameters");
    }
    let mut has_default: Option<&str> = None;
    let mut names: Vec<&str> = Vec::new();
    for parameter in parameters {
        if names.contains(&&*parameter.name) {
            let message = format!("the type parameter `{}` is there twice", parameter.name);
            reader.error(&definition.span, message);
        }
        names.push(&parameter.name);
        match (&parameter.default, has_default) {
            (None, Some(before)) => {
                let message = format!(
                    "the type parameter `{}` without a default comes after `{before}`, which has one",
                    parameter.name
                );
                reader.error(&definition.span, message);
            }
            (Some(_), _) => has_default = Some(&parameter.name),
            (None, None) => {}
        }
    }
}

/// The members of one definition, each with its place and what it is.
struct Members<'r, 's> {
    reader: &'r mut Reader<'s>,
    places: FxHashMap<String, (Range<usize>, &'static str)>,
}

impl Members<'_, '_> {
    fn add(&mut self, name: &str, span: &Range<usize>, what: &'static str) {
        readable(name, span, self.reader);
        self.place(name.to_owned(), span, what);
    }

    fn place(&mut self, name: String, span: &Range<usize>, what: &'static str) {
        if let Some((first, other)) = self.places.get(&normal(&name)) {
            let line = self.reader.line(first);
            let message =
                format!("the {what} `{name}` is in the way of the {other} on line {line}");
            self.reader.error(span, message);
            return;
        }
        self.places.insert(normal(&name), (span.clone(), what));
    }

    fn field(&mut self, field: &Field) {
        self.add(&field.name, &field.span, "field");
        if is_dunder(&field.name) {
            let message = format!("Python keeps the name `{}` for itself", field.name);
            self.reader.error(&field.span, message);
        }
    }

    fn class(&mut self, class: &Class) {
        for field in &class.fields {
            let (name, span) = (&field.name, &field.span);
            if is_dunder(name) {
                let message = format!("Python keeps the name `{name}` for itself");
                self.reader.error(span, message);
            }
            readable(name, span, self.reader);
            if field.is_class_variable || class.accessors == Accessors::None {
                self.place(name.clone(), span, "field");
                continue;
            }
            self.place(format!("_{name}"), span, "attribute");
            match class.accessors {
                Accessors::Methods => {
                    self.place(format!("get_{name}"), span, "getter");
                    if !field.is_read_only {
                        self.place(format!("set_{name}"), span, "setter");
                    }
                }
                _ => self.place(name.clone(), span, "property"),
            }
        }
    }

    fn named_tuple(&mut self, field: &Field) {
        let name = &field.name;
        let message = if name.starts_with('_') {
            format!("`{name}`: fields of named tuples cannot begin with an underscore")
        } else if matches!(name.as_str(), "count" | "index") {
            format!("a tuple has a method `{name}` already")
        } else {
            return;
        };
        self.reader.error(&field.span, message);
    }

    fn enumeration(&mut self, kind: EnumerationKind, name: &str, span: &Range<usize>) {
        if !is_identifier(name) {
            let message = format!(
                "`{name}` cannot be a member's name: make it a value, or the kind `Literal`"
            );
            self.reader.error(span, message);
            return;
        }
        let is_sunder = name.starts_with('_') && name.ends_with('_');
        let of_base = match kind {
            EnumerationKind::String => STRING_METHODS.contains(&name),
            EnumerationKind::Integer | EnumerationKind::IntegerFlag => {
                INTEGER_MEMBERS.contains(&name)
            }
            _ => false,
        };
        let message =
            if is_sunder || name.starts_with("__") || matches!(name, "mro" | "name" | "value") {
                format!("`{name}` cannot be a member: enums keep it for themselves")
            } else if of_base {
                format!("`{name}` cannot be a member: it is a method of its values")
            } else {
                return;
            };
        self.reader.error(span, message);
    }
}

fn is_dunder(name: &str) -> bool {
    name.len() > 4 && name.starts_with("__") && name.ends_with("__")
}

const STRING_METHODS: &[&str] = &[
    "capitalize",
    "casefold",
    "center",
    "count",
    "encode",
    "endswith",
    "expandtabs",
    "find",
    "format",
    "format_map",
    "index",
    "isalnum",
    "isalpha",
    "isascii",
    "isdecimal",
    "isdigit",
    "isidentifier",
    "islower",
    "isnumeric",
    "isprintable",
    "isspace",
    "istitle",
    "isupper",
    "join",
    "ljust",
    "lower",
    "lstrip",
    "maketrans",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rfind",
    "rindex",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "startswith",
    "strip",
    "swapcase",
    "title",
    "translate",
    "upper",
    "zfill",
];

const INTEGER_MEMBERS: &[&str] = &[
    "as_integer_ratio",
    "bit_count",
    "bit_length",
    "conjugate",
    "denominator",
    "from_bytes",
    "imag",
    "is_integer",
    "numerator",
    "real",
    "to_bytes",
];
