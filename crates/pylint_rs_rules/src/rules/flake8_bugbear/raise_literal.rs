//! B016.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, StmtRaise};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct RaiseLiteral;

impl Rule for RaiseLiteral {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B016",
        name: "raise-literal",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `raise` of a literal.

Only exceptions can be raised: anything else ends in a `TypeError`.

```python bad
raise "no such file"
```

```python good
raise FileNotFoundError("no such file")
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

impl RaiseLiteral {
    fn check<'a>(&self, statement: &'a StmtRaise, checker: &mut Checker<'a>) {
        let Some(exception) = statement.exc.as_deref() else { return };
        let kind = match exception {
            Expr::StringLiteral(_) => "a string",
            Expr::BytesLiteral(_) => "bytes",
            Expr::NumberLiteral(_) => "a number",
            Expr::BooleanLiteral(_) => "a boolean",
            Expr::NoneLiteral(_) => "`None`",
            Expr::EllipsisLiteral(_) => "an ellipsis",
            _ => return,
        };
        checker.report(exception, format!("Only exceptions can be raised, not {kind}"));
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<RaiseLiteral>();
