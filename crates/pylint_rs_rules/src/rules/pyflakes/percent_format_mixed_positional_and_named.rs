//! F506.

use pylint_rs_diagnostics::Severity;
use super::percent_format::each_format;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PercentFormatMixedPositionalAndNamed;

impl Rule for PercentFormatMixedPositionalAndNamed {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F506",
        name: "percent-format-mixed-positional-and-named",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `%`-format strings in which some conversions have names and others do not.

There is no value that fits both: the operation raises a `TypeError` or a `ValueError`.

```python bad
def greet(values):
    return "%s, %(name)s" % values
```

```python good
def greet(values):
    return "%(greeting)s, %(name)s" % values
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

impl PercentFormatMixedPositionalAndNamed {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |operation, conversions, checker| {
            if conversions.positional > 0 && !conversions.names.is_empty() {
                checker.report(
                    operation,
                    "The `%`-format string takes values both by position and by name",
                );
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PercentFormatMixedPositionalAndNamed>();
