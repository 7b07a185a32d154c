//! Whether a class can be a dataclass at all, and how.

use std::rc::Rc;

use pylint_rs_semantic::{BindingKind, ScopeId};
use ruff_python_ast::helpers::map_callable;
use ruff_python_ast::{StmtClassDef, StmtFunctionDef};
use ruff_text_size::Ranged;

use super::DataclassRequest;
use super::bases::{Bases, MAKERS};
use crate::SpecError;
use crate::from_python::attributes::{Attribute, attributes_of};
use crate::from_python::{Library, Module};

/// What of a class matters to its dataclass.
pub(super) struct Facts<'a> {
    pub(super) class: &'a StmtClassDef,
    pub(super) scope: ScopeId,
    pub(super) initializer: &'a StmtFunctionDef,
    /// What `__init__` calls the instance.
    pub(super) receiver: &'a str,
    pub(super) attributes: Vec<Attribute<'a>>,
    /// Whether the dataclass must not make an `__eq__`.
    pub(super) keeps_equality: bool,
    /// Whether the dataclass must not make a `__repr__`.
    pub(super) keeps_representation: bool,
}

pub(super) fn facts<'a>(
    class: &'a StmtClassDef,
    module: &Rc<Module<'a>>,
    library: &Library<'a>,
    request: &DataclassRequest,
) -> Result<Facts<'a>, Vec<SpecError>> {
    let semantic = &module.semantic;
    let refuse =
        |place: &dyn Ranged, message: String| Err(vec![module.error(place.range(), message)]);
    let name = class.name.as_str();
    let Some(scope) = semantic.scope_made_by(class) else {
        return refuse(&class.name, format!("`{name}` has no body"));
    };
    for decorator in &class.decorator_list {
        let decorator = map_callable(&decorator.expression);
        let made = semantic.qualified_name(decorator).filter(|name| {
            name.is("dataclasses.dataclass")
                || name.starts_with("attr")
                || name.starts_with("attrs")
                || name.starts_with("pydantic")
        });
        if let Some(made) = made {
            return refuse(decorator, format!("`{name}` has its `__init__` from `{made}` already"));
        }
    }
    if let Some(keyword) = class.keywords().iter().find(|keyword| {
        !(keyword.arg.as_deref() == Some("metaclass")
            && semantic.qualified_name(&keyword.value).is_some_and(|it| it.is("abc.ABCMeta")))
    }) {
        return refuse(
            keyword,
            "the metaclass, or what the keyword is for, may make attributes".to_owned(),
        );
    }
    let bases = Bases::of(class, module, library)
        .map_err(|reason| vec![module.error(reason.range, reason.message)])?;
    for maker in MAKERS {
        if let Some(symbol) = semantic.symbol_in(scope, maker)
            && let Some(binding) = semantic.bindings_of(symbol).next()
        {
            return refuse(
                &semantic.binding(binding).range,
                format!("a dataclass has no room for `{maker}`"),
            );
        }
    }
    let initializer = initializer(class, scope, module).map_err(|error| vec![error])?;
    let receiver = initializer.parameters.iter_non_variadic_params().next();
    let Some(receiver) = receiver else {
        return refuse(&initializer.name, "`__init__` takes no instance".to_owned());
    };
    if request.is_frozen {
        for method in ["__setattr__", "__delattr__"] {
            if has_own(method, scope, module) || bases.have(method) {
                return refuse(
                    &class.name,
                    format!("`{name}` has `{method}`, which a frozen dataclass has, too"),
                );
            }
        }
    }
    // One that the class has itself is left by the decorator; one above would be hidden.
    let keeps_equality = bases.is_exception || bases.have("__eq__") || request.keeps_identity;
    Ok(Facts {
        class,
        scope,
        initializer,
        receiver: receiver.name().as_str(),
        attributes: attributes_of(class, semantic),
        keeps_equality: keeps_equality && !has_own("__eq__", scope, module),
        keeps_representation: (bases.is_exception || bases.have("__repr__"))
            && !has_own("__repr__", scope, module),
    })
}

fn has_own(method: &str, scope: ScopeId, module: &Module<'_>) -> bool {
    module.semantic.symbol_in(scope, method).is_some()
}

fn initializer<'a>(
    class: &'a StmtClassDef,
    scope: ScopeId,
    module: &Module<'a>,
) -> Result<&'a StmtFunctionDef, SpecError> {
    let semantic = &module.semantic;
    let name = &class.name;
    let bindings: Vec<_> = semantic
        .symbol_in(scope, "__init__")
        .map(|symbol| semantic.bindings_of(symbol).collect())
        .unwrap_or_default();
    let [binding] = &*bindings else {
        let what =
            if bindings.is_empty() { "no `__init__` of its own" } else { "several `__init__`" };
        return Err(module.error(name, format!("`{name}` has {what}")));
    };
    let binding = semantic.binding(*binding);
    let refuse = |message: &str| Err(module.error(binding.range, message));
    let BindingKind::Function(function) = binding.kind else {
        return refuse("`__init__` is no function that is defined here");
    };
    if !class
        .body
        .iter()
        .any(|it| it.as_function_def_stmt().is_some_and(|it| std::ptr::eq(it, function)))
    {
        return refuse("`__init__` depends on a condition");
    }
    if let Some(decorator) = function.decorator_list.first() {
        return Err(module.error(decorator, "a decorator may change what `__init__` does"));
    }
    if function.type_params.is_some() || function.is_async {
        return refuse("a dataclass has no such `__init__`");
    }
    if let Some(variadic) =
        function.parameters.vararg.as_ref().or(function.parameters.kwarg.as_ref())
    {
        let message = format!("a dataclass takes no such number of arguments: `{}`", variadic.name);
        return Err(module.error(&**variadic, message));
    }
    Ok(function)
}
