//! ANN206.

use pylint_rs_diagnostics::Severity;

use super::options::ReturnOptions;
use super::return_type::report_missing;
use super::untyped_functions::FunctionKind;
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

struct MissingReturnTypeClassMethod {
    options: ReturnOptions,
}

impl Rule for MissingReturnTypeClassMethod {
    type Options = ReturnOptions;

    const METADATA: Metadata = Metadata {
        code: "ANN206",
        name: "missing-return-type-class-method",
        category: Category::Typing,
        severity: Severity::Info,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds class methods without a return type annotation.

Type checkers take the result for `Any` and check nothing that is done with it.

Methods marked `@override` and the implementations of overloads are passed over: their types
are given elsewhere.

The fix adds the type if the body shows it. It is unsafe: the body may show less than is meant.

## Options

They are shared: `[rules.ANN]` sets them for the whole family.

- `ignore-fully-untyped`: leave alone functions without a single annotation.
- `suppress-none-returning`: leave alone functions that return nothing but `None`.

```python bad
class Point:
    @classmethod
    def origin(cls):
        return cls()
```

```python good
from typing import Self


class Point:
    @classmethod
    def origin(cls) -> Self:
        return cls()
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

impl MissingReturnTypeClassMethod {
    fn check(&self, checker: &mut Checker<'_>) {
        report_missing(FunctionKind::Class, self.options, "Class method", |_, _| true, checker);
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MissingReturnTypeClassMethod>();
