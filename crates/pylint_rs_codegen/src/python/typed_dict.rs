//! TypedDicts.

use ruff_python_ast::{Expr, Keyword};
use ruff_python_stdlib::identifiers::is_identifier;

use super::references::evaluated;
use super::scope::Scope;
use crate::free_names::free_names;
use crate::model::{DefinitionKind, Field, Module, TypedDict};
use crate::syntax;

/// The first versions of what not every `TypedDict` understands.
const GENERIC: u8 = 11;
const NOT_REQUIRED: u8 = 11;
const READ_ONLY: u8 = 13;
const CLOSED: u8 = 15;

/// The version whose `typing.TypedDict` understands all of a module's: one that derives from
/// another is made by the other's.
pub(super) fn needed_since(module: &Module) -> u8 {
    let mut since = 9;
    for definition in &module.definitions {
        let DefinitionKind::TypedDict(dict) = &definition.kind else { continue };
        let needs = [
            (!definition.type_parameters.is_empty(), GENERIC),
            (dict.fields.iter().any(|it| it.is_required != is_total(&dict.fields)), NOT_REQUIRED),
            (dict.fields.iter().any(|field| field.is_read_only), READ_ONLY),
            (dict.is_closed || dict.extra_items.is_some(), CLOSED),
        ];
        let needed = needs.into_iter().filter(|(is_needed, _)| *is_needed).map(|(_, at)| at);
        since = needed.fold(since, u8::max);
    }
    since
}

pub(super) fn define<'m>(dict: &'m TypedDict, since: u8, scope: &mut Scope<'_, 'm>) {
    let is_attribute = |field: &&Field| can_be_attribute(&field.name);
    let (attributes, others): (Vec<&Field>, Vec<&Field>) =
        dict.fields.iter().partition(is_attribute);
    if others.is_empty() {
        class(dict, &attributes, None, since, scope);
    } else if dict.bases.is_empty() && scope.definition.type_parameters.is_empty() {
        let all: Vec<&Field> = dict.fields.iter().collect();
        whole(dict, &all, since, scope);
    } else if let Some(all) = with_inherited(dict, &others, scope) {
        whole(dict, &all, since, scope);
    } else {
        // A call cannot have bases: those keys are a base of their own.
        let name = format!("_{}Keys", scope.definition.name);
        functional(&name, dict, &others, since, scope);
        let documentation = documentation(None, &others);
        if let Some(docstring) = syntax::docstring(&documentation) {
            scope.push(docstring);
        }
        class(dict, &attributes, Some(&name), since, scope);
    }
}

/// A call with all of the keys.
fn whole(dict: &TypedDict, all: &[&Field], since: u8, scope: &mut Scope<'_, '_>) {
    let name = scope.definition.name.clone();
    functional(&name, dict, all, since, scope);
    let documentation = documentation(scope.definition.documentation.as_deref(), all);
    if let Some(docstring) = syntax::docstring(&documentation) {
        scope.push(docstring);
    }
}

/// The keys with those of the bases, if keys that a class cannot have are of the TypedDict's own
/// type: then they cannot be in a base of it.
fn with_inherited<'m>(
    dict: &'m TypedDict,
    others: &[&'m Field],
    scope: &Scope<'_, 'm>,
) -> Option<Vec<&'m Field>> {
    let own = scope.definition.name.as_str();
    let mut is_recursive = false;
    for field in others {
        free_names(&field.annotation.expression, &mut |name, _| is_recursive |= name.id == own);
    }
    if !is_recursive || !scope.definition.type_parameters.is_empty() {
        return None;
    }
    let mut all: Vec<&Field> = Vec::new();
    for base in &dict.bases {
        let Expr::Name(name) = &base.expression else { return None };
        let definition = scope.writer.module.definitions.iter().find(|it| it.name == name.id)?;
        let DefinitionKind::TypedDict(base) = &definition.kind else { return None };
        // What is required here may not be there.
        if !base.bases.is_empty() {
            return None;
        }
        all.extend(&base.fields);
    }
    all.extend(&dict.fields);
    Some(all)
}

