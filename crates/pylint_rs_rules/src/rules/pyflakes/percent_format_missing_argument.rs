//! F505.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::Expr;

use super::listing::quoted;
use super::percent_format::each_format;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PercentFormatMissingArgument;

impl Rule for PercentFormatMissingArgument {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F505",
        name: "percent-format-missing-argument",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `%`-format strings with names that the mapping given does not have.

The operation raises a `KeyError`.

```python bad
def greet(name):
    return "%(greeting)s, %(name)s" % {"name": name}
```

```python good
def greet(greeting, name):
    return "%(greeting)s, %(name)s" % {"greeting": greeting, "name": name}
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl PercentFormatMissingArgument {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |operation, conversions, checker| {
            let Expr::Dict(mapping) = &*operation.right else { return };
            if conversions.positional > 0 || conversions.names.is_empty() {
                return;
            }
            let mut keys = Vec::with_capacity(mapping.items.len());
            for item in &mapping.items {
                // Any other key may turn out to be the name missed.
                let Some(Expr::StringLiteral(key)) = &item.key else { return };
                keys.push(key.value.to_str());
            }
            let missing: Vec<&str> = conversions
                .names
                .iter()
                .map(String::as_str)
                .filter(|name| !keys.contains(name))
                .collect();
            if !missing.is_empty() {
                let message =
                    format!("The `%`-format string is not given {}", quoted(&missing));
                checker.report(operation, message);
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PercentFormatMissingArgument>();
