//! BLE001.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::QualifiedName;
use ruff_python_ast::helpers::Truthiness;
use ruff_python_ast::{ExceptHandlerExceptHandler, Expr, ExprCall, Stmt, StmtRaise};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::logger::is_logger;

/// What else counts as logging.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Dotted names of imported objects that are loggers.
    logger_objects: Vec<String>,
}

struct BlindExcept {
    options: Options,
}

impl Rule for BlindExcept {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "BLE001",
        name: "blind-except",
        category: Category::Suspicious,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds handlers of `Exception` and `BaseException` that neither raise nor log what they caught.

They take a slip in the code for the failure that was expected, and hide it. `BaseException` also
takes in `KeyboardInterrupt` and `SystemExit`. Catch what can be expected; if it has to be
everything, log it with its traceback (`logging.exception`, `exc_info=True`), or raise it again.

## Options

- `logger-objects`: dotted names of imported objects that are loggers (`"project.log"`).

```python bad
def load(path):
    try:
        return open(path).read()
    except Exception:
        return ""
```

```python good
def load(path):
    try:
        return open(path).read()
    except FileNotFoundError:
        return ""
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl BlindExcept {
    fn check<'a>(&self, handler: &'a ExceptHandlerExceptHandler, checker: &mut Checker<'a>) {
        let Some(caught) = handler.type_.as_deref() else { return };
        let Some((class, name)) = general_class(caught, checker) else { return };
        let caught = handler.name.as_ref().map(|name| name.as_str());
        if !self.lets_know(&handler.body, caught, checker) {
            checker.report(class, format!("`{name}` is caught, and neither raised nor logged"));
        }
    }

    /// Whether a statement raises or logs the exception: not looking into functions, classes and
    /// other `try` statements.
    fn lets_know<'a>(
        &self,
        body: &'a [Stmt],
        caught: Option<&str>,
        checker: &Checker<'a>,
    ) -> bool {
        body.iter().any(|statement| match statement {
            Stmt::Raise(raise) => raises(raise, caught),
            Stmt::Expr(expression) => match &*expression.value {
                Expr::Call(call) => self.logs(call, checker),
                _ => false,
            },
            Stmt::If(inner) => {
                self.lets_know(&inner.body, caught, checker)
                    || inner
                        .elif_else_clauses
                        .iter()
                        .any(|clause| self.lets_know(&clause.body, caught, checker))
            }
            Stmt::For(inner) => {
                self.lets_know(&inner.body, caught, checker)
                    || self.lets_know(&inner.orelse, caught, checker)
            }
            Stmt::While(inner) => {
                self.lets_know(&inner.body, caught, checker)
                    || self.lets_know(&inner.orelse, caught, checker)
            }
            Stmt::With(inner) => self.lets_know(&inner.body, caught, checker),
            Stmt::Match(inner) => {
                inner.cases.iter().any(|case| self.lets_know(&case.body, caught, checker))
            }
            _ => false,
        })
    }

    /// Whether a call logs with the traceback.
    fn logs<'a>(&self, call: &'a ExprCall, checker: &Checker<'a>) -> bool {
        let semantic = checker.semantic();
        let function;
        let method = match &*call.func {
            Expr::Attribute(attribute) => {
                if !is_logger(&attribute.value, semantic, &self.options.logger_objects) {
                    return false;
                }
                attribute.attr.as_str()
            }
            Expr::Name(_) => {
                function = semantic.qualified_name(&call.func);
                match function.as_ref().map(QualifiedName::segments) {
                    Some(["logging", function]) => function,
                    _ => return false,
                }
            }
            _ => return false,
        };
        match method {
            "exception" => true,
            "debug" | "info" | "warn" | "warning" | "error" | "critical" | "log" => {
                call.arguments.find_keyword("exc_info").is_some_and(|keyword| {
                    let scope = semantic.scope_of(&keyword.value);
                    Truthiness::from_expr(&keyword.value, |name| {
                        semantic.is_builtin_in(name, scope)
                    })
                    .into_bool()
                        != Some(false)
                })
            }
            _ => false,
        }
    }
}

/// The first class among those caught that takes in all exceptions, and its name.
fn general_class<'a>(
    caught: &'a Expr,
    checker: &Checker<'a>,
) -> Option<(&'a Expr, &'static str)> {
    if let Expr::Tuple(tuple) = caught {
        return tuple.elts.iter().find_map(|element| general_class(element, checker));
    }
    let name = checker.semantic().qualified_name(caught)?;
    ["BaseException", "Exception"]
        .into_iter()
        .find(|class| matches!(name.segments(), ["builtins", last] if last == class))
        .map(|class| (caught, class))
}

/// Whether the caught exception itself is raised, or is the cause of what is.
fn raises(raise: &StmtRaise, caught: Option<&str>) -> bool {
    let is_caught = |expression: Option<&Expr>| {
        matches!(expression, Some(Expr::Name(name)) if caught == Some(name.id.as_str()))
    };
    raise.exc.is_none() || is_caught(raise.exc.as_deref()) || is_caught(raise.cause.as_deref())
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BlindExcept>();
