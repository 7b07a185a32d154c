//! Arrays.

use ruff_python_ast::Expr;

use super::effective::{Leaf, is_false, list};
use super::library::Schema;
use super::naming::Hint;
use super::translation::Translation;
use crate::document::Value;
use crate::syntax;

/// What all of the schemas say of an array.
#[derive(Default)]
struct Items<'d> {
    /// Those of the first items, by position.
    prefix: Vec<Schema<'d>>,
    /// Whether `prefixItems` says so. The lists under `items` of older drafts stay lists, as
    /// `json.loads` gives them.
    is_tuple: bool,
    /// Those of all that come after these.
    rest: Vec<Schema<'d>>,
    /// Whether none come after these.
    is_closed: bool,
    /// How many there are at least.
    least: usize,
}

impl<'d> Translation<'d> {
    /// `list[...]`, or `tuple[...]` where `prefixItems` lists all items and they must be there.
    pub(super) fn array(&mut self, leaves: &[Leaf<'d>], hint: &Hint) -> Expr {
        let items = items(leaves);
        let part = hint.of_element("Item");
        let mut members: Vec<Expr> = Vec::new();
        for schema in &items.prefix {
            members.push(self.type_of(*schema, part.clone()));
        }
        if items.is_tuple && items.is_closed && items.least >= members.len() {
            let slice = match members.len() {
                1 => members.remove(0),
                _ => syntax::tuple(members, false),
            };
            return syntax::subscript(syntax::name("tuple"), slice);
        }
        if !items.is_closed || members.is_empty() {
            members.push(match items.rest.as_slice() {
                [] if items.is_closed => syntax::name("Never"),
                [] => self.anything(),
                schemas => self.type_of_several(schemas, part),
            });
        }
        let element = self.union(members);
        syntax::subscript(syntax::name("list"), element)
    }
}

fn items<'d>(leaves: &[Leaf<'d>]) -> Items<'d> {
    let mut items = Items::default();
    for leaf in leaves.iter().filter(|leaf| !leaf.is_conditional) {
        let schema = leaf.schema;
        let prefix: Vec<_> = list(schema, "prefixItems").chain(list(schema, "items")).collect();
        let rest = match schema.keyword("items") {
            Some(items) if matches!(items.node.value, Value::Sequence(_)) => {
                schema.keyword("additionalItems")
            }
            other => other,
        };
        items.is_closed |= rest
            .is_some_and(|rest| matches!(rest.node.value, Value::Boolean(false)))
            || is_false(schema, "unevaluatedItems")
            || number(schema, "maxItems").is_some_and(|greatest| greatest <= prefix.len());
        items.rest.extend(rest.filter(|rest| !matches!(rest.node.value, Value::Boolean(_))));
        if prefix.len() > items.prefix.len() {
            items.prefix = prefix;
            items.is_tuple = schema.keyword("prefixItems").is_some();
        }
        items.least = items.least.max(number(schema, "minItems").unwrap_or(0));
    }
    items
}

fn number(schema: Schema<'_>, keyword: &str) -> Option<usize> {
    match &schema.node.get(keyword)?.value {
        Value::Integer(text) => text.parse().ok(),
        _ => None,
    }
}
