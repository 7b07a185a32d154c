//! F707.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ExceptHandler, StmtTry};
use ruff_text_size::{Ranged, TextRange, TextSize};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct DefaultExceptNotLast;

impl Rule for DefaultExceptNotLast {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F707",
        name: "default-except-not-last",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds an `except` without a type that is not the last one.

It catches everything, so that those after it could never run; Python has a `SyntaxError` for it.

```python bad
def inverse(number):
    try:
        return 1 / number
    except:
        return None
    except ZeroDivisionError:
        return 0
```

```python good
def inverse(number):
    try:
        return 1 / number
    except ZeroDivisionError:
        return 0
    except Exception:
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

impl DefaultExceptNotLast {
    fn check<'a>(&self, statement: &'a StmtTry, checker: &mut Checker<'a>) {
        let Some((_, before)) = statement.handlers.split_last() else { return };
        for ExceptHandler::ExceptHandler(handler) in before {
            if handler.type_.is_none() {
                let keyword = TextRange::at(handler.start(), TextSize::of("except"));
                checker.report(keyword, "An `except` without a type must be the last");
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<DefaultExceptNotLast>();
