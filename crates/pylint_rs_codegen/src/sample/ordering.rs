//! The order of definitions.

use ruff_python_ast::Expr;
use ruff_python_ast::visitor::{Visitor, walk_expr};
use rustc_hash::FxHashMap;

use crate::model::{Definition, DefinitionKind, Field};

/// The definitions in such an order that each comes after those it consists of.
pub(super) fn parts_first(definitions: Vec<Definition>) -> Vec<Definition> {
    let names = definitions.iter().enumerate();
    let by_name: FxHashMap<&str, usize> =
        names.map(|(index, definition)| (definition.name.as_str(), index)).collect();
    let parts: Vec<Vec<usize>> = definitions
        .iter()
        .map(|definition| {
            let mut parts = Parts { by_name: &by_name, found: Vec::new() };
            types_in(definition).into_iter().for_each(|it| parts.visit_expr(it));
            parts.found.reverse();
            parts.found
        })
        .collect();
    let mut order = Vec::with_capacity(definitions.len());
    let mut is_seen = vec![false; definitions.len()];
    // Without recursion, as samples may be nested deep; what is left after its parts is placed.
    let mut open: Vec<(usize, bool)> = (0..definitions.len()).rev().map(|it| (it, false)).collect();
    while let Some((index, are_parts_placed)) = open.pop() {
        if are_parts_placed {
            order.push(index);
        } else if !is_seen[index] {
            is_seen[index] = true;
            open.push((index, true));
            open.extend(parts[index].iter().map(|part| (*part, false)));
        }
    }
    let mut definitions: Vec<Option<Definition>> = definitions.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| definitions[index].take()).collect()
}

fn types_in(definition: &Definition) -> Vec<&Expr> {
    fn of_fields(fields: &[Field]) -> Vec<&Expr> {
        fields.iter().map(|field| &field.annotation.expression).collect()
    }
    match &definition.kind {
        DefinitionKind::TypedDict(it) => of_fields(&it.fields),
        DefinitionKind::Dataclass(it) => of_fields(&it.fields),
        DefinitionKind::Class(it) => of_fields(&it.fields),
        DefinitionKind::Alias(alias) => vec![&alias.expression],
        _ => Vec::new(),
    }
}

/// The definitions that types name.
struct Parts<'a> {
    by_name: &'a FxHashMap<&'a str, usize>,
    found: Vec<usize>,
}

impl<'e> Visitor<'e> for Parts<'_> {
    fn visit_expr(&mut self, expression: &'e Expr) {
        if let Expr::Name(name) = expression {
            self.found.extend(self.by_name.get(name.id.as_str()));
        }
        walk_expr(self, expression);
    }
}
