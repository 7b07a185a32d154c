//! F631.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, StmtAssert};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct AssertTuple;

impl Rule for AssertTuple {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F631",
        name: "assert-tuple",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds assertions of a tuple.

A tuple that is not empty is true, so that the assertion holds whatever is in it. Mostly the
parentheses were meant to hold the condition and its message.

```python bad
def area(width, height):
    assert (width > 0, "width must be positive")
    return width * height
```

```python good
def area(width, height):
    assert width > 0, "width must be positive"
    return width * height
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

impl AssertTuple {
    fn check<'a>(&self, assert: &'a StmtAssert, checker: &mut Checker<'a>) {
        if matches!(&*assert.test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
            checker.report(assert, "A tuple that is not empty is true: the assertion always holds");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AssertTuple>();
