//! ANN204.

use pylint_rs_diagnostics::Severity;

use super::options::SpecialReturnOptions;
use super::return_type::report_missing;
use super::untyped_functions::{FunctionKind, has_typed_argument};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

struct MissingReturnTypeSpecialMethod {
    options: SpecialReturnOptions,
}

impl Rule for MissingReturnTypeSpecialMethod {
    type Options = SpecialReturnOptions;

    const METADATA: Metadata = Metadata {
        code: "ANN204",
        name: "missing-return-type-special-method",
        category: Category::Typing,
        severity: Severity::Info,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds special methods (`__init__`, `__enter__`, ...) without a return type annotation.

Python calls these methods itself, and type checkers take what they return for `Any` where
that is not said.

Methods marked `@override` and the implementations of overloads are passed over: their types
are given elsewhere.

The fix adds the type if the body shows it. It is unsafe: the body may show less than is meant.

## Options

They are shared: `[rules.ANN]` sets them for the whole family.

- `ignore-fully-untyped`: leave alone functions without a single annotation.
- `suppress-none-returning`: leave alone functions that return nothing but `None`.
- `mypy-init-return`: leave alone an `__init__` that has an annotated parameter: type checkers know
  what it returns.

```python bad
class Point:
    def __init__(self, x: int):
        self.x = x
```

```python good
class Point:
    def __init__(self, x: int) -> None:
        self.x = x
```
"#,
    };

    fn new(options: SpecialReturnOptions) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl MissingReturnTypeSpecialMethod {
    fn check(&self, checker: &mut Checker<'_>) {
        let spares_init = self.options.mypy_init_return;
        report_missing(
            FunctionKind::Special,
            self.options.returns(),
            "Special method",
            |function, found| {
                !(spares_init
                    && function.name.as_str() == "__init__"
                    && has_typed_argument(function, found.has_receiver))
            },
            checker,
        );
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MissingReturnTypeSpecialMethod>();
