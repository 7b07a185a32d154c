//! F706.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::ScopeKind;
use ruff_python_ast::StmtReturn;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ReturnOutsideFunction;

impl Rule for ReturnOutsideFunction {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F706",
        name: "return-outside-function",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `return` outside a function.

There is nothing to return from; Python has a `SyntaxError` for it.

```python bad
import sys

if len(sys.argv) < 2:
    return
```

```python good
import sys

if len(sys.argv) < 2:
    sys.exit()
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

impl ReturnOutsideFunction {
    fn check<'a>(&self, statement: &'a StmtReturn, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let scope = semantic.scope(semantic.scope_of(statement));
        if !matches!(scope.kind, ScopeKind::Function(_)) {
            checker.report(statement, "`return` outside a function");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ReturnOutsideFunction>();
