//! What a spec is written in, and what it says: told, or found out.

use std::fmt::Display;

use pylint_rs_diagnostics::suggestion;

use crate::SpecError;
use crate::document::{Document, Key, Node, Source, Syntax, Value};
use crate::json_schema::TYPES;
use crate::native::tables;

/// What a spec is written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Input {
    /// Our own tables, in TOML.
    Toml,
    /// Our own tables, in JSON.
    Json,
    /// Our own tables, in YAML.
    Yaml,
    /// JSON Schema, in JSON or YAML.
    JsonSchema,
    /// OpenAPI 3 or Swagger 2, in JSON or YAML.
    OpenApi,
    /// Values whose type is wanted: JSON, JSON Lines or YAML.
    Sample,
}

/// What a spec says, whatever it is written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Meaning {
    /// What there is to be, in our own tables.
    Native,
    /// A JSON Schema.
    Schema,
    /// An OpenAPI document.
    OpenApi,
    /// Values.
    Sample,
}

/// A spec that has been read.
pub struct Spec {
    /// Its documents: one, unless they are samples; never none.
    pub(crate) documents: Vec<Document>,
    pub(crate) meaning: Meaning,
    /// What it has been taken for, if nobody said what it is.
    pub(crate) guess: Option<Guess>,
}

/// What a spec has been taken for, and why.
#[derive(Clone, Debug)]
pub(crate) struct Guess(String);

impl Guess {
    fn new(what: &str, why: impl Display) -> Option<Self> {
        Some(Self(format!("taken for {what}, {why}")))
    }

    /// What errors say of it.
    pub(crate) fn note(&self) -> String {
        format!("({}: say otherwise by `--input`)", self.0)
    }
}

/// Keywords that only a schema has at its top.
const SCHEMA_KEYWORDS: &[&str] = &[
    "$ref",
    "$defs",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "const",
    "additionalProperties",
    "patternProperties",
    "prefixItems",
];

impl Spec {
    /// Reads a spec.
    ///
    /// # Errors
    /// If it is not in the language it should be in.
    pub fn read(source: Source, input: Option<Input>) -> Result<Self, SpecError> {
        let is_named = source.path.as_deref().and_then(Syntax::of_name).is_some();
        let told = match input {
            Some(Input::Toml) => Some(Syntax::Toml),
            Some(Input::Json) => Some(Syntax::Json),
            Some(Input::Yaml) => Some(Syntax::Yaml),
            Some(Input::JsonSchema | Input::OpenApi | Input::Sample) | None => None,
        };
        let syntax = told.unwrap_or_else(|| Syntax::recognise(&source));
        let meaning = input.map(meaning_of);
        let parsed = match meaning {
            Some(Meaning::Native | Meaning::Schema | Meaning::OpenApi) => {
                Document::parse(source, syntax).map(|document| vec![document])
            }
            Some(Meaning::Sample) | None => Document::parse_all(source, syntax),
        };
        let documents = parsed.map_err(|error| {
            let guess = if told.is_some() || is_named {
                None
            } else {
                Guess::new(syntax.name(), "as it looks like it")
            };
            let note = guess.map(|guess| format!(" {}", guess.note())).unwrap_or_default();
            SpecError { message: format!("{}{note}", error.message), ..error }
        })?;
        let (meaning, guess) = match (meaning, documents.as_slice()) {
            (Some(meaning), _) => (meaning, None),
            (None, _) if syntax == Syntax::Toml => (Meaning::Native, None),
            (None, [only]) if syntax != Syntax::JsonLines => guess(&only.root),
            (None, _) => (Meaning::Sample, None),
        };
        let spec = Self { documents, meaning, guess };
        if meaning == Meaning::Sample && syntax == Syntax::Toml {
            return Err(spec.source().error(&(0..0), "samples are JSON or YAML, not TOML"));
        }
        if meaning == Meaning::Native {
            spec.document().expect_text_keys()?;
        }
        Ok(spec)
    }

    /// Whether it is sample data, of which several make one type.
    pub fn is_sample(&self) -> bool {
        self.meaning == Meaning::Sample
    }

    /// Takes in another sample.
    pub fn add_sample(&mut self, other: Self) {
        self.documents.extend(other.documents);
    }

    /// The text it is written in; of several files, the first.
    pub(crate) fn source(&self) -> &Source {
        &self.document().source
    }

