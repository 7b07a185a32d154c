//! The decorators that a stub has as well.

use ruff_python_ast::{Decorator, Expr};

use super::walk::Writer;

/// Those that say something of a type, by their dotted names.
const MEANINGFUL: &[&str] = &[
    "abc.abstractclassmethod",
    "abc.abstractmethod",
    "abc.abstractproperty",
    "abc.abstractstaticmethod",
    "attr.attrs",
    "attr.dataclass",
    "attr.define",
    "attr.frozen",
    "attr.mutable",
    "attr.s",
    "attrs.define",
    "attrs.frozen",
    "attrs.mutable",
    "builtins.classmethod",
    "builtins.property",
    "builtins.staticmethod",
    "contextlib.asynccontextmanager",
    "contextlib.contextmanager",
    "dataclasses.dataclass",
    "enum.member",
    "enum.nonmember",
    "enum.property",
    "enum.unique",
    "functools.cache",
    "functools.cached_property",
    "functools.lru_cache",
    "functools.singledispatch",
    "functools.singledispatchmethod",
    "functools.total_ordering",
    "pydantic.dataclasses.dataclass",
    "types.coroutine",
    "types.DynamicClassAttribute",
    "warnings.deprecated",
];

/// Those of `typing` that do.
const TYPING: &[&str] = &[
    "dataclass_transform",
    "deprecated",
    "disjoint_base",
    "final",
    "no_type_check",
    "overload",
    "override",
    "runtime_checkable",
    "type_check_only",
];

impl<'a> Writer<'_, 'a> {
    /// The decorators that say something of a type. The others are told of: what they make of it,
    /// only they know.
    pub(super) fn decorators(&mut self, given: &'a [Decorator], name: &str) -> Vec<Decorator> {
        let mut kept = Vec::new();
        for decorator in given {
            let callee = match &decorator.expression {
                Expr::Call(call) => &*call.func,
                other => other,
            };
            let is_accessor = callee.as_attribute_expr().is_some_and(|attribute| {
                matches!(attribute.attr.as_str(), "setter" | "deleter" | "getter")
                    && attribute.value.as_name_expr().is_some_and(|owner| owner.id == name)
            });
            let qualified = self.semantic.qualified_name(callee);
            let is_meaningful = qualified.as_ref().is_some_and(|qualified| {
                qualified.is_any(MEANINGFUL)
                    || TYPING.iter().any(|member| qualified.is_typing(member))
            });
            if is_accessor || is_meaningful {
                kept.push(decorator.clone());
            } else if !qualified.as_ref().is_some_and(|it| it.is("functools.wraps")) {
                let text = &self.semantic.source()[callee_range(callee)];
                let message = format!("what `@{text}` makes of `{name}` is not in the stub");
                self.warn(&decorator.expression, message);
            }
        }
        kept
    }
}

fn callee_range(callee: &Expr) -> std::ops::Range<usize> {
    ruff_text_size::Ranged::range(callee).to_std_range()
}
