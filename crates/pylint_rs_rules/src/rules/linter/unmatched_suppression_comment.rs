//! RUF104: see `pylint_rs_linter`, which makes these findings.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UnmatchedSuppressionComment;

impl Rule for UnmatchedSuppressionComment {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "RUF104",
        name: "unmatched-suppression-comment",
        category: Category::Suppression,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `disable` comments without their `enable`.

The range then ends where the block does, which is seldom what the reader expects.

```python bad
# pylint-rs: disable[F401]
import os
```

```python good
# pylint-rs: disable[F401]
import os
# pylint-rs: enable[F401]
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, _: &mut Subscriptions<Self>) {}
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnmatchedSuppressionComment>();
