//! Where a type is written, and what its type variables stand for there.

use std::rc::Rc;

use ruff_python_ast::Expr;
use rustc_hash::FxHashMap;

use super::Module;
use super::type_variable::TypeVariableKey;

/// Where a type is written, and what its type variables stand for there.
pub(super) struct Environment<'a> {
    /// The module.
    pub(super) module: Rc<Module<'a>>,
    /// What type variables stand for; the others stand for themselves.
    pub(super) arguments: FxHashMap<TypeVariableKey, Argument<'a>>,
}

/// What a type variable stands for.
#[derive(Clone)]
pub(super) enum Argument<'a> {
    /// A type as it is written elsewhere.
    Written(&'a Expr, Rc<Environment<'a>>),
    /// Several types: a `TypeVarTuple` or the parameters of a `ParamSpec`.
    Several(Vec<&'a Expr>, Rc<Environment<'a>>),
    /// Any type at all: nobody said which.
    Object,
    /// The type of the object itself.
    SelfType,
}

impl<'a> Environment<'a> {
    /// A module in which type variables stand for themselves.
    pub(super) fn plain(module: &Rc<Module<'a>>) -> Rc<Self> {
        Rc::new(Self { module: Rc::clone(module), arguments: FxHashMap::default() })
    }

    /// The same, where one type variable stands for something else.
    pub(super) fn with(&self, key: TypeVariableKey, argument: Argument<'a>) -> Rc<Self> {
        let mut arguments = self.arguments.clone();
        arguments.insert(key, argument);
        Rc::new(Self { module: Rc::clone(&self.module), arguments })
    }
}
