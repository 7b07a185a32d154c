//! Uses of names.

use ruff_text_size::TextRange;

use crate::{BindingId, Context, NameId, NodeId, ReferenceId, ScopeId};

/// What a name turned out to mean.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Target {
    /// A binding of this file.
    Binding(BindingId),
    /// A builtin, or a name every module has (`__file__`).
    Builtin,
    /// Nothing known, but a star import may have brought it.
    StarImport,
    /// Nothing.
    Unresolved,
}

/// A use of a name.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The name.
    pub name: NameId,
    /// Where it is used; inside `__all__`, the string.
    pub range: TextRange,
    /// The `ExprName`, or the statement for `x += 1`, `global x` and `__all__`.
    pub node: NodeId,
    /// The scope it is used in.
    pub scope: ScopeId,
    /// What surrounds it.
    pub context: Context,
    /// What it means.
    pub target: Target,
    /// Whether it is an entry of `__all__`.
    pub is_export: bool,
    /// The next use with the same target.
    pub(crate) next: Option<ReferenceId>,
}

impl Reference {
    /// Whether the use needs no value at run time: only a type checker reads it.
    pub fn is_typing_only(&self) -> bool {
        self.context.intersects(
            Context::TYPING_ONLY_ANNOTATION
                | Context::STRING_ANNOTATION
                | Context::TYPE_CHECKING_BLOCK
                | Context::LAZY_TYPE,
        )
    }
}
