//! The operations of a document, and what their bodies are called.

use super::bodies::Bodies;
use crate::document::Value;
use crate::json_schema::library::Schema;
use crate::json_schema::naming::class_name;

/// The methods that a path may have.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Collects the schemas that stand in bodies, in the order in which they are written.
pub(super) fn collect<'d>(root: Schema<'d>, bodies: &mut Bodies<'d>) {
    let components = root.keyword("components");
    // Swagger 2 has them at the top.
    let shared =
        |keyword| components.and_then(|it| it.keyword(keyword)).or_else(|| root.keyword(keyword));
    for (key, body) in shared("requestBodies").into_iter().flat_map(entries) {
        bodies.add(body, &named_after(key, "Request", &["Request", "Body"]));
    }
    for (key, response) in shared("responses").into_iter().flat_map(entries) {
        bodies.add(response, &named_after(key, "Response", &["Response"]));
    }
    for keyword in ["paths", "webhooks"] {
        for (path, item) in root.keyword(keyword).into_iter().flat_map(entries) {
            path_item(path, item, bodies);
        }
    }
}

fn path_item<'d>(path: &str, item: Schema<'d>, bodies: &mut Bodies<'d>) {
    let item = bodies.followed(item);
    for method in METHODS {
        let Some(operation) = item.keyword(method) else { continue };
        let name = operation_name(path, method, operation);
        if let Some(body) = operation.keyword("requestBody") {
            bodies.add(body, &format!("{name}Request"));
        }
        for parameter in items(operation, "parameters").chain(items(item, "parameters")) {
            // In Swagger 2 the body is one of the parameters.
            let parameter = bodies.followed(parameter);
            if text(parameter, "in") == Some("body") {
                bodies.add(parameter, &format!("{name}Request"));
            }
        }
        responses(operation, &name, bodies);
        for (_, callback) in operation.keyword("callbacks").into_iter().flat_map(entries) {
            for (path, item) in entries(bodies.followed(callback)) {
                path_item(path, item, bodies);
            }
        }
    }
}

/// What an operation is called: as it says, or else by its path and method.
fn operation_name(path: &str, method: &str, operation: Schema<'_>) -> String {
    let own = text(operation, "operationId").and_then(class_name);
    own.unwrap_or_else(|| {
        let path = class_name(path).unwrap_or_else(|| "Root".to_owned());
        let method = class_name(method).unwrap_or_default();
        format!("{}{method}", path.trim_start_matches('_'))
    })
}

/// The first response of success is the response; others are called by their codes.
fn responses<'d>(operation: Schema<'d>, name: &str, bodies: &mut Bodies<'d>) {
    let Some(responses) = operation.keyword("responses") else { return };
    let codes = || entries(responses).map(|(code, _)| code).filter(|code| !code.starts_with("x-"));
    let main = codes().find(|code| code.starts_with('2')).or_else(|| codes().next());
    for (code, response) in entries(responses) {
        if code.starts_with("x-") {
            continue;
        }
        let suffix = if Some(code) == main { String::new() } else { code_suffix(code) };
        bodies.add(response, &format!("{name}Response{suffix}"));
    }
}

/// `404` → `404`, `default` → `Default`
fn code_suffix(code: &str) -> String {
    class_name(code).unwrap_or_default().trim_start_matches('_').to_owned()
}

/// What something with a key of its own is called; the word goes without saying if the key ends
/// in it.
fn named_after(key: &str, word: &str, endings: &[&str]) -> String {
    let name = class_name(key).unwrap_or_default();
    if endings.iter().any(|ending| name.ends_with(ending)) { name } else { format!("{name}{word}") }
}

/// The entries of a mapping; of what is none, nothing.
pub(super) fn entries<'d>(schema: Schema<'d>) -> impl Iterator<Item = (&'d str, Schema<'d>)> {
    let entries = match &schema.node.value {
        Value::Mapping(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().map(move |(key, node)| (key.text.as_str(), Schema { node, ..schema }))
}

fn items<'d>(schema: Schema<'d>, keyword: &str) -> impl Iterator<Item = Schema<'d>> {
    let items = match schema.node.get(keyword).map(|node| &node.value) {
        Some(Value::Sequence(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().map(move |node| Schema { node, ..schema })
}

/// The text under a key.
pub(super) fn text<'d>(schema: Schema<'d>, key: &str) -> Option<&'d str> {
    match &schema.node.get(key)?.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}
