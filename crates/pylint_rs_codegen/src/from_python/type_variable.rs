//! Type variables, however they are made.

use std::rc::Rc;

use pylint_rs_semantic::{BindingId, BindingKind};
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall};

use super::Module;
use super::resolution::Definition;
use crate::model::TypeParameterKind;

/// A type variable of a module.
#[derive(Clone)]
pub(super) struct TypeVariable<'a> {
    /// Where it is made.
    pub(super) module: Rc<Module<'a>>,
    binding: BindingId,
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
}

/// Which type variable it is.
pub(super) type TypeVariableKey = (std::path::PathBuf, BindingId);

impl<'a> TypeVariable<'a> {
    /// The type variable that a name means, if it means one.
    pub(super) fn of(definition: &Definition<'a>) -> Option<Self> {
        let semantic = &definition.module.semantic;
        let binding = definition.binding();
        let mut variable = Self {
            module: Rc::clone(&definition.module),
            binding: definition.binding,
            name: binding.name.to_owned(),
            kind: TypeParameterKind::TypeVar,
            bound: None,
            constraints: Vec::new(),
            default: None,
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
        variable.constraints.extend(call.arguments.args.iter().skip(1));
        Some(variable)
    }

    /// Which it is.
    pub(super) fn key(&self) -> TypeVariableKey {
        (self.module.path.clone(), self.binding)
    }
}

fn keyword<'a>(call: &'a ExprCall, name: &str) -> Option<&'a Expr> {
    call.arguments.find_keyword(name).map(|keyword| &keyword.value)
}
