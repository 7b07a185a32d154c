//! B002.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, ExprUnaryOp, UnaryOp};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UnaryPrefixIncrementDecrement;

impl Rule for UnaryPrefixIncrementDecrement {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B002",
        name: "unary-prefix-increment-decrement",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `++x` and `--x`.

Python has no such operators: each is two signs in a row, and the value stays as it was.

```python bad
count = 0
++count
```

```python good
count = 0
count += 1
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

impl UnaryPrefixIncrementDecrement {
    fn check<'a>(&self, outer: &'a ExprUnaryOp, checker: &mut Checker<'a>) {
        let Expr::UnaryOp(inner) = &*outer.operand else { return };
        let (sign, what) = match (outer.op, inner.op) {
            (UnaryOp::UAdd, UnaryOp::UAdd) => ("++", "increment"),
            (UnaryOp::USub, UnaryOp::USub) => ("--", "decrement"),
            _ => return,
        };
        checker.report(outer, format!("`{sign}` does not {what}: Python has no such operator"));
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnaryPrefixIncrementDecrement>();
