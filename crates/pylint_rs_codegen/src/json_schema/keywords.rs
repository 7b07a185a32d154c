//! Complains of keywords that have values they cannot have, and of those that do not exist.

use pylint_rs_diagnostics::suggestion;
use rustc_hash::FxHashSet;

use super::effective::text;
use super::library::{Library, Schema};
use super::vocabulary::{self, DEFINITIONS, LISTS, MAPPINGS, SCHEMA};
use crate::SpecError;
use crate::document::{Node, Value};

/// The names of types.
pub(crate) const TYPES: [&str; 7] =
    ["array", "boolean", "integer", "null", "number", "object", "string"];

/// Looks at these schemas and all that they consist of or refer to; gives warnings.
pub(super) fn check<'d>(
    library: &'d Library,
    roots: impl IntoIterator<Item = Schema<'d>>,
) -> Result<Vec<SpecError>, Vec<SpecError>> {
    let mut check = Check {
        library,
        open: roots.into_iter().collect(),
        seen: FxHashSet::default(),
        ending: FxHashSet::default(),
        errors: Vec::new(),
        warnings: Vec::new(),
    };
    while let Some(schema) = check.open.pop() {
        if check.seen.insert(schema) {
            check.schema(schema);
        }
    }
    check
        .errors
        .sort_by(|left, right| (&left.path, left.position).cmp(&(&right.path, right.position)));
    check
        .warnings
        .sort_by(|left, right| (&left.path, left.position).cmp(&(&right.path, right.position)));
    if check.errors.is_empty() { Ok(check.warnings) } else { Err(check.errors) }
}

struct Check<'d> {
    library: &'d Library,
    open: Vec<Schema<'d>>,
    seen: FxHashSet<Schema<'d>>,
    /// Those from which references lead to an end.
    ending: FxHashSet<Schema<'d>>,
    errors: Vec<SpecError>,
    warnings: Vec<SpecError>,
}

impl<'d> Check<'d> {
    fn schema(&mut self, schema: Schema<'d>) {
        match &schema.node.value {
            Value::Boolean(_) => return,
            Value::Mapping(_) => {}
            _ => {
                let kind = schema.node.kind();
                self.error(schema, format!("a schema is an object or a boolean, not {kind}"));
                return;
            }
        }
        self.words(schema);
        self.types(schema);
        self.references(schema);
        self.required(schema);
        self.list_of_values(schema);
        for keyword in SCHEMA {
            self.open.extend(schema.keyword(keyword));
        }
        if let Some(items) = schema.keyword("items") {
            match &items.node.value {
                Value::Sequence(nodes) => self.all(items, nodes),
                _ => self.open.push(items),
            }
        }
        for keyword in LISTS {
            let Some(list) = schema.keyword(keyword) else { continue };
            match &list.node.value {
                Value::Sequence(nodes) => self.all(list, nodes),
                _ => self.error(list, format!("`{keyword}` is a list of schemas")),
            }
        }
        for keyword in MAPPINGS {
            let Some(mapping) = schema.keyword(keyword) else { continue };
            match &mapping.node.value {
                Value::Mapping(entries) => {
                    self.open.extend(entries.iter().map(|(_, node)| Schema { node, ..mapping }));
                }
                _ => self.error(mapping, format!("`{keyword}` maps names to schemas")),
            }
        }
        self.dependencies(schema);
        self.definitions(schema);
    }

    fn all(&mut self, list: Schema<'d>, nodes: &'d [Node]) {
        self.open.extend(nodes.iter().map(|node| Schema { node, ..list }));
    }

    fn error(&mut self, schema: Schema<'d>, message: impl Into<String>) {
        self.errors.push(self.library.error(schema, message));
    }

    /// Unknown keywords are ignored, as the standard says; those that look like others are told.
    fn words(&mut self, schema: Schema<'d>) {
        let Value::Mapping(entries) = &schema.node.value else { return };
        for (key, _) in entries {
            if vocabulary::is_known(&key.text) {
                continue;
            }
            let suggestion =
                suggestion(&key.text, vocabulary::all().filter(|it| is_close(it, &key.text)));
            if !suggestion.is_empty() {
                let message =
                    format!("there is no keyword `{}`, so it is ignored{suggestion}", key.text);
                self.warnings.push(self.library.source(schema).error(&key.span, message));
            }
        }
    }

