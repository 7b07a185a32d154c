//! S112.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ExceptHandlerExceptHandler, Stmt};

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::silent_handler::{Options, catches_everything};

struct TryExceptContinue {
    options: Options,
}

impl Rule for TryExceptContinue {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "S112",
        name: "try-except-continue",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds handlers that catch every exception and do nothing but `continue`.

Whatever goes wrong, a typing error in the code included, goes unseen. Catch what is expected, or
at least log it.

## Options

- `check-typed-exception`: whether handlers of particular exceptions count, too.

```python bad
def read_all(paths):
    for path in paths:
        try:
            print(open(path).read())
        except Exception:
            continue
```

```python good
import logging


def read_all(paths):
    for path in paths:
        try:
            print(open(path).read())
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

impl TryExceptContinue {
    fn check<'a>(&self, handler: &'a ExceptHandlerExceptHandler, checker: &mut Checker<'a>) {
        if matches!(handler.body.as_slice(), [Stmt::Continue(_)])
            && (self.options.check_typed_exception || catches_everything(handler, checker))
        {
            checker.report(handler, "Exceptions are dropped without a trace: the handler only has `continue`");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<TryExceptContinue>();
