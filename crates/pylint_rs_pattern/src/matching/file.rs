//! What matching looks up in a file, worked out when it is first needed.

use std::cell::OnceCell;

use pylint_rs_semantic::NodeId;
use ruff_python_ast::{AnyNodeRef, HasNodeIndex};
use rustc_hash::FxHashSet;

use crate::Subject;

/// What matching looks up in a file.
pub(super) struct File<'a> {
    pub(super) subject: Subject<'a>,
    statements: OnceCell<Box<[NodeId]>>,
    imported: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> File<'a> {
    pub(super) fn new(subject: Subject<'a>) -> Self {
        Self { subject, statements: OnceCell::new(), imported: OnceCell::new() }
    }

    /// All statements, each before those in it.
    pub(super) fn statements(&self) -> &[NodeId] {
        self.statements.get_or_init(|| {
            let nodes = self.subject.semantic.nodes();
            let Some(root) = nodes.len().checked_sub(1).map(|_| NodeId::new(0)) else {
                return Box::default();
            };
            nodes.subtree(root).filter(|id| nodes.get(*id).syntax.is_statement()).collect()
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
