//! B029.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ExceptHandlerExceptHandler, Expr};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ExceptWithEmptyTuple;

impl Rule for ExceptWithEmptyTuple {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B029",
        name: "except-with-empty-tuple",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds handlers that catch an empty tuple.

They catch nothing.

```python bad
try:
    number = int("x")
except ():
    number = 0
```

```python good
try:
    number = int("x")
except ValueError:
    number = 0
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

impl ExceptWithEmptyTuple {
    fn check<'a>(&self, handler: &'a ExceptHandlerExceptHandler, checker: &mut Checker<'a>) {
        if let Some(Expr::Tuple(tuple)) = handler.type_.as_deref()
            && tuple.is_empty()
        {
            checker.report(handler, "A handler of an empty tuple catches nothing");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ExceptWithEmptyTuple>();
