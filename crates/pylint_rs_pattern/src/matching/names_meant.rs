//! What names of a file may mean, as far as it is asked to look for patterns.

use pylint_rs_semantic::{BindingKind, NodeId, Reference, Semantic, Target};
use ruff_python_ast::{Expr, ExprName};

use crate::hash_bits::HashBits;
use crate::pattern::key::Key;

/// The names that stand for something of another name: through an import, or an assignment that
/// is the only one.
pub(super) struct NamesMeant {
    /// By name, what something of that name has; nothing of private names, which the index has
    /// as they are stored, with the class's name before them.
    keys: Vec<Option<Key>>,
    /// By binding.
    meanings: Vec<Meaning>,
    /// The keys of the names that may mean anything else: most mean nothing but themselves.
    noted: HashBits<16>,
}

/// What a symbol's name may stand for beside something of that name.
#[derive(Clone, Copy)]
struct Other {
    /// Something of that name; of any, if that cannot be told.
    key: Key,
    is_assigned_attribute: bool,
}

/// What a name may stand for.
#[derive(Clone, Copy, Default)]
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
        let others = others(semantic);
        let mut noted = HashBits::default();
        let meanings = semantic.bindings().map(|(_, binding)| {
            let other = others.get(binding.symbol.index()).copied().flatten();
            let meaning = Meaning {
                other: other.map(|other| other.key),
                may_be_attribute: matches!(binding.kind, BindingKind::FromImport { .. })
                    || other.is_some_and(|other| other.is_assigned_attribute),
                may_be_constant: is_assignment(&binding.kind),
            };
            if meaning.other.is_some() || meaning.may_be_attribute || meaning.may_be_constant {
                noted.add(Key::named(binding.name).number());
            }
            meaning
        });
        let meanings = meanings.collect();
        let keys = semantic.names().map(|name| (!name.starts_with('_')).then(|| Key::named(name)));
        Self { keys: keys.collect(), meanings, noted }
    }

    /// The key of something of a name, and what else the name may stand for.
    pub(super) fn key_and_meaning(
        &self,
        name: &ExprName,
        semantic: &Semantic<'_>,
    ) -> (Key, Meaning) {
        let key = Key::named(&name.id);
        // The index has private names as they are stored, with the class's name before them.
        let is_noted = self.noted.may_have(key.number()) || name.id.starts_with("__");
        let meaning = if is_noted { self.of(name, semantic) } else { Meaning::default() };
        (key, meaning)
    }

    /// The same by the id of a name that is read; nothing if that is not known without a look at
    /// the name.
    pub(super) fn at(&self, id: NodeId, semantic: &Semantic<'_>) -> Option<(Key, Meaning)> {
        let reference = semantic.reference_at(id)?;
        Some((self.keys[reference.name.index()]?, self.meaning(reference)))
    }

    pub(super) fn of(&self, name: &ExprName, semantic: &Semantic<'_>) -> Meaning {
        semantic.reference_of(name).map(|reference| self.meaning(reference)).unwrap_or_default()
    }

    fn meaning(&self, reference: &Reference) -> Meaning {
        match reference.target {
            Target::Binding(binding) => self.meanings[binding.index()],
            _ => Meaning::default(),
        }
    }

    /// The uses of names that may stand for attributes, in order.
    pub(super) fn attributes(&self, semantic: &Semantic<'_>) -> Box<[NodeId]> {
        let bindings =
            semantic.bindings().filter(|(id, _)| self.meanings[id.index()].may_be_attribute);
        let uses = bindings.flat_map(|(id, _)| semantic.references_to(id));
        let is_name = |id: &NodeId| semantic.node(*id).syntax.is_expr_name();
        let mut nodes: Vec<NodeId> = uses.map(|one| one.node).filter(is_name).collect();
        nodes.sort_unstable();
        nodes.into()
    }
}

/// By symbol, as far as there are any.
fn others(semantic: &Semantic<'_>) -> Vec<Option<Other>> {
    let mut others: Vec<Option<Other>> = Vec::new();
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
            add(&mut others, binding.symbol.index(), Other { key, is_assigned_attribute });
        }
    }
    others
}

fn add(others: &mut Vec<Option<Other>>, symbol: usize, other: Other) {
    if others.len() <= symbol {
        others.resize(symbol + 1, None);
    }
    match &mut others[symbol] {
        Some(known) if known.key != other.key => known.key = Key::UNKNOWN,
        Some(_) => {}
        none => *none = Some(other),
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
