//! Schemas that stand in the bodies of requests and responses.

use rustc_hash::FxHashSet;

use super::operations::{entries, text};
use crate::SpecError;
use crate::document::{Node, Value};
use crate::json_schema::Part;
use crate::json_schema::constants::is_same;
use crate::json_schema::library::{Library, Schema};
use crate::json_schema::naming::{class_name, last_part};

/// References that lead to references are followed no further than this.
const FOLLOW_LIMIT: usize = 64;

/// Schemas that stand in bodies.
pub(super) struct Bodies<'d> {
    library: &'d Library,
    /// Those that have a name already.
    known: FxHashSet<*const Node>,
    parts: Vec<Part<'d>>,
    errors: Vec<SpecError>,
}

impl<'d> Bodies<'d> {
    pub(super) fn new(library: &'d Library) -> Self {
        Self { library, known: FxHashSet::default(), parts: Vec::new(), errors: Vec::new() }
    }

    /// Notes that a schema has a name.
    pub(super) fn know(&mut self, schema: Schema<'d>) {
        self.known.insert(schema.identity());
    }

    pub(super) fn into_parts(self) -> (Vec<Part<'d>>, Vec<SpecError>) {
        (self.parts, self.errors)
    }

    /// What a `$ref` leads to, if there is one.
    pub(super) fn followed(&mut self, mut schema: Schema<'d>) -> Schema<'d> {
        for _ in 0..FOLLOW_LIMIT {
            let Some(reference) = text(schema, "$ref") else { return schema };
            match self.library.resolve(schema, reference) {
                Ok(target) => schema = target,
                Err(message) => {
                    let place = schema.keyword("$ref").unwrap_or(schema);
                    self.errors.push(self.library.error(place, message));
                    return schema;
                }
            }
        }
        self.errors.push(self.library.error(schema, "this `$ref` leads back to itself"));
        schema
    }

    /// The schemas of a body, one for each media type; in Swagger 2 there is one for all.
    pub(super) fn add(&mut self, body: Schema<'d>, name: &str) {
        let body = self.followed(body);
        if !self.known.insert(body.identity()) {
            return;
        }
        let mut taken: Vec<Schema<'d>> = Vec::new();
        let one = body.keyword("schema").map(|schema| ("", schema));
        let media = body.keyword("content").into_iter().flat_map(entries);
        let media = media.filter_map(|(kind, it)| Some((kind, it.keyword("schema")?)));
        for (kind, schema) in one.into_iter().chain(media) {
            if let Some(reference) = text(schema, "$ref") {
                self.referred(schema, reference);
                continue;
            }
            let is_again = taken.iter().any(|other| is_same(other.node, schema.node));
            if is_again || !self.needs_name(schema) {
                continue;
            }
            let name =
                if taken.is_empty() { name.to_owned() } else { format!("{name}{}", subtype(kind)) };
            taken.push(schema);
            self.known.insert(schema.identity());
            self.parts.push(Part { name, schema });
        }
    }

    /// What is in a file of its own is called as the reference says.
    fn referred(&mut self, schema: Schema<'d>, reference: &str) {
        let target = self.followed(schema);
        if self.known.insert(target.identity())
            && let Some(name) = class_name(last_part(reference))
        {
            self.parts.push(Part { name, schema: target });
        }
    }

    /// Whether a schema says more than that a value is a text or a number.
    fn needs_name(&self, schema: Schema<'d>) -> bool {
        if self.known.contains(&schema.identity()) {
            return false;
        }
        let Value::Mapping(entries) = &schema.node.value else { return false };
        let has = |keyword: &str| entries.iter().any(|(key, _)| key.text == keyword);
        let is_structured =
            ["properties", "items", "allOf", "anyOf", "oneOf", "enum", "additionalProperties"];
        is_structured.into_iter().any(has)
            || matches!(text(schema, "type"), Some("object" | "array"))
    }
}

/// What tells a media type from others: `application/x-yaml` → `XYaml`
fn subtype(kind: &str) -> String {
    let subtype = kind.split(';').next().and_then(|kind| kind.rsplit('/').next());
    subtype.and_then(class_name).unwrap_or_default()
}