    fn types(&mut self, schema: Schema<'d>) {
        let Some(given) = schema.keyword("type") else { return };
        let nodes = match &given.node.value {
            Value::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(given.node),
        };
        for node in nodes {
            let found = Schema { node, ..given };
            match &node.value {
                Value::String(name) if TYPES.contains(&name.as_str()) => {}
                Value::String(name) => {
                    let suggestion = suggestion(name, TYPES);
                    self.error(found, format!("there is no type `{name}`{suggestion}"));
                }
                _ => self.error(found, "`type` is a name or a list of names"),
            }
        }
    }

    fn references(&mut self, schema: Schema<'d>) {
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            let Some(reference) = schema.keyword(keyword) else { continue };
            let Value::String(text) = &reference.node.value else {
                self.error(reference, format!("`{keyword}` is a string"));
                continue;
            };
            match self.library.resolve(schema, text) {
                Ok(target) if self.is_circle(schema, target) => {
                    self.error(reference, format!("`{text}` leads round in a circle"));
                }
                Ok(target) => self.open.push(target),
                Err(message) => self.error(reference, message),
            }
        }
    }

    /// Whether following references that have nothing beside them leads back.
    fn is_circle(&mut self, schema: Schema<'d>, target: Schema<'d>) -> bool {
        let mut seen = FxHashSet::from_iter([schema]);
        let mut next = target;
        while !self.ending.contains(&next) {
            if !seen.insert(next) {
                // It may be a circle farther on, which is told there.
                return next == schema;
            }
            let target = text(next, "$ref").map(|reference| self.library.resolve(next, reference));
            match target {
                Some(Ok(target)) => next = target,
                Some(Err(_)) | None => break,
            }
        }
        self.ending.extend(seen);
        false
    }

    fn required(&mut self, schema: Schema<'d>) {
        let Some(required) = schema.keyword("required") else { return };
        match &required.node.value {
            Value::Sequence(items) => {
                for node in items {
                    if !matches!(node.value, Value::String(_)) {
                        let message = format!("`required` lists names, not {}", node.kind());
                        self.error(Schema { node, ..required }, message);
                    }
                }
            }
            // Draft-03's flag on each property, which some still write.
            Value::Boolean(_) => {}
            _ => self.error(required, "`required` is a list of names"),
        }
    }

    fn list_of_values(&mut self, schema: Schema<'d>) {
        if let Some(values) = schema.keyword("enum")
            && !matches!(values.node.value, Value::Sequence(_))
        {
            self.error(values, "`enum` is a list of values");
        }
    }

    /// Each is a schema, or a list of names.
    fn dependencies(&mut self, schema: Schema<'d>) {
        let Some(mapping) = schema.keyword("dependencies") else { return };
        let Value::Mapping(entries) = &mapping.node.value else {
            self.error(mapping, "`dependencies` maps names to schemas or lists of names");
            return;
        };
        for (_, node) in entries {
            // Draft-03 has a single name, too.
            if !matches!(node.value, Value::Sequence(_) | Value::String(_)) {
                self.open.push(Schema { node, ..mapping });
            }
        }
    }

    /// What is no schema there does no harm unless something refers to it.
    fn definitions(&mut self, schema: Schema<'d>) {
        for keyword in DEFINITIONS {
            let Some(mapping) = schema.keyword(keyword) else { continue };
            let Value::Mapping(entries) = &mapping.node.value else {
                self.error(mapping, format!("`{keyword}` maps names to schemas"));
                continue;
            };
            for (key, node) in entries {
                if matches!(node.value, Value::Boolean(_) | Value::Mapping(_)) {
                    self.open.push(Schema { node, ..mapping });
                } else {
                    let message = format!("`{}` is no schema, so it is ignored", key.text);
                    self.warnings.push(self.library.source(mapping).error(&key.span, message));
                }
            }
        }
    }
}

/// Whether one word may be another with a slip of the finger: both are about as long.
fn is_close(keyword: &str, word: &str) -> bool {
    let (keyword, word) = (keyword.trim_start_matches('$'), word.trim_start_matches('$'));
    keyword.len().abs_diff(word.len()) <= 2
        && keyword.chars().next().map(|it| it.to_ascii_lowercase())
            == word.chars().next().map(|it| it.to_ascii_lowercase())
        && strsim::damerau_levenshtein(&keyword.to_lowercase(), &word.to_lowercase()) <= 2
        && keyword.len() > 3
}
