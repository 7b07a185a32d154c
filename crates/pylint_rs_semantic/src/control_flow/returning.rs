//! Calls that never return.

use ruff_python_ast::{Expr, ExprName, NodeKind, Stmt, StmtFunctionDef};

use crate::{BindingKind, NodeId, Semantic, Target};

/// Whether a call comes back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Returning {
    /// As calls do.
    Normally,
    /// By all appearance it does not.
    Unlikely,
    /// Never.
    Never,
}

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

    /// Whether an expression, evaluated as a statement, comes to its end.
    pub(super) fn returning(&self, expression: &'a Expr) -> Returning {
        let call = match expression {
            Expr::Await(awaited) => &*awaited.value,
            expression => expression,
        };
        let Expr::Call(call) = call else { return Returning::Normally };
        let is_awaited = expression.is_await_expr();
        match &*call.func {
            Expr::Name(name) => {
                let returning = self.name_returning(&call.func, name, is_awaited);
                if returning == Returning::Normally && raises_by_name(&name.id) {
                    return Returning::Unlikely;
                }
                returning
            }
            Expr::Attribute(method) => {
                let known = self.known_returning(&call.func);
                if known == Returning::Normally && ends_by_convention(&method.value, &method.attr) {
                    return Returning::Unlikely;
                }
                known
            }
            _ => Returning::Normally,
        }
    }

    /// Whether a call of what a name means comes back.
    fn name_returning(
        &self,
        function: &'a Expr,
        name: &'a ExprName,
        is_awaited: bool,
    ) -> Returning {
        match self.target_of(name) {
            Some(Target::Binding(binding)) => match self.binding(binding).kind {
                BindingKind::Function(function) if function.is_async == is_awaited => {
                    let is_only = self.binding(binding).previous.is_none();
                    self.function_returning(function, is_only)
                }
                BindingKind::FromImport { .. } => self.known_returning(function),
                _ => Returning::Normally,
            },
            Some(Target::Builtin) => self.known_returning(function),
            _ => Returning::Normally,
        }
    }

    fn known_returning(&self, function: &'a Expr) -> Returning {
        match self.qualified_name(function) {
            Some(name) if name.is_any(&NEVER) || name.is_typing("assert_never") => Returning::Never,
            Some(name) if name.is_any(&UNLIKELY) => Returning::Unlikely,
            _ => Returning::Normally,
        }
    }

    fn function_returning(&self, function: &'a StmtFunctionDef, is_only: bool) -> Returning {
        if let Some(returns) = &function.returns {
            return if self.is_typing(returns, "NoReturn") || self.is_typing(returns, "Never") {
                Returning::Never
            } else {
                Returning::Normally
            };
        }
        let ends_early = is_only
            && function.decorator_list.is_empty()
            && function.body.last().is_some_and(|last| self.always_leaves(last))
            && !self.has_own(function, NodeKind::StmtReturn)
            && !self.has_own(function, NodeKind::ExprYield)
            && !self.has_own(function, NodeKind::ExprYieldFrom);
        if ends_early { Returning::Unlikely } else { Returning::Normally }
    }

    /// Whether a statement is plainly one that raises. What raises `NotImplementedError` is there
    /// to be overridden.
    fn always_leaves(&self, statement: &'a Stmt) -> bool {
        match statement {
            Stmt::Raise(raise) => !raise.exc.as_deref().is_some_and(|exception| {
                let exception = match exception {
                    Expr::Call(call) => &call.func,
                    exception => exception,
                };
                self.is_builtin(exception, "NotImplementedError")
            }),
            Stmt::Expr(statement) => {
                let Expr::Call(call) = &*statement.value else { return false };
                self.known_returning(&call.func) == Returning::Never
            }
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

/// Whether a function's name says that it raises.
fn raises_by_name(name: &str) -> bool {
    name == "reraise" || name.starts_with("raise_")
}

/// Whether a method's name says that it raises: `self.fail()` of a test case, `parser.error()`.
fn ends_by_convention(object: &Expr, method: &str) -> bool {
    let object = match object {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => return false,
    };
    match method {
        "fail" | "skipTest" => matches!(object, "self" | "ctx"),
        "error" | "exit" => {
            matches!(object, "parser" | "ap" | "ctx") || object.ends_with("_parser")
        }
        "abort" => object == "ctx",
        "reraise" => object == "six",
        _ => raises_by_name(method),
    }
}
