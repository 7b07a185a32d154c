//! Classes whose fields are their annotated attributes.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::helpers::map_callable;
use ruff_python_ast::{Expr, ExprCall, StmtClassDef};

/// What makes a class's annotated attributes its fields.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Dataclass {
    /// `dataclasses.dataclass`.
    Standard,
    /// `attrs`, where annotations make fields.
    Attrs,
    /// `attrs`, where only `attr.ib()` makes fields.
    AttrsByCall,
    /// `pydantic.dataclasses`, which copies defaults for each instance.
    Pydantic,
}

/// What makes a class a dataclass, if it is one.
pub(crate) fn dataclass_kind<'a>(
    class: &'a StmtClassDef,
    semantic: &Semantic<'a>,
) -> Option<Dataclass> {
    class.decorator_list.iter().find_map(|decorator| {
        let name = semantic.qualified_name(map_callable(&decorator.expression))?;
        match name.segments() {
            ["dataclasses", "dataclass"] => Some(Dataclass::Standard),
            ["pydantic", "dataclasses", "dataclass"] => Some(Dataclass::Pydantic),
            ["attr" | "attrs", "define" | "frozen" | "mutable"] | ["attr", "s" | "attrs"] => {
                let call = decorator.expression.as_call_expr();
                let keyword = call.and_then(|call| call.arguments.find_keyword("auto_attribs"));
                let is_automatic = match keyword.map(|keyword| &keyword.value) {
                    Some(Expr::BooleanLiteral(literal)) => literal.value,
                    Some(Expr::NoneLiteral(_)) => true,
                    Some(_) => false,
                    None => call.is_some() || name.segments()[1] != "s",
                };
                Some(if is_automatic { Dataclass::Attrs } else { Dataclass::AttrsByCall })
            }
            _ => None,
        }
    })
}

/// Whether a call describes a field: `field(...)`, `attr.ib(...)`.
pub(crate) fn is_field_call<'a>(
    function: &'a Expr,
    kind: Dataclass,
    semantic: &Semantic<'a>,
) -> bool {
    semantic.qualified_name(function).is_some_and(|name| match kind {
        Dataclass::Standard => name.is("dataclasses.field"),
        Dataclass::Attrs | Dataclass::AttrsByCall => matches!(
            name.segments(),
            ["attr", "ib" | "attrib"] | ["attr" | "attrs", "field" | "Factory"]
        ),
        Dataclass::Pydantic => false,
    })
}

/// The default that a call describing a field gives: `x` in `field(default=x)`.
pub(crate) fn field_default(call: &ExprCall) -> Option<&Expr> {
    call.arguments.find_keyword("default").map(|keyword| &keyword.value)
}
