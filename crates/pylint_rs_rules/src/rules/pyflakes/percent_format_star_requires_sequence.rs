//! F508.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::Expr;

use super::percent_format::each_format;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PercentFormatStarRequiresSequence;

impl Rule for PercentFormatStarRequiresSequence {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F508",
        name: "percent-format-star-requires-sequence",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `%`-format strings with `*` as width or precision that are given a mapping.

`*` takes the next value by position, so that a mapping does not do: the operation raises a
`TypeError`.

```python bad
def shown(digits, number):
    return "%.*f" % {"digits": digits, "number": number}
```

```python good
def shown(digits, number):
    return "%.*f" % (digits, number)
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

impl PercentFormatStarRequiresSequence {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |operation, conversions, checker| {
            if conversions.has_star
                && matches!(*operation.right, Expr::Dict(_) | Expr::DictComp(_))
            {
                checker.report(operation, "`*` in a `%`-format string needs values by position");
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PercentFormatStarRequiresSequence>();
