//! B015.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, Expr, StmtExpr};
use ruff_text_size::Ranged;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UselessComparison;

impl Rule for UselessComparison {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B015",
        name: "useless-comparison",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds comparisons whose result nobody uses.

`x == y` on a line of its own does nothing. Meant was `x = y`, `assert x == y`, or `return`.

```python bad
def test_total():
    total = 1 + 1
    total == 2
```

```python good
def test_total():
    total = 1 + 1
    assert total == 2
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

impl UselessComparison {
    fn check<'a>(&self, statement: &'a StmtExpr, checker: &mut Checker<'a>) {
        let Expr::Compare(compare) = &*statement.value else { return };
        let is_last = matches!(
            checker.semantic().parent(statement),
            Some(AnyNodeRef::StmtFunctionDef(function))
                if function.body.last().is_some_and(|last| last.range() == statement.range())
        );
        let message = if is_last {
            "Comparison at the end of a function without effect: missing `return`?"
        } else {
            "Comparison without effect: missing `assert`, or `=` meant?"
        };
        checker.report(compare, message);
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UselessComparison>();
