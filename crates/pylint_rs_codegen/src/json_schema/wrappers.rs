//! Schemas that add nothing to another but annotations or `null`.
//!
//! Before 2019-09 nothing could stand beside `$ref`, so that it is written in an `allOf` of its own.

use super::documentation::is_annotation;
use super::effective::{is_true, list, text};
use super::library::Schema;
use crate::document::Value;

/// The only schema in `allOf`, if it is a reference and nothing stands beside.
pub(super) fn only_part<'d>(schema: Schema<'d>) -> Option<Schema<'d>> {
    part(schema).filter(|_| !has(schema, "nullable"))
}

/// What may be `null` besides being what this is: the reference in or beside `nullable: true`.
pub(super) fn nullable<'d>(schema: Schema<'d>) -> Option<Schema<'d>> {
    part(schema).filter(|_| is_true(schema, "nullable"))
}

/// The reference that a schema is, or is around.
pub(super) fn reference<'d>(schema: Schema<'d>) -> Option<&'d str> {
    text(schema, "$ref").or_else(|| text(part(schema)?, "$ref"))
}

fn part<'d>(schema: Schema<'d>) -> Option<Schema<'d>> {
    let Value::Mapping(entries) = &schema.node.value else { return None };
    let is_wrapper = entries.iter().all(|(key, _)| {
        key.text != "$ref"
            && (matches!(key.text.as_str(), "allOf" | "nullable") || is_annotation(&key.text))
    });
    let mut parts = list(schema, "allOf");
    let only = parts.next().filter(|_| is_wrapper && parts.next().is_none())?;
    text(only, "$ref").is_some().then_some(only)
}

fn has(schema: Schema<'_>, keyword: &str) -> bool {
    schema.node.get(keyword).is_some()
}
