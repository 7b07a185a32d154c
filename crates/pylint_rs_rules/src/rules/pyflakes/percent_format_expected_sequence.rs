//! F503.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::Expr;

use super::percent_format::each_format;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PercentFormatExpectedSequence;

impl Rule for PercentFormatExpectedSequence {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F503",
        name: "percent-format-expected-sequence",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `%`-format strings with several conversions by position that are given a mapping.

A mapping counts as a single value for conversions without names; the operation raises a
`TypeError` because there are too few.

```python bad
def greet(greeting, name):
    return "%s, %s" % {"greeting": greeting, "name": name}
```

```python good
def greet(greeting, name):
    return "%s, %s" % (greeting, name)
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl PercentFormatExpectedSequence {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |operation, conversions, checker| {
            if conversions.positional > 1
                && matches!(*operation.right, Expr::Dict(_) | Expr::DictComp(_))
            {
                checker.report(
                    operation,
                    "The `%`-format string takes several values by position, not a mapping",
                );
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PercentFormatExpectedSequence>();
