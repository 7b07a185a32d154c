//! PLR0911.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::function_tally::{FunctionTally, number_of};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

/// How often a function may return.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many `return` statements are allowed.
    max_returns: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_returns: 6 }
    }
}

struct TooManyReturnStatements {
    options: Options,
}

impl Rule for TooManyReturnStatements {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "PLR0911",
        name: "too-many-return-statements",
        category: Category::Complexity,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds functions with too many `return` statements.

Whoever wants to know what such a function gives has to collect the answer from all over it.

## Options

- `max-returns`: how many are still allowed (6).

```python bad
# options: { max-returns = 2 }
def capital(country):
    if country == "Norway":
        return "Oslo"
    if country == "Spain":
        return "Madrid"
    return None
```

```python good
# options: { max-returns = 2 }
CAPITALS = {"Norway": "Oslo", "Spain": "Madrid"}


def capital(country):
    return CAPITALS.get(country)
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl TooManyReturnStatements {
    fn check(&self, checker: &mut Checker<'_>) {
        let limit = self.options.max_returns;
        let semantic = checker.semantic();
        if number_of(&[NodeKind::StmtReturn], semantic) <= limit {
            return;
        }
        let mut tally = FunctionTally::new(semantic);
        tally.add(NodeKind::StmtReturn, |_| 1);
        for (function, count) in tally.above(limit) {
            checker.report(
                &function.name,
                format!("`{}` has too many `return` statements ({count} > {limit})", function.name),
            );
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<TooManyReturnStatements>();
