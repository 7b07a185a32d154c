//! PGH004: see `pylint_rs_linter`, which makes these findings.

use pylint_rs_diagnostics::Severity;

use crate::{Category, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct BlanketNoqa;

impl Rule for BlanketNoqa {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PGH004",
        name: "blanket-noqa",
        category: Category::Suppression,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds `noqa` comments that cover every rule.

Such a comment hides whatever else comes to be wrong on its line, and does not tell what it is
there for. Often only the colon was forgotten: `# noqa F401` covers every rule.

The fix adds that colon. It is unsafe: other findings may come to light.

```python bad
from settings import *  # noqa
```

```python good
from settings import *  # noqa: F403
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, _: &mut Subscriptions<Self>) {}
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BlanketNoqa>();
