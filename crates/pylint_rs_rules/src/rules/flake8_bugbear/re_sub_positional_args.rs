//! B034.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::ExprCall;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ReSubPositionalArgs;

impl Rule for ReSubPositionalArgs {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B034",
        name: "re-sub-positional-args",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds `re.sub`, `re.subn` and `re.split` with a positional count or flags.

Other functions of the module take flags in that place: `re.sub(p, r, s, re.I)` replaces just two
occurrences, since `re.I` is 2. Keywords leave no doubt, and from Python 3.13 on anything else is
deprecated.

```python bad
import re

re.sub("a", "b", "AAA", re.IGNORECASE)
```

```python good
import re

re.sub("a", "b", "AAA", flags=re.IGNORECASE)
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["re.sub", "re.subn", "re.split"], Self::check);
    }
}

impl ReSubPositionalArgs {
    fn check<'a>(&self, call: &'a ExprCall, name: &'static str, checker: &mut Checker<'a>) {
        let (allowed, count) = if name == "re.split" { (2, "maxsplit") } else { (3, "count") };
        if call.arguments.args.len() > allowed {
            checker.report(call, format!("`{name}`: give `{count}` and `flags` as keywords"));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ReSubPositionalArgs>();
