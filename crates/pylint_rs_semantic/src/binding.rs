//! Bindings: places that give a name a meaning.

use bitflags::bitflags;
use ruff_python_ast::{Alias, Expr, StmtClassDef, StmtFunctionDef, StmtImportFrom};
use ruff_text_size::{Ranged, TextRange};

use crate::id::PathId;
use crate::{BindingId, Context, NodeId, ReferenceId, ScopeId, SymbolId};

/// How a name is bound.
#[derive(Clone, Copy, Debug)]
pub enum BindingKind<'a> {
    /// `x = value`, `x += value`; also inside tuples, where `value` is the whole right side.
    Assignment(Option<&'a Expr>),
    /// `x: T = value`.
    AnnotatedAssignment {
        /// `T`
        annotation: &'a Expr,
        /// `value`
        value: &'a Expr,
    },
    /// `x: T`, which gives no value.
    Annotation(&'a Expr),
    /// `(x := value)`.
    Walrus(&'a Expr),
    /// A parameter; its node is the `Parameter`.
    Parameter,
    /// The target of a `for` statement.
    LoopTarget,
    /// The target of a comprehension's `for`.
    ComprehensionTarget,
    /// The target of a `with` item.
    WithTarget,
    /// `except E as x`.
    Exception,
    /// The implicit deletion of `x` after `except E as x`.
    UnboundException,
    /// A capture in a `match` pattern.
    MatchCapture,
    /// `def x`.
    Function(&'a StmtFunctionDef),
    /// `class x`.
    Class(&'a StmtClassDef),
    /// `import a` or `import a.b as x`.
    Import(&'a Alias),
    /// `import a.b`, which binds `a`.
    SubmoduleImport(&'a Alias),
    /// `from m import a as x`.
    FromImport {
        /// The statement.
        statement: &'a StmtImportFrom,
        /// `a as x`
        alias: &'a Alias,
    },
    /// `from __future__ import x`.
    FutureImport(&'a Alias),
    /// `del x`.
    Deletion,
    /// `global x`, in the scope that says so.
    Global,
    /// `nonlocal x`, in the scope that says so.
    Nonlocal,
    /// A type parameter (PEP 695).
    TypeParameter,
    /// `type x = value`.
    TypeAlias(&'a Expr),
    /// `__all__ = [...]` and its like.
    Export,
    /// `__class__` inside a class's functions.
    ClassCell,
}

/// A [`BindingKind`] without what comes with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
pub enum BindingForm {
    /// `x = value`, `x += value`.
    Assignment,
    /// `x: T = value`.
    AnnotatedAssignment,
    /// `x: T`.
    Annotation,
    /// `(x := value)`.
    Walrus,
    /// A parameter.
    Parameter,
    /// The target of a `for` statement.
    LoopTarget,
    /// The target of a comprehension's `for`.
    ComprehensionTarget,
    /// The target of a `with` item.
    WithTarget,
    /// `except E as x`.
    Exception,
    /// The implicit deletion after it.
    UnboundException,
    /// A capture in a `match` pattern.
    MatchCapture,
    /// `def x`.
    Function,
    /// `class x`.
    Class,
    /// `import a` or `import a.b as x`.
    Import,
    /// `import a.b`.
    SubmoduleImport,
    /// `from m import a`.
    FromImport,
    /// `from __future__ import x`.
    FutureImport,
    /// `del x`.
    Deletion,
    /// `global x`.
    Global,
    /// `nonlocal x`.
    Nonlocal,
    /// A type parameter.
    TypeParameter,
    /// `type x = value`.
    TypeAlias,
    /// `__all__ = [...]`.
    Export,
    /// `__class__` inside a class's functions.
    ClassCell,
}

impl BindingForm {
    /// How many there are.
    pub const COUNT: usize = Self::ClassCell as usize + 1;
}

impl BindingKind<'_> {
    /// Which kind it is.
    pub fn form(&self) -> BindingForm {
        match self {
            Self::Assignment(_) => BindingForm::Assignment,
            Self::AnnotatedAssignment { .. } => BindingForm::AnnotatedAssignment,
            Self::Annotation(_) => BindingForm::Annotation,
            Self::Walrus(_) => BindingForm::Walrus,
            Self::Parameter => BindingForm::Parameter,
            Self::LoopTarget => BindingForm::LoopTarget,
            Self::ComprehensionTarget => BindingForm::ComprehensionTarget,
            Self::WithTarget => BindingForm::WithTarget,
            Self::Exception => BindingForm::Exception,
            Self::UnboundException => BindingForm::UnboundException,
            Self::MatchCapture => BindingForm::MatchCapture,
            Self::Function(_) => BindingForm::Function,
            Self::Class(_) => BindingForm::Class,
            Self::Import(_) => BindingForm::Import,
            Self::SubmoduleImport(_) => BindingForm::SubmoduleImport,
            Self::FromImport { .. } => BindingForm::FromImport,
            Self::FutureImport(_) => BindingForm::FutureImport,
            Self::Deletion => BindingForm::Deletion,
            Self::Global => BindingForm::Global,
            Self::Nonlocal => BindingForm::Nonlocal,
            Self::TypeParameter => BindingForm::TypeParameter,
            Self::TypeAlias(_) => BindingForm::TypeAlias,
            Self::Export => BindingForm::Export,
            Self::ClassCell => BindingForm::ClassCell,
        }
    }

    /// Whether an import statement binds the name.
    pub fn is_import(&self) -> bool {
        matches!(
            self,
            Self::Import(_)
                | Self::SubmoduleImport(_)
                | Self::FromImport { .. }
                | Self::FutureImport(_)
        )
    }

    /// Whether it is a function or a class.
    pub fn is_definition(&self) -> bool {
        matches!(self, Self::Function(_) | Self::Class(_))
    }
}

bitflags! {
    /// More on how a name is bound.
    #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
    pub struct BindingFlags: u16 {
        /// `import x as x`, `from m import x as x`: an export by convention.
        const EXPLICIT_EXPORT = 1 << 0;
        /// Part of a tuple or list target.
        const UNPACKED = 1 << 1;
        /// By `x += ...`.
        const AUGMENTED = 1 << 2;
        /// In a scope that declares the name `global`: the module's name is bound.
        const GLOBAL = 1 << 3;
        /// In a scope that declares the name `nonlocal`.
        const NONLOCAL = 1 << 4;
        /// In the module's scope, by a function that declares the name `global`.
        const FROM_FUNCTION = 1 << 5;
        /// Private by convention: a leading underscore.
        const PRIVATE = 1 << 7;
        /// `x` in `*x, y = ...`.
        const STARRED = 1 << 8;
        /// `import a.b` that is used by another name of `a`.
        const USED_BY_ALIAS = 1 << 9;
        /// It is used, or what it took the place of was, or what that did.
        const USED_SO_FAR = 1 << 10;
    }
}

/// A place that gives a name a meaning.
#[derive(Clone, Debug)]
pub struct Binding<'a> {
    /// How.
    pub kind: BindingKind<'a>,
    /// The name as written.
    pub name: &'a str,
    /// Where the name is written; for `import a.b`, the dotted name.
    pub range: TextRange,
    /// The name in its scope.
    pub symbol: SymbolId,
    /// The scope that holds it.
    pub scope: ScopeId,
    /// The scope that was being walked; another one for `global` names and walruses in
    /// comprehensions.
    pub from_scope: ScopeId,
    /// The binding node: `ExprName`, `Parameter`, `Alias`, the definition, the handler, ….
    pub node: NodeId,
    /// The innermost statement around `node`, or that it is.
    pub statement: NodeId,
    /// What surrounds it.
    pub context: Context,
    /// More.
    pub flags: BindingFlags,
    /// The binding of the same name in the same scope made just before.
    pub previous: Option<BindingId>,
    /// The binding that was in force just before, in this scope (`None` after a deletion).
    pub shadowed: Option<BindingId>,
    /// What it stands for, if it is an import.
    pub(crate) path: Option<PathId>,
    pub(crate) first_reference: Option<ReferenceId>,
    pub(crate) last_reference: Option<ReferenceId>,
}

impl Ranged for Binding<'_> {
    fn range(&self) -> TextRange {
        self.range
    }
}

impl<'a> Binding<'a> {
    /// Whether anything refers to it.
    pub fn is_used(&self) -> bool {
        self.first_reference.is_some() || self.flags.contains(BindingFlags::USED_BY_ALIAS)
    }

    /// Whether an import statement made it.
    pub fn is_import(&self) -> bool {
        self.kind.is_import()
    }

    /// The value it is bound to, where the source shows one: not for parts of a tuple, nor for
    /// `+=`.
    pub fn value(&self) -> Option<&'a Expr> {
        if self.flags.intersects(BindingFlags::UNPACKED | BindingFlags::AUGMENTED) {
            return None;
        }
        match self.kind {
            BindingKind::Assignment(value) => value,
            BindingKind::AnnotatedAssignment { value, .. }
            | BindingKind::Walrus(value)
            | BindingKind::TypeAlias(value) => Some(value),
            _ => None,
        }
    }
}
