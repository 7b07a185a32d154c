//! Classes that a key of the same name would hide.

use ruff_python_ast::Expr;
use ruff_python_ast::visitor::transformer::{Transformer, walk_expr};
use ruff_python_ast::visitor::{self, Visitor};
use rustc_hash::{FxHashMap, FxHashSet};

use super::naming::Names;
use crate::model::{Definition, DefinitionKind, Field};

/// Renames what a class's fields refer to and one of them is called like: in the body of the class
/// that name is the field.
pub(super) fn rename_shadowed(definitions: &mut [Definition], names: &mut Names) {
    let defined: FxHashSet<String> = definitions.iter().map(|it| it.name.clone()).collect();
    let mut renamed: FxHashMap<String, String> = FxHashMap::default();
    for definition in definitions.iter() {
        let fields = fields(&definition.kind);
        let keys: FxHashSet<&str> = fields
            .iter()
            .map(|field| field.name.as_str())
            .filter(|key| defined.contains(*key))
            .collect();
        let mut used = Used { keys, found: Vec::new() };
        fields.iter().for_each(|field| used.visit_expr(&field.annotation.expression));
        for name in used.found {
            renamed.entry(name).or_insert_with_key(|name| names.take_beside(name));
        }
    }
    if renamed.is_empty() {
        return;
    }
    let rename = Rename { renamed: &renamed };
    for definition in definitions {
        if let Some(name) = renamed.get(&definition.name) {
            definition.name.clone_from(name);
        }
        match &mut definition.kind {
            DefinitionKind::Alias(alias) => rename.visit_expr(&mut alias.expression),
            DefinitionKind::TypedDict(it) => rename.fields(&mut it.fields),
            DefinitionKind::Dataclass(it) => rename.fields(&mut it.fields),
            DefinitionKind::Class(it) => rename.fields(&mut it.fields),
            _ => {}
        }
    }
}

fn fields(kind: &DefinitionKind) -> &[Field] {
    match kind {
        DefinitionKind::TypedDict(it) => &it.fields,
        DefinitionKind::Dataclass(it) => &it.fields,
        DefinitionKind::Class(it) => &it.fields,
        _ => &[],
    }
}

struct Used<'a> {
    keys: FxHashSet<&'a str>,
    found: Vec<String>,
}

impl<'a> Visitor<'a> for Used<'_> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) if self.keys.contains(name.id.as_str()) => {
                self.found.push(name.id.to_string());
            }
            _ => visitor::walk_expr(self, expression),
        }
    }
}

struct Rename<'a> {
    renamed: &'a FxHashMap<String, String>,
}

impl Rename<'_> {
    fn fields(&self, fields: &mut [Field]) {
        fields.iter_mut().for_each(|field| self.visit_expr(&mut field.annotation.expression));
    }
}

impl Transformer for Rename<'_> {
    fn visit_expr(&self, expression: &mut Expr) {
        match expression {
            Expr::Name(name) => {
                if let Some(other) = self.renamed.get(name.id.as_str()) {
                    name.id = other.as_str().into();
                }
            }
            _ => walk_expr(self, expression),
        }
    }
}
