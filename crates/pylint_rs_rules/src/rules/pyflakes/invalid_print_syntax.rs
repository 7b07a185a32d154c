//! F633.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ExprBinOp, Operator};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct InvalidPrintSyntax;

impl Rule for InvalidPrintSyntax {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F633",
        name: "invalid-print-syntax",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `print >> file`.

In Python 2 that was how to print to a file. Now it shifts a function by a file, which is a
`TypeError`.

```python bad
import sys

print >> sys.stderr, "no such file"
```

```python good
import sys

print("no such file", file=sys.stderr)
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

impl InvalidPrintSyntax {
    fn check<'a>(&self, operation: &'a ExprBinOp, checker: &mut Checker<'a>) {
        if operation.op == Operator::RShift
            && checker.semantic().is_builtin(&operation.left, "print")
        {
            checker.report(&*operation.left, "`print` is a function; it does not take `>>`");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<InvalidPrintSyntax>();
