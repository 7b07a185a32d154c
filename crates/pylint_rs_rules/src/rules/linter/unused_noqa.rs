//! RUF100: see `pylint_rs_linter`, which makes these findings.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UnusedNoqa;

impl Rule for UnusedNoqa {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "RUF100",
        name: "unused-noqa",
        category: Category::Suppression,
        severity: Severity::Warning,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds suppression comments that suppress nothing.

A comment that is no longer needed hides the next mistake on its line. Only codes of rules that
are switched on count as unused; the fix removes them, or the whole comment.

```python bad
total = 1  # noqa: F401
```

```python good
import os  # noqa: F401
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, _: &mut Subscriptions<Self>) {}
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnusedNoqa>();
