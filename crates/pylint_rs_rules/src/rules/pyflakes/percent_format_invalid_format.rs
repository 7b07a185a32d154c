//! F501.

use pylint_rs_diagnostics::Severity;
use super::percent_format::{FormatError, each_error};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PercentFormatInvalidFormat;

impl Rule for PercentFormatInvalidFormat {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F501",
        name: "percent-format-invalid-format",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `%`-format strings that end within a conversion.

After a `%` there must be a conversion such as `s` or `d`, and a key in parentheses must be closed;
else the operation raises a `ValueError`. A percent sign itself is written `%%`.

```python bad
def report(share):
    return "done: %d%" % share
```

```python good
def report(share):
    return "done: %d%%" % share
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

impl PercentFormatInvalidFormat {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_error(checker, |operation, error, checker| {
            let reason = match error {
                FormatError::Incomplete => "it ends within a conversion",
                FormatError::IncompleteKey => "it ends within a key",
                FormatError::TooBig => "a width or precision is too large",
                FormatError::Unsupported(_) => return,
            };
            checker.report(operation, format!("Invalid `%`-format string: {reason}"));
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PercentFormatInvalidFormat>();
