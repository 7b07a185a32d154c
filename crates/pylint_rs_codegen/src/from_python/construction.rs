//! Calls of classes.

use std::rc::Rc;

use ruff_python_ast::Expr;

use super::ancestry::Ancestry;
use super::resolution::{Definition, class_of};
use super::{Library, Module};

/// What is called and the class that it is, where a call certainly makes an instance of a class of
/// the project: one that has no type parameters and decides nothing for itself.
pub(super) fn constructed_class<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    value: &'a Expr,
) -> Option<(&'a Expr, Definition<'a>)> {
    let call = value.as_call_expr()?;
    let definition = class_of(library, module, &call.func)?;
    let class = definition.class()?;
    let ancestry = Ancestry::of(library, &definition.module, class).ok()?;
    let is_plain = ancestry.parameters.is_empty()
        && !ancestry.defines("__new__")
        && class.keywords().is_empty()
        && !ancestry.is_typed_dict()
        && definition.path().is_some();
    is_plain.then_some((&*call.func, definition))
}
