//! The operations of a file by their operators.

use pylint_rs_semantic::NodeId;
use ruff_python_ast::NodeKind;
use rustc_hash::FxHashMap;

use crate::Subject;
use crate::view::operator;

/// The kinds of operations.
const KINDS: [NodeKind; 4] =
    [NodeKind::ExprBinOp, NodeKind::ExprBoolOp, NodeKind::ExprUnaryOp, NodeKind::ExprCompare];

/// The operations of a file by their operators: most are rare.
pub(super) struct Operations(FxHashMap<(u8, u64), Vec<NodeId>>);

impl Operations {
    pub(super) fn new(subject: &Subject<'_>) -> Self {
        let mut operations: FxHashMap<(u8, u64), Vec<NodeId>> = FxHashMap::default();
        for kind in KINDS {
            for id in subject.semantic.nodes().of_kind(kind) {
                if let Some(operator) = operator(subject.semantic.node(*id).syntax) {
                    operations.entry((kind as u8, operator)).or_default().push(*id);
                }
            }
        }
        Self(operations)
    }

    /// Those of a kind with an operator, in order.
    pub(super) fn of(&self, kind: NodeKind, operator: u64) -> &[NodeId] {
        self.0.get(&(kind as u8, operator)).map_or(&[], Vec::as_slice)
    }
}
