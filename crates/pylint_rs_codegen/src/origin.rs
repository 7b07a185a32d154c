//! Where a spec asks for what a generated file holds.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use crate::document::Source;
use crate::model::{Definition, DefinitionKind, Field, Module};

/// Where a spec asks for a definition and its members.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The definition's name.
    pub definition: String,
    source: Source,
    offset: usize,
    members: Vec<(String, usize)>,
}

/// A line of a spec.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SpecLine {
    /// The file; nothing for standard input.
    pub path: Option<PathBuf>,
    /// Line and column in code points, both from 1.
    pub position: (usize, usize),
    /// What is written on the line.
    pub text: String,
}

/// Origins hold offsets, whose lines are looked up when somebody asks.
impl Origin {
    /// The origin of a definition that is asked for at `span` of a text.
    pub fn new(definition: impl Into<String>, source: &Source, span: &Range<usize>) -> Self {
        let source = source.clone();
        Self { definition: definition.into(), source, offset: span.start, members: Vec::new() }
    }

    /// Adds a member that is asked for at `span` of the same text.
    pub fn add_member(&mut self, name: impl Into<String>, span: &Range<usize>) {
        self.members.push((name.into(), span.start));
    }

    /// The origins of all that a module defines.
    pub(crate) fn of_module(module: &Module, source: &Source) -> Vec<Self> {
        let source_of =
            |definition: &Definition| module.elsewhere.get(&definition.name).unwrap_or(source);
        module
            .definitions
            .iter()
            .map(|definition| Self::of_definition(definition, source_of(definition)))
            .collect()
    }

    fn of_definition(definition: &Definition, source: &Source) -> Self {
        let mut origin = Self::new(&definition.name, source, &definition.span);
        let mut add = |fields: &[Field]| {
            fields.iter().for_each(|field| origin.add_member(&field.name, &field.span));
        };
        match &definition.kind {
            DefinitionKind::Class(class) => add(&class.fields),
            DefinitionKind::Dataclass(dataclass) => add(&dataclass.fields),
            DefinitionKind::NamedTuple(fields) => add(fields),
            DefinitionKind::TypedDict(dict) => add(&dict.fields),
            DefinitionKind::Protocol(it) | DefinitionKind::Abstract(it) => {
                add(&it.attributes);
                add(&it.properties);
                it.methods.iter().for_each(|it| origin.add_member(&it.name, &it.span));
            }
            DefinitionKind::Enumeration(enumeration) => {
                enumeration.members.iter().for_each(|it| origin.add_member(&it.name, &it.span));
            }
            DefinitionKind::Alias(_) => {}
        }
        origin
    }

    /// What the spec is called in messages.
    pub fn source_name(&self) -> String {
        self.source.path.as_ref().map_or_else(|| "-".to_owned(), |path| path.display().to_string())
    }

    /// The line that asks for a member, or, if there is none of that name, for the definition.
    pub fn line_of(&self, member: Option<&str>) -> SpecLine {
        // What accessors are called by.
        let names =
            member.map(|name| [Some(name), name.strip_prefix("get_"), name.strip_prefix("set_")]);
        let offset = names.into_iter().flatten().flatten().find_map(|name| {
            self.members.iter().find(|(other, _)| other == name).map(|(_, offset)| *offset)
        });
        let offset = offset.unwrap_or(self.offset);
        let (line, column) = self.source.position(offset);
        let text = self.source.text.lines().nth(line - 1).unwrap_or_default();
        SpecLine {
            path: self.source.path.clone(),
            position: (line, column),
            text: text.trim().to_owned(),
        }
    }
}

impl fmt::Display for SpecLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.position;
        match &self.path {
            Some(path) => write!(formatter, "{}", path.display())?,
            None => formatter.write_str("-")?,
        }
        write!(formatter, ":{line}:{column}: {}", self.text)
    }
}
