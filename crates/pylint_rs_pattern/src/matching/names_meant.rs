//! What names of a file may mean, as far as it is asked to look for patterns.

use pylint_rs_semantic::{BindingKind, Semantic};
use ruff_python_ast::{Expr, ExprName};

use crate::pattern::key::Key;

/// The names that stand for something of another name: through an import, or an assignment that
/// is the only one.
pub(super) struct NamesMeant {
    /// By symbol, as far as there are any.
    others: Vec<Option<Other>>,
}

/// What a symbol's name may stand for beside something of that name.
#[derive(Clone, Copy)]
struct Other {
    /// Something of that name; of any, if that cannot be told.
    key: Key,
    is_assigned_attribute: bool,
}

/// What a name may stand for.
pub(super) struct Meaning {
    /// Something of another name; of any, if that cannot be told.
    pub(super) other: Option<Key>,
    /// An attribute: it was imported from somewhere, or is bound to one.
    pub(super) may_be_attribute: bool,
    /// A constant: it is assigned something.
    pub(super) may_be_constant: bool,
}

impl NamesMeant {
    pub(super) fn new(semantic: &Semantic<'_>) -> Self {
        let mut names = Self { others: Vec::new() };
        for (id, binding) in semantic.bindings() {
            let mut is_assigned_attribute = false;
            let key = match binding.kind {
                BindingKind::FromImport { alias, .. } => {
                    alias.asname.as_ref().map(|_| Key::named(&alias.name))
                }
                _ if binding.is_import() => semantic
                    .import_segments(id)
                    .and_then(|path| path.last())
                    .map(|last| Key::named(last)),
                _ if is_assignment(&binding.kind) => match semantic.only_value(id) {
                    Some(Expr::Attribute(attribute)) => {
                        is_assigned_attribute = true;
                        Some(Key::named(&attribute.attr))
                    }
                    Some(Expr::Name(_)) => Some(Key::UNKNOWN),
                    _ => None,
                },
                _ => None,
            };
            if let Some(key) = key {
                names.add(binding.symbol.index(), Other { key, is_assigned_attribute });
            }
        }
        names
    }

    fn add(&mut self, symbol: usize, other: Other) {
        if self.others.len() <= symbol {
            self.others.resize(symbol + 1, None);
        }
        match &mut self.others[symbol] {
            Some(known) if known.key != other.key => known.key = Key::UNKNOWN,
            Some(_) => {}
            none => *none = Some(other),
        }
    }

    pub(super) fn of(&self, name: &ExprName, semantic: &Semantic<'_>) -> Meaning {
        let Some(id) = semantic.binding_of(name) else {
            return Meaning { other: None, may_be_attribute: false, may_be_constant: false };
        };
        let binding = semantic.binding(id);
        let other = self.others.get(binding.symbol.index()).copied().flatten();
        Meaning {
            other: other.map(|other| other.key),
            may_be_attribute: matches!(binding.kind, BindingKind::FromImport { .. })
                || other.is_some_and(|other| other.is_assigned_attribute),
            may_be_constant: is_assignment(&binding.kind),
        }
    }
}

fn is_assignment(kind: &BindingKind<'_>) -> bool {
    matches!(
        kind,
        BindingKind::Assignment(_)
            | BindingKind::AnnotatedAssignment { .. }
            | BindingKind::Walrus(_)
            | BindingKind::TypeAlias(_)
    )
}
