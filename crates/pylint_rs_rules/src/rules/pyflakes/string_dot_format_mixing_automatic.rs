//! F525.

use pylint_rs_diagnostics::Severity;
use super::brace_format::each_format;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct StringDotFormatMixingAutomatic;

impl Rule for StringDotFormatMixingAutomatic {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F525",
        name: "string-dot-format-mixing-automatic",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `str.format` strings in which some fields have a number and others are to be numbered.

The call raises a `ValueError`.

```python bad
def greet(greeting, name):
    return "{0}, {}".format(greeting, name)
```

```python good
def greet(greeting, name):
    return "{}, {}".format(greeting, name)
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

impl StringDotFormatMixingAutomatic {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |call, fields, checker| {
            if fields.mixes_numbering() {
                checker.report(call, "Some fields have a number, and some do not");
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StringDotFormatMixingAutomatic>();
