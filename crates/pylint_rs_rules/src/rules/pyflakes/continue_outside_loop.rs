//! F702.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::StmtContinue;

use super::enclosing::is_in_loop;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ContinueOutsideLoop;

impl Rule for ContinueOutsideLoop {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F702",
        name: "continue-outside-loop",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `continue` outside a loop.

There is nothing to go on with; Python has a `SyntaxError` for it. A loop's `else` is no part of the loop.

```python bad
def first(values):
    if values:
        continue
```

```python good
def first(values):
    for value in values:
        continue
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

impl ContinueOutsideLoop {
    fn check<'a>(&self, statement: &'a StmtContinue, checker: &mut Checker<'a>) {
        if !is_in_loop(checker.semantic(), statement) {
            checker.report(statement, "`continue` outside a loop");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ContinueOutsideLoop>();
