//! TypedDicts.

use ruff_python_ast::{Expr, Keyword};
use ruff_python_stdlib::identifiers::is_identifier;

use super::scope::Scope;
use crate::model::{Field, TypedDict};
use crate::syntax;

/// The first version whose `TypedDict` takes `closed` and `extra_items`.
const CLOSED: u8 = 15;

pub(super) fn define(dict: &TypedDict, scope: &mut Scope<'_>) {
    let needs_closed = dict.is_closed || dict.extra_items.is_some();
    // Generic ones came in 3.11.
    let since = match (needs_closed, scope.definition.type_parameters.is_empty()) {
        (true, _) => CLOSED,
        (false, false) => 11,
        (false, true) => 9,
    };
    let typed_dict = scope.imports.typing_since("TypedDict", since);
    let mut keywords: Vec<Keyword> = Vec::new();
    let is_total = dict.fields.is_empty() || dict.fields.iter().any(|field| field.is_required);
    if !is_total {
        keywords.push(syntax::keyword("total", syntax::boolean(false)));
    }
    if dict.is_closed {
        keywords.push(syntax::keyword("closed", syntax::boolean(true)));
    }
    if let Some(extra) = &dict.extra_items {
        keywords.push(syntax::keyword("extra_items", extra.expression.clone()));
    }
    if dict.fields.iter().all(|field| can_be_attribute(&field.name)) {
        let mut body = Vec::new();
        for field in &dict.fields {
            let annotation = annotation(field, is_total, scope);
            body.push(syntax::annotated(&field.name, annotation, None));
            body.extend(field.documentation.as_deref().map(syntax::docstring));
        }
        let mut bases: Vec<Expr> = dict.bases.iter().map(|base| base.expression.clone()).collect();
        if bases.is_empty() {
            bases.push(typed_dict);
        }
        bases.extend(scope.generic_base("Generic"));
        scope.push_class(Vec::new(), bases, keywords, body);
    } else {
        functional(dict, typed_dict, keywords, is_total, scope);
    }
}

/// Whether a key can stand in a class: no keyword, and not mangled there.
fn can_be_attribute(key: &str) -> bool {
    is_identifier(key) && (!key.starts_with("__") || key.ends_with("__"))
}

/// `Name = TypedDict("Name", {"a-key": str})`: for keys that a class cannot have.
fn functional(
    dict: &TypedDict,
    typed_dict: Expr,
    keywords: Vec<Keyword>,
    is_total: bool,
    scope: &mut Scope<'_>,
) {
    let mut items = Vec::new();
    for field in &dict.fields {
        let annotation = annotation(field, is_total, scope);
        items.push((syntax::string(&field.name), scope.evaluated(annotation)));
    }
    let name = scope.definition.name.as_str();
    let arguments = vec![syntax::string(name), syntax::dictionary(items)];
    scope.push(syntax::assign(name, syntax::call(typed_dict, arguments, keywords)));
    if let Some(documentation) = &scope.definition.documentation {
        scope.push(syntax::docstring(documentation));
    }
}

fn annotation(field: &Field, is_total: bool, scope: &mut Scope<'_>) -> Expr {
    let mut annotation = field.annotation.expression.clone();
    if field.is_read_only {
        annotation = syntax::subscript(scope.imports.typing("ReadOnly"), annotation);
    }
    if is_total && !field.is_required {
        annotation = syntax::subscript(scope.imports.typing("NotRequired"), annotation);
    }
    annotation
}
