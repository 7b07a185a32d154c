//! Whether a value is of a type, as a type checker would have it.

use ruff_python_ast::{Expr, Operator};
use rustc_hash::FxHashMap;

use crate::document::{Node, Value};
use crate::model::{Definition, DefinitionKind, Module};

/// The definitions of a module by name.
pub(super) struct Types<'m>(FxHashMap<&'m str, &'m Definition>);

impl<'m> Types<'m> {
    pub(super) fn of(module: &'m Module) -> Self {
        let mut types = FxHashMap::default();
        for definition in &module.definitions {
            let before = types.insert(definition.name.as_str(), definition);
            assert!(before.is_none(), "`{}` is defined twice", definition.name);
        }
        Self(types)
    }

    /// Whether a value is of the type of this name.
    pub(super) fn admits(&self, name: &str, value: &Node) -> bool {
        match (name, &value.value) {
            ("object", _) => true,
            ("str", Value::String(_)) | ("bool", Value::Boolean(_)) => true,
            ("int", Value::Integer(_)) | ("float", Value::Integer(_) | Value::Float(_)) => true,
            _ => match self.0.get(name).map(|definition| &definition.kind) {
                Some(DefinitionKind::Alias(alias)) => self.fits(value, &alias.expression),
                Some(DefinitionKind::TypedDict(dict)) => {
                    let Value::Mapping(entries) = &value.value else { return false };
                    entries.iter().all(|(key, value)| {
                        let field = dict.fields.iter().find(|field| field.name == key.text);
                        field.is_some_and(|field| self.fits(value, &field.annotation.expression))
                    }) && dict
                        .fields
                        .iter()
                        .all(|field| !field.is_required || value.get(&field.name).is_some())
                }
                _ => false,
            },
        }
    }

    fn fits(&self, value: &Node, annotation: &Expr) -> bool {
        match annotation {
            Expr::NoneLiteral(_) => matches!(value.value, Value::Null),
            Expr::Name(name) => self.admits(&name.id, value),
            Expr::BinOp(union) if union.op == Operator::BitOr => {
                self.fits(value, &union.left) || self.fits(value, &union.right)
            }
            Expr::Subscript(subscript) => {
                let Expr::Name(container) = &*subscript.value else { return false };
                match (container.id.as_str(), &value.value, &*subscript.slice) {
                    ("list", Value::Sequence(items), item) => {
                        items.iter().all(|value| self.fits(value, item))
                    }
                    ("dict", Value::Mapping(entries), Expr::Tuple(types)) => {
                        entries.iter().all(|(_, value)| self.fits(value, &types.elts[1]))
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }
}
