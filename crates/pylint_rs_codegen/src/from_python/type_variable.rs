//! Type variables, however they are made.

use std::path::PathBuf;
use std::rc::Rc;

use pylint_rs_semantic::{BindingId, BindingKind};
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall};

use super::resolution::{Definition, definition_of};
use super::variance::Variance;
use super::{Library, Module};
use crate::model::TypeParameterKind;

/// A type variable of a module.
#[derive(Clone)]
pub(super) struct TypeVariable<'a> {
    /// Where it is made.
    pub(super) module: Rc<Module<'a>>,
    /// Nothing for `typing.AnyStr`, which every module can have.
    binding: Option<BindingId>,
    /// Its name.
    pub(super) name: String,
    /// What sort it is.
    pub(super) kind: TypeParameterKind,
    /// The type it must be a subtype of.
    pub(super) bound: Option<&'a Expr>,
    /// The types it may be.
    pub(super) constraints: Vec<&'a Expr>,
    /// What it is if it is not given.
    pub(super) default: Option<&'a Expr>,
    /// How a class that has it as a parameter varies with it, as declared.
    pub(super) declared: Variance,
}

/// Which type variable it is.
pub(super) type TypeVariableKey = (PathBuf, Option<BindingId>);

impl<'a> TypeVariable<'a> {
    /// The type variable that an expression names, if it names one.
    pub(super) fn named(
        library: &Library<'a>,
        module: &Rc<Module<'a>>,
        expression: &'a Expr,
    ) -> Option<Self> {
        if let Some(definition) = definition_of(library, module, expression) {
            return Self::of(&definition);
        }
        let is_any_str = module.semantic.is_typing(expression, "AnyStr");
        is_any_str.then(|| Self {
            module: Rc::clone(module),
            binding: None,
            name: "AnyStr".to_owned(),
            kind: TypeParameterKind::TypeVar,
            bound: None,
            constraints: Vec::new(),
            default: None,
            declared: Variance::Invariant,
        })
    }

    /// The type variable that a definition is, if it is one.
    pub(super) fn of(definition: &Definition<'a>) -> Option<Self> {
        let semantic = &definition.module.semantic;
        let binding = definition.binding();
        let mut variable = Self {
            module: Rc::clone(&definition.module),
            binding: Some(definition.binding),
            name: binding.name.to_owned(),
            kind: TypeParameterKind::TypeVar,
            bound: None,
            constraints: Vec::new(),
            default: None,
            declared: Variance::Invariant,
        };
        if matches!(binding.kind, BindingKind::TypeParameter) {
            match semantic.node(binding.node).syntax {
                AnyNodeRef::TypeParamTypeVar(parameter) => {
                    match parameter.bound.as_deref() {
                        Some(Expr::Tuple(tuple)) => variable.constraints.extend(&tuple.elts),
                        bound => variable.bound = bound,
                    }
                    variable.default = parameter.default.as_deref();
                }
                AnyNodeRef::TypeParamTypeVarTuple(parameter) => {
                    variable.kind = TypeParameterKind::TypeVarTuple;
                    variable.default = parameter.default.as_deref();
                }
                AnyNodeRef::TypeParamParamSpec(parameter) => {
                    variable.kind = TypeParameterKind::ParamSpec;
                    variable.default = parameter.default.as_deref();
                }
                _ => return None,
            }
            return Some(variable);
        }
        let Some(Expr::Call(call)) = binding.value() else { return None };
        let constructor = semantic.qualified_name(&call.func)?;
        variable.kind = match constructor.segments() {
            ["typing" | "typing_extensions", "TypeVar"] => TypeParameterKind::TypeVar,
            ["typing" | "typing_extensions", "ParamSpec"] => TypeParameterKind::ParamSpec,
            ["typing" | "typing_extensions", "TypeVarTuple"] => TypeParameterKind::TypeVarTuple,
            _ => return None,
        };
        variable.bound = keyword(call, "bound");
        variable.default = keyword(call, "default");
        for (name, variance) in
            [("covariant", Variance::Covariant), ("contravariant", Variance::Contravariant)]
        {
            if keyword(call, name)
                .is_some_and(|it| matches!(it, Expr::BooleanLiteral(it) if it.value))
            {
                variable.declared = variance;
            }
        }
        variable.constraints.extend(call.arguments.args.iter().skip(1));
        Some(variable)
    }

    /// Which it is.
    pub(super) fn key(&self) -> TypeVariableKey {
        match self.binding {
            Some(binding) => (self.module.path.clone(), Some(binding)),
            None => (PathBuf::new(), None),
        }
    }

    /// Whether it is `typing.AnyStr`.
    pub(super) fn is_any_str(&self) -> bool {
        self.binding.is_none()
    }

    /// The module that has it.
    pub(super) fn owner(&self) -> String {
        if self.is_any_str() { "typing".to_owned() } else { self.module.dotted_name() }
    }
}

fn keyword<'a>(call: &'a ExprCall, name: &str) -> Option<&'a Expr> {
    call.arguments.find_keyword(name).map(|keyword| &keyword.value)
}
