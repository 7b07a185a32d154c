//! What makes a class more than a class: dataclasses, named tuples, enumerations.

use ruff_python_ast::Expr;
use ruff_python_ast::helpers::map_callable;

use super::ancestry::{Ancestry, ClassReference};

/// The enumerations of the standard library.
pub(super) const ENUMERATIONS: &[&str] =
    &["enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag", "enum.ReprEnum"];

/// What makes a class more than a class.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct ClassKind {
    /// Whether annotations in the body are fields of instances.
    pub(super) has_fields: bool,
    /// Whether fields cannot be set.
    pub(super) is_frozen: bool,
    /// Whether what the body assigns are the class's only instances.
    pub(super) is_enumeration: bool,
}

impl ClassKind {
    /// What a class is. Its ancestry is that of the class that is asked for.
    pub(super) fn of(class: &ClassReference<'_>, ancestry: &Ancestry<'_>) -> Self {
        let semantic = &class.environment.module.semantic;
        let mut kind = Self::default();
        for decorator in &class.class.decorator_list {
            let expression = &decorator.expression;
            let Some(name) = semantic.qualified_name(map_callable(expression)) else { continue };
            let freezes = match name.segments() {
                ["dataclasses", "dataclass"]
                | ["attr", "s" | "attrs" | "define" | "mutable" | "dataclass"]
                | ["attrs", "define" | "mutable"]
                | ["pydantic", "dataclasses", "dataclass"] => is_true(expression, "frozen"),
                ["attr" | "attrs", "frozen"] => true,
                _ => continue,
            };
            kind.has_fields = true;
            kind.is_frozen = freezes;
        }
        let is_named_tuple = class.class.bases().iter().any(|base| {
            semantic.qualified_name(base).is_some_and(|name| name.is_typing("NamedTuple"))
        });
        if is_named_tuple {
            kind.has_fields = true;
            kind.is_frozen = true;
        }
        kind.is_enumeration = ancestry.has_foreign(ENUMERATIONS);
        kind
    }
}

fn is_true(decorator: &Expr, keyword: &str) -> bool {
    decorator.as_call_expr().and_then(|call| call.arguments.find_keyword(keyword)).is_some_and(
        |keyword| matches!(&keyword.value, Expr::BooleanLiteral(literal) if literal.value),
    )
}
