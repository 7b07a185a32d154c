//! What matching looks up in a file, worked out when it is first needed.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use pylint_rs_semantic::{BindingKind, NodeId, SymbolId};
use ruff_python_ast::{AnyNodeRef, HasNodeIndex, NodeKind};
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use super::index::{Index, IndexBuilder};
use super::names_meant::NamesMeant;
use super::seen::Eye;
use super::wanted::Wanted;
use crate::Subject;
use crate::pattern::search::Place;

/// What matching looks up in a file.
pub(super) struct File<'a> {
    pub(super) subject: Subject<'a>,
    statements: OnceCell<Box<[NodeId]>>,
    imported: OnceCell<FxHashSet<&'a str>>,
    /// Symbols by the places of their bindings.
    bound: OnceCell<FxHashMap<TextRange, SymbolId>>,
    names_meant: OnceCell<NamesMeant>,
    attribute_names: OnceCell<Box<[NodeId]>>,
    /// By the kind of node, the place, and whether blunt ways ask.
    indexes: RefCell<FxHashMap<(u8, Place, bool), Rc<Index>>>,
    /// The keys that may be asked for; any, if there are none.
    wanted: Option<Arc<Wanted>>,
}

impl<'a> File<'a> {
    pub(super) fn new(subject: Subject<'a>) -> Self {
        Self {
            subject,
            statements: OnceCell::new(),
            imported: OnceCell::new(),
            bound: OnceCell::new(),
            names_meant: OnceCell::new(),
            attribute_names: OnceCell::new(),
            indexes: RefCell::default(),
            wanted: None,
        }
    }

    /// For patterns that ask for no other keys than these.
    pub(super) fn of_wanted(self, wanted: Arc<Wanted>) -> Self {
        Self { wanted: Some(wanted), ..self }
    }

    /// The nodes of a kind, by what is seen of them at a place, as far as sharp ways, or blunt
    /// ones, ask for it.
    pub(super) fn index(&self, kind: NodeKind, place: Place, is_blunt: bool) -> Rc<Index> {
        let mut indexes = self.indexes.borrow_mut();
        let index = indexes.entry((kind as u8, place, is_blunt)).or_insert_with(|| {
            let semantic = self.subject.semantic;
            let eye = Eye { semantic, names: self.names_meant() };
            let wanted = self.wanted.as_ref().and_then(|wanted| wanted.at(kind, place, is_blunt));
            let mut builder = IndexBuilder::default();
            eye.each(kind, place, &mut |key, id| {
                if wanted.is_none_or(|wanted| wanted.may_have(key.number())) {
                    builder.add(key, id);
                }
            });
            Rc::new(builder.build())
        });
        Rc::clone(index)
    }

    fn names_meant(&self) -> &NamesMeant {
        self.names_meant.get_or_init(|| NamesMeant::new(self.subject.semantic))
    }

    /// The names that may stand for an attribute, in order.
    pub(super) fn attribute_names(&self) -> &[NodeId] {
        let find = || self.names_meant().attributes(self.subject.semantic);
        self.attribute_names.get_or_init(find)
    }

    /// All statements, each before those in it; `elif` is an `if`.
    pub(super) fn statements(&self) -> &[NodeId] {
        self.statements.get_or_init(|| {
            let nodes = self.subject.semantic.nodes();
            let Some(root) = nodes.len().checked_sub(1).map(|_| NodeId::new(0)) else {
                return Box::default();
            };
            nodes.subtree(root).filter(|id| is_statement(nodes.get(*id).syntax)).collect()
        })
    }

    /// The statement of that number.
    pub(super) fn statement(&self, position: usize) -> AnyNodeRef<'a> {
        self.subject.semantic.node(self.statements()[position]).syntax
    }

    /// The number of a statement.
    pub(super) fn position(&self, statement: impl HasNodeIndex) -> Option<usize> {
        let id = self.subject.semantic.nodes().try_id(statement)?;
        self.statements().binary_search(&id).ok()
    }

    /// The number of the first statement after one and those in it.
    pub(super) fn position_after(&self, position: usize) -> usize {
        let end = self.subject.semantic.nodes().end_of(self.statements()[position]);
        self.statements().partition_point(|id| id.index() < end)
    }

    /// The symbol of the name that is bound at a place.
    pub(super) fn symbol_bound_at(&self, range: TextRange) -> Option<SymbolId> {
        self.bound
            .get_or_init(|| {
                self.subject
                    .semantic
                    .bindings()
                    // `global x` is about the module's `x`, whose symbol is another.
                    .filter(|(_, binding)| {
                        !matches!(binding.kind, BindingKind::Global | BindingKind::Nonlocal)
                    })
                    .map(|(_, binding)| (binding.range, binding.symbol))
                    .collect()
            })
            .get(&range)
            .copied()
    }

    /// Whether an import binds a name anywhere in the file.
    pub(super) fn imports(&self, name: &str) -> bool {
        self.imported
            .get_or_init(|| {
                self.subject
                    .semantic
                    .bindings()
                    .filter(|(_, binding)| binding.is_import())
                    .map(|(_, binding)| binding.name.split('.').next().unwrap_or(binding.name))
                    .collect()
            })
            .contains(name)
    }
}

fn is_statement(node: AnyNodeRef<'_>) -> bool {
    match node {
        AnyNodeRef::ElifElseClause(clause) => clause.test.is_some(),
        node => node.is_statement(),
    }
}
