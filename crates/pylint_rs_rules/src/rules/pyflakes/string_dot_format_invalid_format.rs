//! F521.

use pylint_rs_diagnostics::Severity;
use super::brace_format::each_error;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct StringDotFormatInvalidFormat;

impl Rule for StringDotFormatInvalidFormat {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F521",
        name: "string-dot-format-invalid-format",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `str.format` strings that cannot be read.

The call raises a `ValueError`. Braces that are meant as such are doubled.

```python bad
def opening(name):
    return "struct {} {".format(name)
```

```python good
def opening(name):
    return "struct {} {{".format(name)
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

impl StringDotFormatInvalidFormat {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_error(checker, |call, reason, checker| {
            checker.report(call, format!("Invalid string for `format`: {reason}"));
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StringDotFormatInvalidFormat>();
