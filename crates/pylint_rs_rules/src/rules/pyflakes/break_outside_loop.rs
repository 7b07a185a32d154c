//! F701.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::StmtBreak;

use super::enclosing::is_in_loop;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct BreakOutsideLoop;

impl Rule for BreakOutsideLoop {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F701",
        name: "break-outside-loop",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `break` outside a loop.

There is nothing to leave; Python has a `SyntaxError` for it. A loop's `else` is no part of the loop.

```python bad
def first(values):
    if values:
        break
```

```python good
def first(values):
    for value in values:
        break
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

impl BreakOutsideLoop {
    fn check<'a>(&self, statement: &'a StmtBreak, checker: &mut Checker<'a>) {
        if !is_in_loop(checker.semantic(), statement) {
            checker.report(statement, "`break` outside a loop");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BreakOutsideLoop>();
