//! Scopes.

use ruff_python_ast::{StmtClassDef, StmtFunctionDef};

use crate::{NodeId, ScopeId, SymbolId};

/// Which comprehension makes a scope.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ComprehensionKind {
    /// `[...]`
    List,
    /// `{...}`
    Set,
    /// `{...: ...}`
    Dict,
    /// `(...)`
    Generator,
}

/// What makes a scope.
#[derive(Clone, Copy, Debug)]
pub enum ScopeKind<'a> {
    /// The file.
    Module,
    /// A class's body.
    Class(&'a StmtClassDef),
    /// A function's parameters and body.
    Function(&'a StmtFunctionDef),
    /// A lambda's parameters and body.
    Lambda,
    /// A comprehension, but for its first iterable.
    Comprehension(ComprehensionKind),
    /// The type parameters of a definition or alias (PEP 695).
    TypeParameters,
}

/// A region of the file in which names are looked up first.
#[derive(Debug)]
pub struct Scope<'a> {
    /// What makes it.
    pub kind: ScopeKind<'a>,
    /// The scope around it; none for the module.
    pub parent: Option<ScopeId>,
    /// The node that makes it.
    pub node: NodeId,
    /// Its first name and its last one.
    pub(crate) symbols: Option<(SymbolId, SymbolId)>,
    /// Modules star-imported into it, as `from` import statements.
    pub star_imports: Vec<NodeId>,
    /// Whether `locals()` is called in it.
    pub uses_locals: bool,
}

impl Scope<'_> {
    /// Whether names bound here are seen by the functions inside.
    pub fn is_visible_from_within(&self) -> bool {
        !matches!(self.kind, ScopeKind::Class(_))
    }

    /// Whether its body runs later than the code around it.
    pub fn is_deferred(&self) -> bool {
        matches!(self.kind, ScopeKind::Function(_) | ScopeKind::Lambda)
    }
}
