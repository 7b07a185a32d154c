//! RUF103: see `pylint_rs_linter`, which makes these findings.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct InvalidSuppressionComment;

impl Rule for InvalidSuppressionComment {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "RUF103",
        name: "invalid-suppression-comment",
        category: Category::Suppression,
        severity: Severity::Warning,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds bracketed suppression comments that cannot be followed.

A `disable` without codes, or inside an expression, suppresses nothing, whatever its author meant.

```python bad
# pylint-rs: disable[]
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
static ENTRY: RuleEntry = RuleEntry::of::<InvalidSuppressionComment>();
