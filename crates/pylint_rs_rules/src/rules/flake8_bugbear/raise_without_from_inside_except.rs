//! B904.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, ExceptHandlerExceptHandler, Expr, StmtRaise};
use ruff_text_size::Ranged;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct RaiseWithoutFromInsideExcept;

impl Rule for RaiseWithoutFromInsideExcept {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B904",
        name: "raise-without-from-inside-except",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds exceptions raised in a handler without saying what caused them.

The traceback then reads "during handling of the above exception, another exception occurred", as
if the handler itself had failed. `raise ... from error` names the cause, `raise ... from None`
hides it.

```python bad
def read(text):
    try:
        return int(text)
    except ValueError:
        raise RuntimeError("not a number")
```

```python good
def read(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError("not a number") from error
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl RaiseWithoutFromInsideExcept {
    fn check<'a>(&self, raise: &'a StmtRaise, checker: &mut Checker<'a>) {
        let Some(exception) = raise.exc.as_deref() else { return };
        if raise.cause.is_some() {
            return;
        }
        let Some(handler) = handler_around(raise, checker) else { return };
        // Raising the very exception that was caught chains nothing.
        if let (Expr::Name(raised), Some(caught)) = (exception, &handler.name)
            && raised.id == caught.id
        {
            return;
        }
        checker.report(raise, "Raised in a handler without `from`: name the cause, or `None`");
    }
}

/// The handler that runs a statement: not through functions, nor the body of another `try`.
fn handler_around<'a>(
    raise: &StmtRaise,
    checker: &Checker<'a>,
) -> Option<&'a ExceptHandlerExceptHandler> {
    for ancestor in checker.semantic().ancestors(raise) {
        match ancestor {
            AnyNodeRef::ExceptHandlerExceptHandler(handler) => return Some(handler),
            AnyNodeRef::StmtIf(_)
            | AnyNodeRef::ElifElseClause(_)
            | AnyNodeRef::StmtWith(_)
            | AnyNodeRef::StmtMatch(_)
            | AnyNodeRef::MatchCase(_) => {}
            // The `else` of a loop is left alone, as it is by Ruff.
            AnyNodeRef::StmtFor(inner) if !is_in(&inner.orelse, raise) => {}
            AnyNodeRef::StmtWhile(inner) if !is_in(&inner.orelse, raise) => {}
            _ => return None,
        }
    }
    None
}

fn is_in(block: &[ruff_python_ast::Stmt], raise: &StmtRaise) -> bool {
    block.iter().any(|statement| statement.range().contains_range(raise.range()))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<RaiseWithoutFromInsideExcept>();
