//! B022.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::ExprCall;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UselessContextlibSuppress;

impl Rule for UselessContextlibSuppress {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B022",
        name: "useless-contextlib-suppress",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `contextlib.suppress()` without exceptions.

It suppresses those it is given: here, none.

```python bad
import contextlib
import os

with contextlib.suppress():
    os.remove("x")
```

```python good
import contextlib
import os

with contextlib.suppress(FileNotFoundError):
    os.remove("x")
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["contextlib.suppress"], Self::check);
    }
}

impl UselessContextlibSuppress {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        if call.arguments.args.is_empty() {
            checker.report(call, "`suppress` without exceptions suppresses nothing");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UselessContextlibSuppress>();
