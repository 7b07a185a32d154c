//! F634.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ElifElseClause, Expr, StmtIf};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct IfTuple;

impl Rule for IfTuple {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F634",
        name: "if-tuple",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds tuples as the condition of an `if` or `elif`.

A tuple that is not empty is true, so that the branch is always taken.

```python bad
def check(width, height):
    if (width > 0, height > 0):
        return True
    return False
```

```python good
def check(width, height):
    if width > 0 and height > 0:
        return True
    return False
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check_if);
        on.node(Self::check_elif);
    }
}

impl IfTuple {
    fn check_if<'a>(&self, statement: &'a StmtIf, checker: &mut Checker<'a>) {
        check_test(&statement.test, checker);
    }

    fn check_elif<'a>(&self, clause: &'a ElifElseClause, checker: &mut Checker<'a>) {
        if let Some(test) = &clause.test {
            check_test(test, checker);
        }
    }
}

fn check_test(test: &Expr, checker: &mut Checker<'_>) {
    if matches!(test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
        checker.report(test, "A tuple that is not empty is true: the branch is always taken");
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<IfTuple>();
