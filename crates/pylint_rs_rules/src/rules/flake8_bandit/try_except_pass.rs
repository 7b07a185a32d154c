//! S110.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ExceptHandlerExceptHandler, Stmt};

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::silent_handler::{Options, catches_everything};

struct TryExceptPass {
    options: Options,
}

impl Rule for TryExceptPass {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "S110",
        name: "try-except-pass",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds handlers that catch every exception and do nothing but `pass`.

Whatever goes wrong, a typing error in the code included, goes unseen. Catch what is expected, or
at least log it.

## Options

- `check-typed-exception`: whether handlers of particular exceptions count, too.

```python bad
def read(path):
    try:
        return open(path).read()
    except Exception:
        pass
```

```python good
import logging


def read(path):
    try:
        return open(path).read()
    except Exception:
        logging.exception("could not read %s", path)
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl TryExceptPass {
    fn check<'a>(&self, handler: &'a ExceptHandlerExceptHandler, checker: &mut Checker<'a>) {
        if matches!(handler.body.as_slice(), [Stmt::Pass(_)])
            && (self.options.check_typed_exception || catches_everything(handler, checker))
        {
            checker.report(handler, "Exceptions are dropped without a trace: the handler only has `pass`");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<TryExceptPass>();
