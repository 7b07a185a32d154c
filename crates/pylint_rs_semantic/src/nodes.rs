//! The arena of syntax nodes.

use bitflags::bitflags;
use ruff_python_ast::{AnyNodeRef, HasNodeIndex, NodeIndex, NodeKind};

use crate::recycling::emptied;
use crate::{NodeId, ScopeId, SyntaxNode, text_hash};

bitflags! {
    /// What surrounds a node.
    #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
    pub struct Context: u32 {
        /// Inside an annotation that is never evaluated (a local variable's, or any under
        /// `from __future__ import annotations` or in a stub).
        const TYPING_ONLY_ANNOTATION = 1 << 0;
        /// Inside an annotation that is evaluated when the definition is.
        const RUNTIME_ANNOTATION = 1 << 1;
        /// Inside any type expression: an annotation, or `X` in `cast(X, ...)` and its kin.
        const TYPE_DEFINITION = 1 << 2;
        /// Inside a type expression parsed out of one plain string literal.
        const SIMPLE_STRING_ANNOTATION = 1 << 3;
        /// Inside a type expression parsed out of a string with escapes or of several parts:
        /// ranges are those of the whole string.
        const COMPLEX_STRING_ANNOTATION = 1 << 4;
        /// Under `if TYPE_CHECKING:`.
        const TYPE_CHECKING_BLOCK = 1 << 5;
        /// Inside a `try` body, in the same function, one of whose handlers names `NameError`.
        const NAME_ERROR_HANDLED = 1 << 6;
        /// Inside a `try` body, in the same function, one of whose handlers names `ImportError`.
        const IMPORT_ERROR_HANDLED = 1 << 7;
        /// Inside a `try` body, in the same function, one of whose handlers names `ModuleNotFoundError` or
        /// `ImportError`.
        const MODULE_NOT_FOUND_HANDLED = 1 << 8;
        /// Inside an `except` handler.
        const EXCEPT_HANDLER = 1 << 9;
        /// In a place where only truth counts: the test of an `if` and the like.
        const BOOLEAN_TEST = 1 << 10;
        /// Inside an f-string's replacement field.
        const F_STRING = 1 << 11;
        /// Inside `typing.Literal[...]`.
        const LITERAL = 1 << 12;
        /// Inside a loop of the same function.
        const LOOP = 1 << 13;
        /// Inside a decorator.
        const DECORATOR = 1 << 14;
        /// Inside a class's bases or keywords.
        const CLASS_ARGUMENT = 1 << 15;
        /// Inside the target of a `del`, an assignment, a loop or a `with`.
        const TARGET = 1 << 16;
        /// The value of `__all__`.
        const DUNDER_ALL = 1 << 17;
        /// Inside an expression evaluated when the function runs, not when its module does.
        const DEFERRED = 1 << 18;
        /// Inside the slice of a subscript.
        const SUBSCRIPT = 1 << 19;
        /// Inside a type alias's value or a type parameter's bound or default: evaluated lazily.
        const LAZY_TYPE = 1 << 20;
        /// Inside an `async` function's own body.
        const ASYNC = 1 << 21;

        /// Inside any annotation.
        const ANNOTATION =
            Self::TYPING_ONLY_ANNOTATION.bits() | Self::RUNTIME_ANNOTATION.bits();
        /// Inside a type expression parsed out of a string.
        const STRING_ANNOTATION =
            Self::SIMPLE_STRING_ANNOTATION.bits() | Self::COMPLEX_STRING_ANNOTATION.bits();
    }
}

/// A syntax node with its place in the tree.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    /// The node itself.
    pub syntax: AnyNodeRef<'a>,
    pub(crate) parent: Option<NodeId>,
    /// One past the last descendant.
    pub(crate) end: u32,
    /// The scope the node is evaluated in.
    pub scope: ScopeId,
    /// What surrounds it.
    pub context: Context,
    /// A reference, binding or scope, by the node's kind, `u32::MAX` if none; of an attribute,
    /// the hash of its name.
    pub(crate) payload: u32,
}

/// All nodes of a file, also by kind.
#[derive(Debug)]
pub struct Nodes<'a> {
    nodes: Vec<Node<'a>>,
    by_kind: Box<[Vec<NodeId>; KINDS]>,
}

impl Default for Nodes<'_> {
    fn default() -> Self {
        Self { nodes: Vec::new(), by_kind: Box::new([const { Vec::new() }; KINDS]) }
    }
}