/// Whether a key can stand in a class: an identifier as Python reads it, and not mangled there.
fn can_be_attribute(key: &str) -> bool {
    is_identifier(key) && !key.starts_with("__") && crate::identifiers::is_normal(key)
}

/// Whether keys are required unless they say otherwise.
fn is_total<'f>(fields: impl IntoIterator<Item = &'f Field>) -> bool {
    let mut fields = fields.into_iter().peekable();
    fields.peek().is_none() || fields.any(|field| field.is_required)
}

fn class(
    dict: &TypedDict,
    fields: &[&Field],
    other_keys: Option<&str>,
    since: u8,
    scope: &mut Scope<'_, '_>,
) {
    let is_total = is_total(fields.iter().copied());
    let mut body = Vec::new();
    for field in fields {
        let annotation = annotation(field, is_total, scope);
        body.push(syntax::annotated(&field.name, annotation, None));
        body.extend(field.documentation.as_deref().and_then(syntax::docstring));
    }
    let mut bases = scope.bases(&dict.bases);
    bases.extend(other_keys.map(syntax::name));
    if bases.is_empty() {
        bases.push(scope.writer.typing_since("TypedDict", since));
    }
    bases.extend(scope.generic_base("Generic"));
    let keywords = keywords(dict, is_total, scope);
    scope.push_class(Vec::new(), bases, keywords, body);
}

/// `Name = TypedDict("Name", {"a-key": str})`: for keys that a class cannot have.
fn functional(
    name: &str,
    dict: &TypedDict,
    fields: &[&Field],
    since: u8,
    scope: &mut Scope<'_, '_>,
) {
    let is_total = is_total(fields.iter().copied());
    let mut items = Vec::new();
    for field in fields {
        let annotation = annotation(field, is_total, scope);
        items.push((syntax::string(&field.name), evaluated(annotation)));
    }
    let arguments = vec![syntax::string(name), syntax::dictionary(items)];
    let typed_dict = scope.writer.typing_since("TypedDict", since);
    let mut keywords = keywords(dict, is_total, scope);
    // Only the whole can say that there is no more.
    if name != scope.definition.name {
        keywords.retain(|keyword| keyword.arg.as_deref() == Some("total"));
    }
    scope.push(syntax::assign(name, syntax::call(typed_dict, arguments, keywords)));
}

fn keywords(dict: &TypedDict, is_total: bool, scope: &mut Scope<'_, '_>) -> Vec<Keyword> {
    let mut keywords = Vec::new();
    if !is_total {
        keywords.push(syntax::keyword("total", syntax::boolean(false)));
    }
    if dict.is_closed {
        keywords.push(syntax::keyword("closed", syntax::boolean(true)));
    }
    if let Some(extra) = &dict.extra_items {
        let extra = scope.annotation(extra);
        keywords.push(syntax::keyword("extra_items", evaluated(extra)));
    }
    keywords
}

fn annotation(field: &Field, is_total: bool, scope: &mut Scope<'_, '_>) -> Expr {
    let mut annotation = scope.annotation(&field.annotation);
    if field.is_read_only {
        annotation = syntax::subscript(scope.writer.typing("ReadOnly"), annotation);
    }
    if is_total && !field.is_required {
        annotation = syntax::subscript(scope.writer.typing("NotRequired"), annotation);
    }
    annotation
}

/// A docstring that says what the keys are, which have no place for their own.
fn documentation(whole: Option<&str>, fields: &[&Field]) -> String {
    let mut text = whole.unwrap_or_default().trim_end().to_owned();
    let mut has_heading = false;
    for field in fields {
        let Some(documentation) = field.documentation.as_deref() else { continue };
        if !has_heading {
            let separator = if text.is_empty() { "" } else { "\n\n" };
            text.push_str(separator);
            text.push_str("Keys:\n");
            has_heading = true;
        }
        text.push_str(&format!("\n- `{}`:", field.name));
        for (index, line) in documentation.trim().lines().enumerate() {
            let indentation = if index == 0 { " " } else { "\n  " };
            text.push_str(if line.trim().is_empty() { "\n" } else { indentation });
            text.push_str(line.trim());
        }
    }
    text
}
