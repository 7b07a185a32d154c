//! PRS090: see `pylint_rs_linter`, which makes these findings.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct InvalidSuppression;

impl Rule for InvalidSuppression {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PRS090",
        name: "invalid-suppression",
        category: Category::Suppression,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `noqa` comments that cannot be followed, and comments that name unknown rules.

A comment that is spelt wrong suppresses nothing, and nobody notices.

```python bad
import os  # noqa: !
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
static ENTRY: RuleEntry = RuleEntry::of::<InvalidSuppression>();
