//! Types of calls.

use ruff_python_ast::{Expr, ExprCall, StmtFunctionDef};

use super::Type;
use super::builtins::{call_result, library_result, method_result};
use super::expressions::Inference;
use crate::{BindingKind, ScopeKind, Target};

/// Classes of the standard library that make their own instances when called.
const LIBRARY_CLASSES: &[&str] = &[
    "pathlib.Path",
    "pathlib.PurePath",
    "pathlib.PurePosixPath",
    "pathlib.PosixPath",
    "decimal.Decimal",
    "fractions.Fraction",
    "datetime.date",
    "datetime.datetime",
    "datetime.time",
    "datetime.timedelta",
    "argparse.ArgumentParser",
    "io.BytesIO",
    "io.StringIO",
    "uuid.UUID",
];

impl<'a> Inference<'_, 'a> {
    pub(super) fn call(&mut self, call: &'a ExprCall) -> Option<Type<'a>> {
        match &*call.func {
            Expr::Name(name) => match self.semantic.target_of(name)? {
                Target::Builtin => self.builtin_call(&name.id, call),
                Target::Binding(id) => match self.semantic.binding(id).kind {
                    BindingKind::Class(_) => self.instance(&call.func),
                    BindingKind::Function(function) if !function.is_async => {
                        self.annotated_result(function)
                    }
                    BindingKind::Parameter if self.is_class_receiver(&call.func) => {
                        Some(Type::SelfInstance)
                    }
                    _ => self.library_call(call),
                },
                _ => None,
            },
            Expr::Attribute(attribute) => {
                // `self.__class__(...)`
                if attribute.attr.as_str() == "__class__" {
                    let found = self.expression(&attribute.value)?;
                    return (found == Type::SelfInstance).then_some(found);
                }
                if attribute.attr.as_str() == "__new__" {
                    return self.new_call(call);
                }
                if let Some(found) = self.library_call(call) {
                    return Some(found);
                }
                let receiver = self.expression(&attribute.value)?;
                known(method_result(receiver.builtin_name()?, &attribute.attr)?)
            }
            // `type(self)(...)`
            Expr::Call(inner) if self.semantic.is_builtin(&inner.func, "type") => {
                let [argument] = &*inner.arguments.args else { return None };
                let found = self.expression(argument)?;
                (found == Type::SelfInstance).then_some(found)
            }
            _ => None,
        }
    }

    fn builtin_call(&mut self, name: &str, call: &'a ExprCall) -> Option<Type<'a>> {
        let arguments = &*call.arguments.args;
        match (name, arguments) {
            ("abs", [argument]) => {
                let found = self.expression(argument)?;
                match found.builtin_name()? {
                    "bool" | "int" => Some(Type::builtin("int")),
                    "float" | "complex" => Some(Type::builtin("float")),
                    _ => None,
                }
            }
            ("round", [_]) if call.arguments.keywords.is_empty() => Some(Type::builtin("int")),
            ("min" | "max", [_, _, ..]) if call.arguments.keywords.is_empty() => {
                let types: Option<Vec<_>> =
                    arguments.iter().map(|argument| self.expression(argument)).collect();
                Type::union(types?)
            }
            // The three-argument form makes a class of its own.
            ("type", [_]) => Some(Type::builtin("type")),
            ("list" | "sorted" | "set" | "frozenset", [argument, ..]) => {
                let found = self.expression(argument);
                let element = found.and_then(element_of);
                let class = call_result(name)?;
                Some(Type::container(class, element.map(|element| vec![element])))
            }
            _ => known(call_result(name)?),
        }
    }

    /// `await function(...)`
    pub(super) fn awaited(&self, awaited: &'a Expr) -> Option<Type<'a>> {
        let function = awaited.as_call_expr()?.func.as_name_expr()?;
        match self.semantic.binding(self.semantic.binding_of(function)?).kind {
            BindingKind::Function(function) if function.is_async => self.annotated_result(function),
            _ => None,
        }
    }

    /// What a function of this file says it returns, if that is a builtin class or `None`.
    fn annotated_result(&self, function: &'a StmtFunctionDef) -> Option<Type<'a>> {
        let returns = function.returns.as_deref()?;
        if !function.decorator_list.is_empty() {
            return None;
        }
        match returns {
            Expr::NoneLiteral(_) => Some(Type::None),
            returns => self.semantic.annotated_builtin(returns),
        }
    }

    /// What a class of this file makes; not if it is generic, or if its metaclass or `__new__`
    /// may have it otherwise.
    fn instance(&mut self, function: &'a Expr) -> Option<Type<'a>> {
        let name = function.as_name_expr()?;
        let BindingKind::Class(class) = self.semantic.binding(self.semantic.binding_of(name)?).kind
        else {
            return None;
        };
        let makes_others = class.body.iter().any(|statement| {
            statement.as_function_def_stmt().is_some_and(|it| it.name.as_str() == "__new__")
        });
        let has_metaclass = class.keywords().iter().any(|keyword| {
            keyword.arg.as_deref() == Some("metaclass")
                && !self
                    .semantic
                    .qualified_name(&keyword.value)
                    .is_some_and(|name| name.is_any(&["abc.ABCMeta", "enum.EnumMeta"]))
        });
        let is_plain = class.type_params.is_none()
            && !has_metaclass
            && class.bases().iter().all(|base| !base.is_subscript_expr());
        (is_plain && !makes_others).then(|| self.semantic.instance_of(function)).flatten()
    }

    fn library_call(&mut self, call: &'a ExprCall) -> Option<Type<'a>> {
        let name = self.semantic.qualified_name(&call.func)?;
        if let Some(found) = library_result(name.segments()) {
            return known(found);
        }
        name.is_any(LIBRARY_CLASSES).then(|| self.semantic.instance_of(&call.func)).flatten()
    }

    /// `super().__new__(cls)`, `object.__new__(cls)`
    fn new_call(&mut self, call: &'a ExprCall) -> Option<Type<'a>> {
        let [class, ..] = &*call.arguments.args else { return None };
        self.is_class_receiver(class).then_some(Type::SelfInstance)
    }

    /// Whether an expression is the `cls` of a class method or of `__new__`.
    fn is_class_receiver(&self, expression: &'a Expr) -> bool {
        let semantic = self.semantic;
        let Expr::Name(name) = expression else { return false };
        let Some(id) = semantic.binding_of(name) else { return false };
        let binding = semantic.binding(id);
        let ScopeKind::Function(function) = semantic.scope(binding.scope).kind else {
            return false;
        };
        let is_first = function
            .parameters
            .iter_non_variadic_params()
            .next()
            .is_some_and(|first| semantic.binding_made_by(&first.parameter) == Some(id));
        let is_only =
            binding.previous.is_none() && semantic.symbol(binding.symbol).last == Some(id);
        is_first
            && is_only
            && (function.name.as_str() == "__new__"
                || function
                    .decorator_list
                    .iter()
                    .any(|decorator| semantic.is_builtin(&decorator.expression, "classmethod")))
            && semantic.enclosing_class(function).is_some_and(|class| !semantic.is_metaclass(class))
    }
}

fn known<'a>(name: &'static str) -> Option<Type<'a>> {
    Some(match name {
        "None" => Type::None,
        "list[str]" => Type::container("list", Some(vec![Type::builtin("str")])),
        "list[bytes]" => Type::container("list", Some(vec![Type::builtin("bytes")])),
        other => Type::builtin(other),
    })
}

/// What going through a value gives.
fn element_of(container: Type<'_>) -> Option<Type<'_>> {
    match container {
        Type::Instance(super::Class::Builtin("str"), _) => Some(Type::builtin("str")),
        Type::Instance(super::Class::Builtin("bytes" | "range"), _) => Some(Type::builtin("int")),
        Type::Instance(super::Class::Builtin("tuple"), elements) => Type::union(elements),
        // The keys of a `dict` come first.
        Type::Instance(_, arguments) => arguments.into_iter().next(),
        _ => None,
    }
}