    /// Its first document.
    pub(crate) fn document(&self) -> &Document {
        &self.documents[0]
    }

    /// Its first document.
    pub(crate) fn into_document(mut self) -> Document {
        self.documents.swap_remove(0)
    }
}

fn meaning_of(input: Input) -> Meaning {
    match input {
        Input::Toml | Input::Json | Input::Yaml => Meaning::Native,
        Input::JsonSchema => Meaning::Schema,
        Input::OpenApi => Meaning::OpenApi,
        Input::Sample => Meaning::Sample,
    }
}

/// What a document is, and, where it does not say so itself, how that was seen.
fn guess(root: &Node) -> (Meaning, Option<Guess>) {
    let Value::Mapping(entries) = &root.value else {
        let why = format!("as it is {}", root.kind());
        return (Meaning::Sample, Guess::new("a sample", why));
    };
    let text = |key: &str| match root.get(key).map(|node| &node.value) {
        Some(Value::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let is_version = |key: &str| {
        matches!(root.get(key).map(|node| &node.value), Some(Value::String(version) | Value::Float(version))
            if version.starts_with(|first: char| first.is_ascii_digit()))
    };
    if ["openapi", "swagger"].into_iter().any(is_version) {
        return (Meaning::OpenApi, None);
    }
    if text("$schema").is_some_and(|schema| schema.contains("json-schema.org")) {
        return (Meaning::Schema, None);
    }
    if let Some(key) = native_key(entries) {
        return (Meaning::Native, Guess::new("a spec", format!("as it has `{key}`")));
    }
    if let Some(key) = schema_key(root) {
        // Hardly anything else has these.
        let guess = match key {
            "type" | "$ref" => None,
            _ => Guess::new("a JSON Schema", format!("as it has `{key}`")),
        };
        return (Meaning::Schema, guess);
    }
    if entries.is_empty() {
        return (Meaning::Native, Guess::new("a spec", "as it is empty"));
    }
    (Meaning::Sample, Guess::new("a sample", "as it has no key of a spec or schema"))
}

/// A key by which our own tables are known.
fn native_key(entries: &[(Key, Node)]) -> Option<&str> {
    let is_table = |node: &Node| matches!(node.value, Value::Mapping(_));
    let known = entries
        .iter()
        .find(|(key, node)| tables().any(|table| table == key.text) && is_table(node))
        .map(|(key, _)| key.text.as_str());
    known.or_else(|| {
        // Nothing but tables that are misspelt.
        let is_near = |(key, node): &(Key, Node)| match (key.text.as_str(), is_table(node)) {
            ("doc" | "imports", _) => true,
            (key, true) => !suggestion(key, tables()).is_empty(),
            (_, false) => false,
        };
        entries.iter().all(is_near).then(|| entries.first().map(|(key, _)| key.text.as_str()))?
    })
}

/// A key by which a schema is known.
fn schema_key(root: &Node) -> Option<&'static str> {
    let kind = root.get("type").map(|node| &node.value);
    match kind {
        Some(Value::String(name)) => {
            let is_type = TYPES.contains(&name.as_str());
            let others = || SCHEMA_KEYWORDS.iter().chain(&["properties", "definitions"]);
            return if is_type
                || (!suggestion(name, TYPES).is_empty()
                    && (others().any(|key| root.get(key).is_some()) || is_alone(root)))
            {
                Some("type")
            } else {
                // `"type": "Feature"` is what data says of itself.
                None
            };
        }
        Some(Value::Sequence(names)) => {
            let is_type = |node: &Node| matches!(&node.value, Value::String(name) if TYPES.contains(&name.as_str()));
            if !names.is_empty() && names.iter().all(is_type) {
                return Some("type");
            }
        }
        _ => {}
    }
    let holds_schemas = |key: &&str| match root.get(key).map(|node| &node.value) {
        Some(Value::Mapping(entries)) => {
            !entries.is_empty()
                && entries
                    .iter()
                    .all(|(_, it)| matches!(it.value, Value::Mapping(_) | Value::Boolean(_)))
        }
        _ => false,
    };
    if let Some(key) = ["properties", "definitions", "$defs"].into_iter().find(holds_schemas) {
        return Some(key);
    }
    SCHEMA_KEYWORDS.iter().copied().find(|key| is_keyword(root, key))
}

/// Whether the value under a key is what the keyword of a schema has.
fn is_keyword(root: &Node, key: &str) -> bool {
    let Some(node) = root.get(key) else { return false };
    match (key, &node.value) {
        ("$ref", Value::String(_)) => true,
        ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Sequence(items)) => {
            items.iter().all(|item| matches!(item.value, Value::Mapping(_) | Value::Boolean(_)))
        }
        ("enum", Value::Sequence(_)) => is_alone(root),
        ("const", _) => is_alone(root),
        ("additionalProperties", Value::Mapping(_) | Value::Boolean(_)) => true,
        ("patternProperties", Value::Mapping(_)) => true,
        _ => false,
    }
}

