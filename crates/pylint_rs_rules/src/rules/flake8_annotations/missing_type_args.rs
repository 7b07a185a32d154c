//! ANN002.

use pylint_rs_diagnostics::Severity;

use super::options::{ParameterFilter, ParameterOptions};
use super::untyped_functions::UntypedFunctions;
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

struct MissingTypeArgs {
    filter: ParameterFilter,
}

impl Rule for MissingTypeArgs {
    type Options = ParameterOptions;

    const METADATA: Metadata = Metadata {
        code: "ANN002",
        name: "missing-type-args",
        category: Category::Typing,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds `*args` without a type annotation.

The annotation is that of each argument. Without one, type checkers take them for `Any`, and check
neither the calls nor what the body does with them.

Methods marked `@override` and the implementations of overloads are passed over: their types
are given elsewhere.

## Options

They are shared: `[rules.ANN]` sets them for the whole family.

- `ignore-fully-untyped`: leave alone functions without a single annotation.
- `suppress-dummy-args`: leave alone parameters whose name says that they are not used.
- `dummy-variable-rgx`: a regular expression for such names; by default, those that start with an
  underscore.

```python bad
def total(*prices):
    return sum(prices)
```

```python good
def total(*prices: int) -> int:
    return sum(prices)
```
"#,
    };

    fn new(options: ParameterOptions) -> Self {
        Self { filter: ParameterFilter::new(&options) }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl MissingTypeArgs {
    fn check(&self, checker: &mut Checker<'_>) {
        let functions = checker.fact::<UntypedFunctions>();
        for found in &functions.0 {
            if self.filter.ignores_fully_untyped() && found.is_fully_untyped {
                continue;
            }
            let Some(function) = found.definition(checker.semantic()) else { continue };
            if let Some(parameter) = &function.parameters.vararg
                && parameter.annotation.is_none()
                && !self.filter.is_dummy(&parameter.name)
            {
                checker.report(
                    &**parameter,
                    format!("Parameter `*{}` has no type annotation", parameter.name),
                );
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MissingTypeArgs>();
