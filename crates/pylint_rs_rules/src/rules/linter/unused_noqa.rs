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

A comment that is no longer needed hides the next mistake on its line. The fix removes the codes
that suppress nothing, or the whole comment. Codes of rules there are none of are let be, as another
linter may have them.

Unless the rule is selected (`select`, `extend-select`), the same goes for `noqa`s without codes and
for codes of rules that are not switched on: the project may run another linter besides.

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
