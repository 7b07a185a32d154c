//! F509.

use pylint_rs_diagnostics::Severity;
use super::percent_format::{FormatError, each_error};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PercentFormatUnsupportedFormatCharacter;

impl Rule for PercentFormatUnsupportedFormatCharacter {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F509",
        name: "percent-format-unsupported-format-character",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `%`-format strings with a conversion that does not exist.

The operation raises a `ValueError`.

```python bad
def greet(name):
    return "Hello, %S" % name
```

```python good
def greet(name):
    return "Hello, %s" % name
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

impl PercentFormatUnsupportedFormatCharacter {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_error(checker, |operation, error, checker| {
            if let FormatError::Unsupported(character) = error {
                let shown = character.escape_debug();
                let message = format!("The `%`-format string has no conversion `{shown}`");
                checker.report(operation, message);
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PercentFormatUnsupportedFormatCharacter>();
