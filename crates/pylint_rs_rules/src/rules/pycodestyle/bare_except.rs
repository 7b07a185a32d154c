//! E722.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ExceptHandlerExceptHandler, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct BareExcept;

impl Rule for BareExcept {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E722",
        name: "bare-except",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `except` without a type.

It catches `KeyboardInterrupt` and `SystemExit` too, so that the program cannot be stopped, and hides
mistakes such as a misspelt name. `except Exception` catches what programs usually mean. A handler
that raises the exception again is no matter of this rule.

```python bad
def load(path):
    try:
        return open(path).read()
    except:
        return None
```

```python good
def load(path):
    try:
        return open(path).read()
    except OSError:
        return None
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

impl BareExcept {
    fn check<'a>(&self, handler: &'a ExceptHandlerExceptHandler, checker: &mut Checker<'a>) {
        if handler.type_.is_none()
            && !handler.body.iter().any(is_bare_raise)
        {
            let keyword = TextRange::at(handler.start(), TextSize::of("except"));
            checker.report(keyword, "`except` without a type catches even what stops the program");
        }
    }
}

fn is_bare_raise(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Raise(raise) if raise.exc.is_none())
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BareExcept>();
