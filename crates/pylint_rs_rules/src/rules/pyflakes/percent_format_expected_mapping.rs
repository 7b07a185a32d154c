//! F502.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::Expr;

use super::percent_format::each_format;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PercentFormatExpectedMapping;

impl Rule for PercentFormatExpectedMapping {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F502",
        name: "percent-format-expected-mapping",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `%`-format strings with named conversions that are given a sequence.

Names are looked up in a mapping; with anything else the operation raises a `TypeError`.

```python bad
def greet(greeting, name):
    return "%(greeting)s, %(name)s" % (greeting, name)
```

```python good
def greet(greeting, name):
    return "%(greeting)s, %(name)s" % {"greeting": greeting, "name": name}
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

impl PercentFormatExpectedMapping {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |operation, conversions, checker| {
            let is_sequence = matches!(
                *operation.right,
                Expr::Tuple(_)
                    | Expr::List(_)
                    | Expr::Set(_)
                    | Expr::ListComp(_)
                    | Expr::SetComp(_)
                    | Expr::Generator(_)
            );
            if is_sequence && !conversions.names.is_empty() {
                checker.report(
                    operation,
                    "The `%`-format string has names, which are not found in a sequence",
                );
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PercentFormatExpectedMapping>();
