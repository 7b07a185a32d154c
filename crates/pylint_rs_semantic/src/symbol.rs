//! A name in a scope: what CPython's `symtable` calls a symbol.

use bitflags::bitflags;

use crate::{BindingId, ScopeId, SymbolId};

bitflags! {
    /// What happens to a name anywhere in one scope.
    #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
    pub struct SymbolFlags: u16 {
        /// Bound by an assignment, a definition, a loop and the like.
        const ASSIGNED = 1 << 0;
        /// Given an annotation.
        const ANNOTATED = 1 << 1;
        /// A parameter of the function.
        const PARAMETER = 1 << 2;
        /// Bound by an import.
        const IMPORTED = 1 << 3;
        /// Read. Kept by [`crate::Classification`] only: the walk does not note it.
        const REFERENCED = 1 << 4;
        /// Declared `global`.
        const GLOBAL = 1 << 5;
        /// Declared `nonlocal`.
        const NONLOCAL = 1 << 6;
        /// Deleted.
        const DELETED = 1 << 7;
        /// Bound by a comprehension's `for`.
        const COMPREHENSION_TARGET = 1 << 8;
        /// A type parameter.
        const TYPE_PARAMETER = 1 << 9;
        /// Bound in a class while its functions read the name of a function around. Kept by
        /// [`crate::Classification`] only.
        const FREE_IN_CLASS = 1 << 10;

        /// Anything that makes the name belong to the scope.
        const BOUND = Self::ASSIGNED.bits()
            | Self::PARAMETER.bits()
            | Self::IMPORTED.bits()
            | Self::ANNOTATED.bits()
            | Self::DELETED.bits()
            | Self::TYPE_PARAMETER.bits();
        /// [`Self::BOUND`], or declared `global`.
        const BOUND_OR_GLOBAL = Self::BOUND.bits() | Self::GLOBAL.bits();
    }
}

/// A name in a scope.
#[derive(Clone, Debug)]
pub struct Symbol<'a> {
    /// The name, mangled if it is private to a class.
    pub name: &'a str,
    /// The scope.
    pub scope: ScopeId,
    /// What happens to it there.
    pub flags: SymbolFlags,
    /// The binding in force at the scope's end; none if there is none, or if it was deleted.
    pub current: Option<BindingId>,
    /// The binding made last; follow [`crate::Binding::previous`] for the others.
    pub last: Option<BindingId>,
    /// The next symbol of the scope.
    pub(crate) next: Option<SymbolId>,
    /// Whether no scope but the module's had the name when the symbol was made.
    pub(crate) is_first_elsewhere: bool,
}
