//! F507.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::Expr;

use super::percent_format::each_format;
use super::static_type::StaticType;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PercentFormatPositionalCountMismatch;

impl Rule for PercentFormatPositionalCountMismatch {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F507",
        name: "percent-format-positional-count-mismatch",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `%`-format strings that are given too many or too few values.

The operation raises a `TypeError`. Anything but a tuple counts as one value.

```python bad
def greet(greeting, name):
    return "%s, %s" % (greeting, name, "!")
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

impl PercentFormatPositionalCountMismatch {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |operation, conversions, checker| {
            if !conversions.names.is_empty() {
                return;
            }
            let expected = conversions.positional;
            let given = match &*operation.right {
                Expr::Tuple(tuple) if tuple.elts.iter().any(Expr::is_starred_expr) => return,
                Expr::Tuple(tuple) => tuple.elts.len(),
                value => match StaticType::of(value) {
                    None if expected > 0 => return,
                    Some(StaticType::Tuple) => return,
                    _ => 1,
                },
            };
            if given != expected {
                let message = format!("The `%`-format string takes {expected} values, not {given}");
                checker.report(operation, message);
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PercentFormatPositionalCountMismatch>();
