//! What sort of class it is, which decides what accessors it can have.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::helpers::{map_callable, map_subscript};
use ruff_python_ast::{Expr, StmtClassDef};

use super::Style;
use crate::SpecError;
use crate::from_python::Module;

/// What of a class matters to its accessors.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClassKind {
    /// Whether its instances can be changed.
    pub(super) is_changeable: bool,
    /// Whether nothing but Python itself reads the annotations of its body.
    pub(super) is_plain: bool,
}

/// Decorators that make attributes of the annotations in a class's body.
const FIELD_DECORATORS: &[&str] = &[
    "dataclasses.dataclass",
    "pydantic.dataclasses.dataclass",
    "attr.s",
    "attr.attrs",
    "attr.attributes",
    "attr.dataclass",
    "attr.define",
    "attr.mutable",
    "attr.frozen",
    "attrs.define",
    "attrs.mutable",
    "attrs.frozen",
];

/// Methods through which every access to an attribute goes.
const INTERCEPTORS: &[&str] = &["__getattr__", "__getattribute__", "__setattr__", "__delattr__"];

/// Bases that make nothing of annotations in a class's body.
const INERT_BASES: &[&str] = &["object", "abc.ABC", "Exception", "BaseException"];

/// What sort of class it is.
///
/// # Errors
/// If it can have no accessors of that style.
pub(super) fn kind_of<'a>(
    class: &'a StmtClassDef,
    module: &Module<'a>,
    style: Style,
) -> Result<ClassKind, SpecError> {
    let semantic = &module.semantic;
    let has_base =
        |names: &[&str]| semantic.any_base(class, &mut |base| names.iter().any(|it| base.is(it)));
    let has_typing = |name: &str| semantic.any_base(class, &mut |base| base.is_typing(name));
    let refuse = |what: &str| {
        Err(module.error(&class.name, format!("`{}` is {what}, and has no accessors", class.name)))
    };
    if has_typing("TypedDict") {
        return refuse("a TypedDict");
    }
    if has_typing("Protocol") {
        return refuse("a protocol");
    }
    if has_base(&["enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag"]) {
        return refuse("an enumeration");
    }
    let is_tuple = has_typing("NamedTuple");
    let field_decorator = class.decorator_list.iter().find(|decorator| {
        semantic
            .qualified_name(map_callable(&decorator.expression))
            .is_some_and(|name| name.is_any(FIELD_DECORATORS))
    });
    let is_frozen = is_tuple
        || field_decorator.is_some_and(|decorator| is_frozen(&decorator.expression, semantic));
    if style == Style::Property {
        let reason = if is_tuple {
            Some("is a NamedTuple".to_owned())
        } else if field_decorator.is_some() {
            Some("has its fields made by a decorator".to_owned())
        } else if module.file.kind().is_stub() {
            Some("is in a stub".to_owned())
        } else {
            intercepted(class, semantic).map(|method| format!("has `{method}`"))
        };
        if let Some(reason) = reason {
            let message = format!(
                "`{}` {reason}: properties would not be what its attributes are; \
                 `--style methods` can be had",
                class.name
            );
            return Err(module.error(&class.name, message));
        }
    }
    let is_plain = field_decorator.is_none()
        && class.decorator_list.is_empty()
        && semantic.classes_above(class).iter().all(|above| has_inert_bases(above, semantic));
    Ok(ClassKind { is_changeable: !is_frozen, is_plain })
}

fn is_frozen<'a>(decorator: &'a Expr, semantic: &Semantic<'a>) -> bool {
    let is_by_name = semantic
        .qualified_name(map_callable(decorator))
        .is_some_and(|name| name.is_any(&["attr.frozen", "attrs.frozen"]));
    let is_by_keyword = decorator.as_call_expr().is_some_and(|call| {
        call.arguments.find_keyword("frozen").is_some_and(|keyword| {
            keyword.value.as_boolean_literal_expr().is_none_or(|literal| literal.value)
        })
    });
    is_by_name || is_by_keyword
}

fn intercepted<'a>(class: &'a StmtClassDef, semantic: &Semantic<'a>) -> Option<&'static str> {
    semantic.classes_above(class).into_iter().find_map(|class| {
        let scope = semantic.scope_made_by(class)?;
        INTERCEPTORS.iter().copied().find(|method| semantic.symbol_in(scope, method).is_some())
    })
}

/// Whether each base is of this file, or known to make nothing of annotations.
fn has_inert_bases<'a>(class: &'a StmtClassDef, semantic: &Semantic<'a>) -> bool {
    let is_inert = |base: &'a Expr| {
        let base = map_subscript(base);
        semantic.is_typing(base, "Generic")
            || semantic.qualified_name(base).is_some_and(|name| name.is_any(INERT_BASES))
            || INERT_BASES.iter().any(|name| semantic.is_builtin(base, name))
            || base.as_name_expr().and_then(|name| semantic.binding_of(name)).is_some_and(|id| {
                matches!(semantic.binding(id).kind, pylint_rs_semantic::BindingKind::Class(_))
            })
    };
    class.bases().iter().all(is_inert)
        && class.keywords().iter().all(|keyword| {
            keyword.arg.as_deref() == Some("metaclass")
                && semantic.qualified_name(&keyword.value).is_some_and(|it| it.is("abc.ABCMeta"))
        })
}