/// Whether there are no keys but one, and those that describe.
fn is_alone(root: &Node) -> bool {
    let Value::Mapping(entries) = &root.value else { return false };
    let describes = |key: &str| matches!(key, "title" | "description" | "$id" | "$comment");
    entries.iter().filter(|(key, _)| !describes(&key.text)).count() == 1
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Meaning, Spec};
    use crate::document::Source;

    fn read(name: &str, text: &str) -> Result<Spec, String> {
        let path = (name != "-").then(|| Path::new(name));
        Spec::read(Source::new(path, text), None).map_err(|error| error.to_string())
    }

    #[test]
    fn specs_are_told_by_what_they_say() {
        let cases = [
            ("a.toml", "x = 1", Meaning::Native),
            ("a.json", "{}", Meaning::Native),
            ("a.json", "{\"classes\": {}}", Meaning::Native),
            ("a.yaml", "clases:\n  A: {fields: {x: int}}", Meaning::Native),
            ("-", "typed_dicts:\n  A: {fields: {x: int}}", Meaning::Native),
            ("-", "doc = 'x'\n[classes.A]", Meaning::Native),
            ("a.json", "{\"classes\": [1]}", Meaning::Sample),
            (
                "a.json",
                "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
                Meaning::Schema,
            ),
            ("a.json", "{\"type\": \"object\", \"propertiez\": {}}", Meaning::Schema),
            ("a.json", "{\"type\": \"strng\"}", Meaning::Schema),
            ("a.yml", "type: [string, 'null']", Meaning::Schema),
            ("a.yaml", "$defs:\n  A: {type: string}", Meaning::Schema),
            ("a.json", "{\"anyOf\": [{\"type\": \"string\"}]}", Meaning::Schema),
            ("a.json", "{\"enum\": [1]}", Meaning::Schema),
            ("a.yaml", "openapi: 3.0.3\npaths: {}", Meaning::OpenApi),
            ("a.yaml", "swagger: 2.0\ndefinitions: {}", Meaning::OpenApi),
            ("a.json", "{\"openapi\": true}", Meaning::Sample),
            ("a.json", "{\"enum\": [1], \"x\": 1}", Meaning::Sample),
            ("a.json", "{\"$schema\": \"https://example.org/x.json\", \"a\": 1}", Meaning::Sample),
            ("a.json", "{\"type\": \"Feature\", \"properties\": {\"a\": {}}}", Meaning::Sample),
            ("a.json", "{\"type\": \"module\", \"name\": \"x\", \"imports\": {}}", Meaning::Sample),
            ("a.json", "{\"properties\": {\"a\": 1}}", Meaning::Sample),
            ("a.json", "[{\"type\": \"string\"}]", Meaning::Sample),
            ("a.json", "{\"a\": 1}\n{\"a\": 2}\n", Meaning::Sample),
            ("a.jsonl", "{\"classes\": {}}", Meaning::Sample),
            ("a.yaml", "kind: x\n---\nkind: y", Meaning::Sample),
            ("-", "{\"a\": 1}\n{\"a\": 2}\n", Meaning::Sample),
        ];
        for (name, text, meaning) in cases {
            assert_eq!(read(name, text).ok().map(|spec| spec.meaning), Some(meaning), "{text}");
        }
    }

    #[test]
    fn what_was_guessed_is_told() {
        let error = |name, text| read(name, text).err().unwrap();
        let message = error("-", "a: [1\nb: 2");
        assert!(
            message.ends_with("(taken for YAML, as it looks like it: say otherwise by `--input`)"),
            "{message}"
        );
        let message = error("a.yaml", "a: [1\nb: 2");
        assert!(!message.contains("taken for"), "{message}");
    }
}
