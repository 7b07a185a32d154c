//! T100.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::ExprCall;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct Debugger;

impl Rule for Debugger {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "T100",
        name: "debugger",
        category: Category::Leftover,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds debuggers left in the code.

A breakpoint stops the program and waits for a person who is not there.

```python bad
import pdb

pdb.set_trace()
```

```python good
print("done")
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.calls(&["pdb.set_trace", "builtins.breakpoint"], Self::check_call);
    }
}

impl Debugger {
    fn check_call<'a>(&self, call: &'a ExprCall, name: &'static str, checker: &mut Checker<'a>) {
        checker.report(call, format!("Debugger left in: `{name}`"));
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<Debugger>();
