//! B003.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, StmtAssign};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct AssignmentToOsEnviron;

impl Rule for AssignmentToOsEnviron {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B003",
        name: "assignment-to-os-environ",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds assignments to `os.environ`.

The mapping that stands for the process's environment is replaced by an ordinary one; the
environment itself, which child processes inherit, stays as it was. Clear and update the mapping,
or pass `env` to `subprocess`.

```python bad
import os

os.environ = {"LANG": "C"}
```

```python good
import os

os.environ.clear()
os.environ["LANG"] = "C"
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl AssignmentToOsEnviron {
    fn check<'a>(&self, assign: &'a StmtAssign, checker: &mut Checker<'a>) {
        let [target @ Expr::Attribute(attribute)] = assign.targets.as_slice() else { return };
        let Expr::Name(module) = &*attribute.value else { return };
        if attribute.attr.as_str() == "environ" && module.id.as_str() == "os" {
            checker.report(target, "Assigning to `os.environ` leaves the environment as it was");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AssignmentToOsEnviron>();
