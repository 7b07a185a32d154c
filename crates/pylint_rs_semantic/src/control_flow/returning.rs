//! Calls that never return.

use ruff_python_ast::{Expr, NodeKind, Stmt, StmtFunctionDef};

use crate::{BindingKind, NodeId, Semantic, Target};

/// Whether a call comes back.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub(super) enum Returning {
    /// As calls do.
    Normally,
    /// By all appearance it does not.
    Unlikely,
    /// Never.
    Never,
}

/// How many functions, each of which ends by calling the next, are looked through.
const MOST_CALLS: u32 = 3;

/// Functions that never return.
const NEVER: [&str; 14] = [
    "sys.exit",
    "os._exit",
    "os.abort",
    "builtins.exit",
    "builtins.quit",
    "os.execl",
    "os.execle",
    "os.execlp",
    "os.execlpe",
    "os.execv",
    "os.execve",
    "os.execvp",
    "os.execvpe",
    "_thread.exit",
];

/// Functions that raise to end a test, or a run.
const UNLIKELY: [&str; 4] = ["pytest.fail", "pytest.skip", "pytest.exit", "pytest.xfail"];

impl<'a> Semantic<'a> {
    /// Whether an expression is a call that, by all appearance, never returns: of `sys.exit`, of
    /// a function that says so or ends by raising, of `self.fail` in a test.
    pub fn never_returns(&self, expression: &'a Expr) -> bool {
        self.returning(expression) != Returning::Normally
    }

    /// Whether an expression is a call that surely never returns. As [`Self::returning`], but
    /// asks nothing of methods of this file, which may be overridden.
    pub(super) fn surely_never_returns(&self, expression: &'a Expr) -> bool {
        let call = match expression {
            Expr::Await(awaited) => &*awaited.value,
            expression => expression,
        };
        let Expr::Call(call) = call else { return false };
        match &*call.func {
            Expr::Attribute(method) => {
                is_name_of_known(&method.attr)
                    && self.known_returning(&call.func) == Returning::Never
            }
            Expr::Name(_) => self.returning(expression) == Returning::Never,
            _ => false,
        }
    }

    /// Whether an expression, evaluated as a statement, comes to its end.
    pub(super) fn returning(&self, expression: &'a Expr) -> Returning {
        self.returning_within(expression, MOST_CALLS)
    }

    /// As [`Self::returning`], looking through so many functions that end with such a call.
    fn returning_within(&self, expression: &'a Expr, calls: u32) -> Returning {
        let call = match expression {
            Expr::Await(awaited) => &*awaited.value,
            expression => expression,
        };
        let Expr::Call(call) = call else { return Returning::Normally };
        let (name, is_method) = match &*call.func {
            Expr::Name(name) => (name.id.as_str(), false),
            Expr::Attribute(method) => (method.attr.as_str(), true),
            _ => return Returning::Normally,
        };
        if let Some(function) = self.function_called(&call.func)
            && function.is_async == expression.is_await_expr()
        {
            let returning = self.function_returning(function, calls);
            // A method may be another one in a subclass.
            return if is_method { returning.min(Returning::Unlikely) } else { returning };
        }
        let known = self.known_returning(&call.func);
        let by_name = match &*call.func {
            Expr::Attribute(method) => ends_by_convention(&method.value, name),
            _ => raises_by_name(name),
        };
        if by_name { known.max(Returning::Unlikely) } else { known }
    }

