//! How what a rule finds is mended.

use std::collections::BTreeSet;
use std::sync::Arc;

use pylint_rs_diagnostics::Applicability;
use pylint_rs_pattern::{
    Anchoring, RegularExpression, Template, Transform, TransformStep, Vocabulary,
};

use super::keys::{APPLICABILITIES, CASE_STYLES, FIX, REPLACE, REPLACE_REGEX, TRANSFORM};
use super::reader::{Reader, Table, Text};
use crate::DataFix;
use crate::metavariables::{is_name, mentions};

/// Reads a rule's `fix`; `bound` are the metavariables there are.
pub(super) fn read(
    rule: &Table<'_, '_>,
    bound: &BTreeSet<String>,
    vocabulary: &Vocabulary,
) -> Option<DataFix> {
    let table = rule.table("fix", &FIX)?;
    let mut names = bound.clone();
    let transforms = transforms(&table, &mut names);
    let applicability = table.choice("applicability", &APPLICABILITIES);
    let imports = imports(&table);
    if table.get("template").is_none() {
        // An empty one deletes, so it is not to be left out by mistake.
        rule.reader.error(table.span.clone(), "a fix needs a `template`");
        return None;
    }
    let template = table.text("template")?;
    let errors_before = rule.reader.error_count();
    check_mentions(rule.reader, &template, &names);
    if rule.reader.error_count() > errors_before {
        return None;
    }
    let compiled = match Template::parse(template.value, vocabulary, transforms) {
        Ok(compiled) => compiled,
        Err(error) => {
            rule.reader.pattern_error(&template, error);
            return None;
        }
    };
    Some(DataFix::Template {
        template: Arc::new(compiled),
        applicability: applicability.unwrap_or(Applicability::Unsafe),
        imports,
    })
}

/// Every metavariable that a text mentions has to be one there is.
pub(super) fn check_mentions(reader: &Reader<'_>, text: &Text<'_>, bound: &BTreeSet<String>) {
    for mention in mentions(text.value) {
        // `$5` may be a price; a group there is is taken for the group.
        let is_number = mention.name.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number && !bound.contains(mention.name) {
            let known = bound.iter().map(String::as_str);
            let hint = pylint_rs_diagnostics::suggestion(mention.name, known);
            let message = format!("no pattern binds `${}`{hint}", mention.name);
            reader.error_in(text, mention.span, message);
        }
    }
}

fn imports(table: &Table<'_, '_>) -> Vec<Arc<str>> {
    let is_dotted_name = |text: &str| {
        text.split('.').all(|part| {
            !part.is_empty()
                && !part.starts_with(|first: char| first.is_ascii_digit())
                && part.chars().all(|character| character.is_alphanumeric() || character == '_')
        })
    };
    let mut imports = Vec::new();
    for text in table.texts("imports") {
        if is_dotted_name(text.value) {
            imports.push(text.value.into());
        } else {
            let message = format!("`{}` is no dotted name such as `pathlib.Path`", text.value);
            table.reader.error(text.span, message);
        }
    }
    imports
}

/// Reads the transforms, and adds the metavariables they make to `names`.
fn transforms(table: &Table<'_, '_>, names: &mut BTreeSet<String>) -> Vec<Transform> {
    let mut transforms = Vec::new();
    let bound = names.clone();
    for (name, value) in table.named("transform") {
        if !is_name(name.value) {
            let message = format!("`{}` is no metavariable's name without `$`", name.value);
            table.reader.error(name.span.clone(), message);
            continue;
        }
        if bound.contains(name.value) {
            let message = format!("`${}` is what a pattern binds already", name.value);
            table.reader.error(name.span.clone(), message);
        }
        // What uses it should not be called wrong, too.
        names.insert(name.value.to_owned());
        let Some(inner) = Table::new(table.reader, value, &TRANSFORM, "a transform") else {
            continue;
        };
        let source = inner.required_text("source").and_then(|text| source(&inner, &text, &bound));
        let step = step(&inner);
        if let (Some(source), Some(step)) = (source, step) {
            transforms.push(Transform { name: name.value.into(), source, steps: vec![step] });
        }
    }
    transforms
}

fn source(table: &Table<'_, '_>, text: &Text<'_>, bound: &BTreeSet<String>) -> Option<Box<str>> {
    let mut mentions = mentions(text.value);
    match (mentions.next(), mentions.next()) {
        (Some(mention), None) if mention.span == (0..text.value.len()) => {
            check_mentions(table.reader, text, bound);
            Some(mention.name.into())
        }
        _ => {
            table.reader.error(text.span.clone(), "`source` is a metavariable such as `$X`");
            None
        }
    }
}

fn step(table: &Table<'_, '_>) -> Option<TransformStep> {
    let given: Vec<_> = ["convert", "replace", "regex"]
        .into_iter()
        .filter(|key| table.get(key).is_some())
        .collect();
    if given.len() != 1 {
        let message = "a transform has one of `convert`, `replace` and `regex`";
        table.reader.error(table.span.clone(), message);
        return None;
    }
    match given[0] {
        "convert" => table.choice("convert", &CASE_STYLES).map(TransformStep::Convert),
        "replace" => {
            let inner = table.table("replace", &REPLACE)?;
            let from = inner.required_text("from")?;
            let to = present_text(&inner, "to")?;
            Some(TransformStep::Replace { from: from.value.into(), to: to.value.into() })
        }
        _ => {
            let inner = table.table("regex", &REPLACE_REGEX)?;
            let pattern = inner.required_text("pattern")?;
            let replacement = present_text(&inner, "replacement")?;
            match RegularExpression::new(pattern.value, Anchoring::Anywhere) {
                Ok(regex) => Some(TransformStep::Regex {
                    regex: Arc::new(regex),
                    replacement: replacement.value.into(),
                }),
                Err(error) => {
                    table.reader.pattern_error(&pattern, error);
                    None
                }
            }
        }
    }
}

/// A string that has to be there, but may be empty.
fn present_text<'r>(table: &Table<'r, '_>, key: &str) -> Option<Text<'r>> {
    if table.get(key).is_none() {
        table.reader.error(table.span.clone(), format!("a `{key}` is missing"));
    }
    table.text(key)
}
