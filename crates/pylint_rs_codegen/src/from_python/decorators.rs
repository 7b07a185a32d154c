//! What the decorators of a method make of it.

use pylint_rs_semantic::Semantic;
use ruff_python_ast::{Expr, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

use super::type_writer::Problem;

/// What the decorators of a method make of it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Decoration {
    pub(super) role: Role,
    pub(super) is_overload: bool,
    pub(super) is_context_manager: bool,
}

/// What a function in a class is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Role {
    /// A method of instances.
    #[default]
    Instance,
    /// A method of the class.
    Class,
    /// A function.
    Static,
    /// A property's getter.
    Getter,
    /// A property that is kept once it was asked for.
    Cached,
    /// A property's setter.
    Setter,
    /// A property's deleter.
    Deleter,
    /// A property of the class, which type checkers do not agree on.
    ClassProperty,
}

impl Decoration {
    /// What the decorators of a function make of it, or the first one of which that is not known.
    pub(super) fn of<'a>(
        function: &'a StmtFunctionDef,
        semantic: &Semantic<'a>,
    ) -> Result<Self, Problem> {
        let mut decoration = Self::default();
        // Some methods need no decorator to be what they are.
        match function.name.as_str() {
            "__class_getitem__" | "__init_subclass__" => decoration.role = Role::Class,
            "__new__" => decoration.role = Role::Static,
            _ => {}
        }
        for decorator in &function.decorator_list {
            decoration.add(&decorator.expression, function, semantic)?;
        }
        Ok(decoration)
    }

    fn add<'a>(
        &mut self,
        expression: &'a Expr,
        function: &'a StmtFunctionDef,
        semantic: &Semantic<'a>,
    ) -> Result<(), Problem> {
        if let Expr::Attribute(attribute) = expression
            && attribute.value.as_name_expr().is_some_and(|name| name.id == function.name.id)
        {
            match attribute.attr.as_str() {
                "setter" => self.role = Role::Setter,
                "deleter" => self.role = Role::Deleter,
                "getter" => self.role = Role::Getter,
                _ => return Err(unknown(expression.range(), attribute.attr.as_str())),
            }
            return Ok(());
        }
        let callee = match expression {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        let Some(name) = semantic.qualified_name(callee) else {
            let name = semantic.source()[callee.range().to_std_range()].to_owned();
            return Err(unknown(expression.range(), &name));
        };
        match name.segments() {
            ["builtins", "property"] | ["abc", "abstractproperty"] => {
                self.role =
                    if self.role == Role::Class { Role::ClassProperty } else { Role::Getter };
            }
            ["functools", "cached_property"] => self.role = Role::Cached,
            ["builtins", "classmethod"] | ["abc", "abstractclassmethod"] => {
                self.role =
                    if self.role == Role::Getter { Role::ClassProperty } else { Role::Class };
            }
            ["builtins", "staticmethod"] | ["abc", "abstractstaticmethod"] => {
                self.role = Role::Static;
            }
            ["typing" | "typing_extensions", "overload"] => self.is_overload = true,
            ["contextlib", "contextmanager" | "asynccontextmanager"] => {
                self.is_context_manager = true;
            }
            // They leave the type as it is.
            ["abc", "abstractmethod"]
            | [
                "typing" | "typing_extensions",
                "final" | "override" | "deprecated" | "type_check_only" | "runtime_checkable",
            ]
            | ["warnings", "deprecated"]
            | ["functools", "wraps"]
            | ["types", "coroutine"] => {}
            _ => return Err(unknown(expression.range(), &name.to_string())),
        }
        Ok(())
    }
}

fn unknown(range: TextRange, name: &str) -> Problem {
    Problem { range, message: format!("what `@{name}` makes of its type cannot be read off") }
}
