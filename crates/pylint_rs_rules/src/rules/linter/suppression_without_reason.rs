//! PRS091: see `pylint_rs_linter`, which makes these findings.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct SuppressionWithoutReason;

impl Rule for SuppressionWithoutReason {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PRS091",
        name: "suppression-without-reason",
        category: Category::Suppression,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds suppression comments that give no reason.

Who reads the comment next year will want to know whether it is still needed. Only comments of
pylint-rs's own form count: `noqa` has no place for a reason.

```python bad
import os  # pylint-rs: ignore[F401]
```

```python good
import os  # pylint-rs: ignore[F401] imported for its side effect
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, _: &mut Subscriptions<Self>) {}
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<SuppressionWithoutReason>();