pub(crate) const NO_PAYLOAD: u32 = u32::MAX;
const KINDS: usize = 112;

/// Source has a node in rarely fewer bytes.
const BYTES_PER_NODE: usize = 8;

impl<'a> Nodes<'a> {
    /// The arena without its nodes, with its room.
    pub(crate) fn emptied<'b>(mut self) -> Nodes<'b> {
        self.by_kind.iter_mut().for_each(Vec::clear);
        Nodes { nodes: emptied(self.nodes), by_kind: self.by_kind }
    }

    /// Makes room for the nodes of a text of that many bytes.
    pub(crate) fn reserve_for(&mut self, text_length: usize) {
        let wanted = text_length / BYTES_PER_NODE;
        if self.nodes.capacity() < wanted {
            // Growing it would copy what it once held.
            self.nodes = Vec::new();
            self.nodes.reserve(wanted);
        }
    }

    /// Adds a node without descendants; see [`Self::close`]. Which kind it is of is known where
    /// this is compiled into, so that nothing is decided here.
    #[inline(always)]
    pub(crate) fn push<N: SyntaxNode>(
        &mut self,
        node: &'a N,
        parent: Option<NodeId>,
        scope: ScopeId,
        context: Context,
        payload: u32,
    ) -> NodeId {
        let payload = match node.upcast() {
            AnyNodeRef::ExprAttribute(attribute) => text_hash(&attribute.attr),
            _ => payload,
        };
        let index = self.nodes.len() as u32;
        node.node_index().set(NodeIndex::from(index));
        let id = NodeId::new(index as usize);
        self.nodes.push(Node {
            syntax: node.upcast(),
            parent,
            end: index + 1,
            scope,
            context,
            payload,
        });
        self.by_kind[N::KIND as usize].push(id);
        id
    }

    /// Makes all nodes that came after a node its descendants.
    #[inline]
    pub(crate) fn close(&mut self, id: NodeId) {
        self.nodes[id.index()].end = self.nodes.len() as u32;
    }

    #[inline]
    pub(crate) fn set_payload(&mut self, id: NodeId, payload: usize) {
        self.nodes[id.index()].payload = payload as u32;
    }

    pub(crate) fn payload(&self, id: NodeId) -> Option<usize> {
        let payload = self.nodes[id.index()].payload;
        (payload != NO_PAYLOAD).then_some(payload as usize)
    }

    /// The [`text_hash`] of the name of an attribute, by the attribute's id: noted while the
    /// tree is walked, as each further look at it may have to wait for memory.
    #[inline]
    pub fn attribute_hash(&self, id: NodeId) -> u32 {
        let node = &self.nodes[id.index()];
        debug_assert!(node.syntax.is_expr_attribute());
        node.payload
    }

    /// The node with this id.
    pub fn get(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id.index()]
    }

    /// The id of a node of this file's tree.
    ///
    /// # Panics
    /// If the node was not walked: a token-like part (an `Identifier`, the parts of a string),
    /// or a node of another tree.
    pub fn id(&self, node: impl HasNodeIndex) -> NodeId {
        self.try_id(node).expect("a node of this tree")
    }

    /// The id of a node, if it was walked.
    pub fn try_id(&self, node: impl HasNodeIndex) -> Option<NodeId> {
        node.node_index().load().as_u32().map(|index| NodeId::new(index as usize))
    }

    /// Ids of all nodes of a kind, in order.
    pub fn of_kind(&self, kind: NodeKind) -> &[NodeId] {
        &self.by_kind[kind as usize]
    }

    /// Ids of the nodes of a kind that are a node or its descendants, in order.
    pub fn of_kind_within(&self, kind: NodeKind, root: NodeId) -> &[NodeId] {
        let ids = &self.by_kind[kind as usize];
        let start = ids.partition_point(|id| *id < root);
        let length = ids[start..].partition_point(|id| self.contains(root, *id));
        &ids[start..start + length]
    }

    /// Whether `inner` is `outer` or one of its descendants.
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner.index() < self.nodes[outer.index()].end as usize
    }

    /// Ids of a node and all its descendants, in order.
    pub fn subtree(&self, root: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (root.index()..self.nodes[root.index()].end as usize).map(NodeId::new)
    }

    /// One past the index of a node's last descendant.
    pub fn end_of(&self, root: NodeId) -> usize {
        self.nodes[root.index()].end as usize
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}
