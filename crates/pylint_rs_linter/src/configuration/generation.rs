//! The table `[gen]`: what is generated from what.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use ruff_python_ast::PythonVersion;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::document::{Document, FILE_NAMES, ProjectFile, Source};
use super::{ConfigurationError, Located, TargetVersion};

/// What `pylint-rs gen` generates when it is told nothing else.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct GenerationModel {
    /// The oldest Python that the results must run on, 3.9 to 3.14. By default, what
    /// `target-version` says.
    pub target_version: Option<Located<TargetVersion>>,
    /// What is generated: files or, with a slash at the end, directories, relative to this file,
    /// each with the spec it is generated from.
    pub outputs: BTreeMap<Located<String>, OutputModel>,
    /// Python files with generated regions, relative to this file.
    pub regions: Vec<Located<String>>,
}

/// What a file is generated from, and how: a spec, or a list of them, or a table.
#[derive(Clone, Debug, Default)]
pub struct OutputModel(pub OutputTable);

/// What a file is generated from, and how.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OutputTable {
    /// The spec, relative to this file, or several; or, with a kind that is made from Python, a
    /// file and a name in it: `shop/store.py:Store`.
    pub from: Located<SourcesModel>,
    /// What objects of a schema become; or what is made from Python.
    pub kind: Option<Located<String>>,
    /// What a schema's outermost type is called.
    pub root_name: Option<Located<String>>,
    /// What the spec is written in; by default that is found out.
    pub input: Option<Located<String>>,
    /// The oldest Python that the result must run on, 3.9 to 3.14.
    pub target_version: Option<Located<TargetVersion>>,
    /// What becomes of parameters and attributes without a type when a protocol is made from
    /// Python: `object` gives them that type, `skip` leaves their methods out.
    pub untyped: Option<Located<String>>,
}

/// One source or several.
#[derive(Clone, Debug, Default)]
pub struct SourcesModel(pub Vec<Located<String>>);

impl<'de> Deserialize<'de> for OutputModel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = OutputModel;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a spec, a list of specs, or a table with the key `from`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<OutputModel, E> {
                let from = SourcesModel(vec![Located::from(text.to_owned())]);
                Ok(OutputModel(OutputTable { from: from.into(), ..OutputTable::default() }))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OutputModel, A::Error> {
                let from: Vec<Located<String>> =
                    Deserialize::deserialize(SeqAccessDeserializer::new(list))?;
                let from = SourcesModel(from).into();
                Ok(OutputModel(OutputTable { from, ..OutputTable::default() }))
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<OutputModel, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(table)).map(OutputModel)
            }
        }

        deserializer.deserialize_any(Any)
    }
}

impl<'de> Deserialize<'de> for SourcesModel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = SourcesModel;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a spec, or a list of specs")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<SourcesModel, E> {
                Ok(SourcesModel(vec![Located::from(text.to_owned())]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<SourcesModel, A::Error> {
                Deserialize::deserialize(SeqAccessDeserializer::new(list)).map(SourcesModel)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for SourcesModel {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Sources".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
        })
    }
}

impl JsonSchema for OutputModel {
    fn schema_name() -> Cow<'static, str> {
        "Output".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = generator.subschema_for::<OutputTable>();
        json_schema!({
            "description": "What a file is generated from: a spec, a list of specs, or a table.",
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string" } },
                table,
            ],
        })
    }
}

/// A table `[gen]` with what surrounds it.
#[derive(Clone, Debug)]
pub struct Generation {
    /// The file it is in.
    pub path: PathBuf,
    /// What it says.
    pub model: GenerationModel,
    /// What the project's `target-version` or `requires-python` says.
    pub target_version: Option<PythonVersion>,
    source: Source,
}

impl Generation {
    /// The nearest table `[gen]` of a directory: that of its own configuration, or of one above.
    ///
    /// # Errors
    /// If a configuration file on the way cannot be read or is wrong.
    pub fn nearest(directory: &Path) -> Result<Option<Self>, ConfigurationError> {
        for ancestor in directory.ancestors() {
            let Some(mut document) = document_in(ancestor)? else { continue };
            let Some(model) = document.model.generation.take() else { continue };
            let source = document.source.clone();
            let path = source.path().map(|path| path.to_path_buf()).unwrap_or_default();
            let target_version = target_version_of(document, ancestor)?;
            return Ok(Some(Self { path, model, target_version, source }));
        }
        Ok(None)
    }

    /// An error about a part of the file.
    pub fn error(&self, span: &Range<usize>, message: impl Into<String>) -> ConfigurationError {
        self.source.error(span, message)
    }
}

/// What the project that a directory belongs to says of its `target-version`.
///
/// # Errors
/// If a configuration file on the way cannot be read or is wrong.
pub fn project_target_version(
    directory: &Path,
) -> Result<Option<PythonVersion>, ConfigurationError> {
    for ancestor in directory.ancestors() {
        if let Some(document) = document_in(ancestor)? {
            return target_version_of(document, ancestor);
        }
    }
    required_python(directory)
}

fn document_in(directory: &Path) -> Result<Option<Document>, ConfigurationError> {
    let [own, project] = FILE_NAMES.map(|name| directory.join(name));
    if own.is_file() {
        return Document::read(&own, directory).map(Some);
    }
    if project.is_file() {
        return ProjectFile::read(&project, directory).map(|project| project.document);
    }
    Ok(None)
}

fn target_version_of(
    document: Document,
    directory: &Path,
) -> Result<Option<PythonVersion>, ConfigurationError> {
    let chain = document.chain()?;
    match chain.iter().find_map(|document| document.model.target_version.as_ref()) {
        Some(version) => Ok(Some(version.0)),
        None => required_python(directory),
    }
}

fn required_python(directory: &Path) -> Result<Option<PythonVersion>, ConfigurationError> {
    for ancestor in directory.ancestors() {
        let project = ancestor.join("pyproject.toml");
        if project.is_file()
            && let Some((version, _)) = ProjectFile::read(&project, ancestor)?.oldest_python
        {
            return Ok(Some(version));
        }
    }
    Ok(None)
}
