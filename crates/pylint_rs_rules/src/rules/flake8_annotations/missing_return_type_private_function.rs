//! ANN202.

use pylint_rs_diagnostics::Severity;

use super::options::ReturnOptions;
use super::return_type::report_missing;
use super::untyped_functions::FunctionKind;
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

struct MissingReturnTypePrivateFunction {
    options: ReturnOptions,
}

impl Rule for MissingReturnTypePrivateFunction {
    type Options = ReturnOptions;

    const METADATA: Metadata = Metadata {
        code: "ANN202",
        name: "missing-return-type-private-function",
        category: Category::Typing,
        severity: Severity::Info,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds private functions and methods without a return type annotation.

Type checkers take the result for `Any` and check nothing that is done with it.

Methods marked `@override` and the implementations of overloads are passed over: their types
are given elsewhere.

The fix adds the type if the body shows it. It is unsafe: the body may show less than is meant.

## Options

They are shared: `[rules.ANN]` sets them for the whole family.

- `ignore-fully-untyped`: leave alone functions without a single annotation.
- `suppress-none-returning`: leave alone functions that return nothing but `None`.

```python bad
def _total(prices: list[int]):
    return sum(prices)
```

```python good
def _total(prices: list[int]) -> int:
    return sum(prices)
```
"#,
    };

    fn new(options: ReturnOptions) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl MissingReturnTypePrivateFunction {
    fn check(&self, checker: &mut Checker<'_>) {
        report_missing(FunctionKind::Private, self.options, "Private function", |_, _| true, checker);
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MissingReturnTypePrivateFunction>();