    /// The only function or method of this file that a name, or an attribute of `self` or `cls`,
    /// can mean.
    fn function_called(&self, callee: &'a Expr) -> Option<&'a StmtFunctionDef> {
        let binding = match callee {
            Expr::Name(name) => self.binding_of(name)?,
            Expr::Attribute(method) => {
                let object = method.value.as_name_expr()?;
                if !matches!(object.id.as_str(), "self" | "cls") {
                    return None;
                }
                let class = self.enclosing_class(self.enclosing_function(object)?)?;
                let symbol = self.symbol_in(self.scope_made_by(class)?, &method.attr)?;
                self.symbol(symbol).last?
            }
            _ => return None,
        };
        let binding = self.binding(binding);
        match binding.kind {
            BindingKind::Function(function) if binding.previous.is_none() => Some(function),
            // Of several versions of a function, those that say how they end are believed.
            BindingKind::Function(function) if function.returns.is_some() => Some(function),
            _ => None,
        }
    }

    /// What is known of an imported or builtin function.
    fn known_returning(&self, function: &'a Expr) -> Returning {
        let last = match function {
            Expr::Attribute(attribute) => attribute.attr.as_str(),
            Expr::Name(name) => match self.target_of(name) {
                Some(Target::Binding(binding)) => match self.binding(binding).kind {
                    BindingKind::FromImport { alias, .. } => alias.name.as_str(),
                    _ => return Returning::Normally,
                },
                Some(Target::Builtin) => name.id.as_str(),
                _ => return Returning::Normally,
            },
            _ => return Returning::Normally,
        };
        if !is_name_of_known(last) {
            return Returning::Normally;
        }
        match self.qualified_name(function) {
            Some(name) if name.is_any(&NEVER) || name.is_typing("assert_never") => Returning::Never,
            Some(name) if name.is_any(&UNLIKELY) => Returning::Unlikely,
            _ => Returning::Normally,
        }
    }

    fn function_returning(&self, function: &'a StmtFunctionDef, calls: u32) -> Returning {
        if let Some(returns) = &function.returns {
            return if self.is_typing(returns, "NoReturn") || self.is_typing(returns, "Never") {
                Returning::Never
            } else {
                Returning::Normally
            };
        }
        let is_plain = function.decorator_list.iter().all(|decorator| {
            ["classmethod", "staticmethod"]
                .iter()
                .any(|name| self.is_builtin(&decorator.expression, name))
        });
        let ends_early = is_plain
            && function.body.last().is_some_and(|last| self.always_leaves(last, calls))
            && !self.has_own(function, NodeKind::StmtReturn)
            && !self.has_own(function, NodeKind::ExprYield)
            && !self.has_own(function, NodeKind::ExprYieldFrom);
        if ends_early { Returning::Unlikely } else { Returning::Normally }
    }

    /// Whether a statement is plainly one that raises. What raises `NotImplementedError` is there
    /// to be overridden.
    fn always_leaves(&self, statement: &'a Stmt, calls: u32) -> bool {
        match statement {
            Stmt::Raise(raise) => !raise.exc.as_deref().is_some_and(|exception| {
                let exception = match exception {
                    Expr::Call(call) => &call.func,
                    exception => exception,
                };
                self.is_builtin(exception, "NotImplementedError")
            }),
            Stmt::Expr(statement) => calls.checked_sub(1).is_some_and(|calls| {
                self.returning_within(&statement.value, calls) != Returning::Normally
            }),
            _ => false,
        }
    }

    /// Whether a function's own body has a node of a kind.
    fn has_own(&self, function: &'a StmtFunctionDef, kind: NodeKind) -> bool {
        let id = self.id(function);
        let Some(scope) = self.scope_made_by(function) else { return false };
        let nodes = self.nodes().of_kind(kind);
        let first = nodes.partition_point(|node| *node < id);
        nodes[first..]
            .iter()
            .take_while(|node| self.nodes().contains(id, **node))
            .any(|node: &NodeId| self.node(*node).scope == scope)
    }
}

/// Whether a function of [`NEVER`] or [`UNLIKELY`] has that name: asked before the costlier
/// question what the name means.
fn is_name_of_known(name: &str) -> bool {
    matches!(name, "exit" | "_exit" | "abort" | "quit" | "assert_never" | "fail" | "skip" | "xfail")
        || name.starts_with("exec")
}

/// Whether a function's name says that it raises.
fn raises_by_name(name: &str) -> bool {
    let name = name.trim_start_matches('_');
    name == "reraise" || name == "raise" || name.starts_with("raise_")
}

/// Whether a method's name says that it raises: `self.fail()` in a test, `parser.error()`.
fn ends_by_convention(object: &Expr, method: &str) -> bool {
    let object = match object {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => "",
    };
    match method {
        "fail" => true,
        "skipTest" => object == "self",
        "error" | "exit" => {
            matches!(object, "parser" | "ap" | "ctx") || object.ends_with("_parser")
        }
        "abort" => object == "ctx",
        "reraise" => object == "six",
        _ => raises_by_name(method),
    }
}
