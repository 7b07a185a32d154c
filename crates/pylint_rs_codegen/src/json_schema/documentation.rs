//! What a schema says that no type can.

use super::effective::{Leaf, is_true, list, text, texts};
use super::objects::demanded_others;
use crate::document::{Node, Value};

/// Keywords that bound values, with how that is said.
const BOUNDS: &[(&str, &str)] = &[
    ("format", "Format"),
    ("pattern", "Pattern"),
    ("minimum", "At least"),
    ("exclusiveMinimum", "More than"),
    ("maximum", "At most"),
    ("exclusiveMaximum", "Less than"),
    ("multipleOf", "A multiple of"),
    ("minLength", "Least length"),
    ("maxLength", "Greatest length"),
    ("minItems", "Least number of items"),
    ("maxItems", "Greatest number of items"),
    ("minProperties", "Least number of keys"),
    ("maxProperties", "Greatest number of keys"),
    ("contentEncoding", "Encoding"),
    ("contentMediaType", "Media type"),
    ("default", "Default"),
];

/// Keywords that are said in a sentence if they are `true`.
const FLAGS: &[(&str, &str)] = &[
    ("deprecated", "Deprecated."),
    ("readOnly", "Read-only."),
    ("writeOnly", "Write-only."),
    ("uniqueItems", "Items are unique."),
];

/// Keywords that say something no type can, with how that is said.
const CONDITIONS: &[(&str, &str)] = &[
    ("not", "Some values are excluded by `not`."),
    ("if", "What is allowed depends on conditions (`if`)."),
    ("contains", "Some items are demanded by `contains`."),
];

/// Values that are shown are no longer than this.
const LENGTH_LIMIT: usize = 120;

/// Whether a keyword says nothing of the values it admits.
pub(super) fn is_annotation(keyword: &str) -> bool {
    matches!(
        keyword,
        "$anchor"
            | "$comment"
            | "$defs"
            | "$dynamicAnchor"
            | "$dynamicRef"
            | "$id"
            | "$recursiveAnchor"
            | "$recursiveRef"
            | "$ref"
            | "$schema"
            | "$vocabulary"
            | "default"
            | "definitions"
            | "deprecated"
            | "description"
            | "example"
            | "examples"
            | "externalDocs"
            | "id"
            | "markdownDescription"
            | "readOnly"
            | "title"
            | "writeOnly"
            | "xml"
    ) || keyword.starts_with("x-")
}

/// The docstring of what these schemas describe; the first that has a description gives it.
pub(super) fn of(leaves: &[Leaf<'_>]) -> Option<String> {
    let leaves: Vec<_> = leaves.iter().filter(|leaf| !leaf.is_conditional).collect();
    let description = ["description", "markdownDescription"]
        .iter()
        .find_map(|keyword| leaves.iter().find_map(|leaf| text(leaf.schema, keyword)))
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let mut lines: Vec<String> = Vec::new();
    let mut add = |line: String| {
        if !lines.contains(&line) {
            lines.push(line);
        }
    };
    for (keyword, words) in BOUNDS {
        for value in leaves.iter().filter_map(|leaf| leaf.schema.node.get(keyword)) {
            // Up to draft-04 `exclusiveMinimum` is a flag of `minimum`.
            let is_flag =
                keyword.starts_with("exclusive") && matches!(value.value, Value::Boolean(_));
            if let Some(value) = shown(value).filter(|_| !is_flag) {
                add(format!("{words}: {value}"));
            }
        }
    }
    for leaf in &leaves {
        for (keyword, sentence) in FLAGS {
            if is_true(leaf.schema, keyword) {
                add((*sentence).to_owned());
            }
        }
        for (keyword, sentence) in CONDITIONS {
            if leaf.schema.node.get(keyword).is_some() {
                add((*sentence).to_owned());
            }
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(line) = groups(leaf, keyword) {
                add(line);
            }
        }
        for keyword in ["dependentRequired", "dependencies"] {
            let Some(Value::Mapping(entries)) = leaf.schema.node.get(keyword).map(|it| &it.value)
            else {
                continue;
            };
            for (key, needed) in entries {
                if let Value::Sequence(_) = needed.value {
                    let needed = names(items(needed));
                    add(format!("With `{}` must be: {needed}", key.text));
                }
            }
        }
    }
    let all: Vec<_> = leaves.iter().map(|leaf| **leaf).collect();
    let demanded = demanded_others(&all);
    if !demanded.is_empty() {
        add(format!("Must be there: {}", names(demanded.into_iter())));
    }
    match (description, lines.is_empty()) {
        (None, true) => None,
        (Some(description), true) => Some(description.to_owned()),
        (None, false) => Some(lines.join("\n")),
        (Some(description), false) => Some(format!("{description}\n\n{}", lines.join("\n"))),
    }
}

/// The keys of which some must be there.
fn groups(leaf: &Leaf<'_>, keyword: &str) -> Option<String> {
    let branches: Vec<_> = list(leaf.schema, keyword).collect();
    if branches.is_empty() || !branches.iter().all(|branch| super::alternatives::is_group(*branch))
    {
        return None;
    }
    let groups: Vec<String> = branches
        .iter()
        .map(|branch| names(texts(*branch, "required")).replace(", ", " and "))
        .collect();
    let how_many = if keyword == "oneOf" { "One" } else { "At least one" };
    Some(format!("{how_many} of these must be there: {}", groups.join(", ")))
}

fn items(node: &Node) -> impl Iterator<Item = &str> {
    let items = match &node.value {
        Value::Sequence(items) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(|item| match &item.value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    })
}

fn names<'d>(keys: impl Iterator<Item = &'d str>) -> String {
    keys.map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

/// A value in one line, if it is short.
fn shown(node: &Node) -> Option<String> {
    let text = match &node.value {
        Value::String(text) => format!("`{text}`"),
        Value::Integer(text) | Value::Float(text) => text.clone(),
        Value::Boolean(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::Sequence(items) => {
            let items: Option<Vec<String>> = items.iter().map(shown).collect();
            format!("[{}]", items?.join(", "))
        }
        Value::Mapping(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Mapping(_) => return None,
    };
    (text.chars().count() <= LENGTH_LIMIT && !text.contains('\n')).then_some(text)
}
