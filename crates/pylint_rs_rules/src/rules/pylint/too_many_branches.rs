//! PLR0912.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::function_tally::{FunctionTally, number_of};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

/// How many branches a function may have.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many branches are allowed.
    max_branches: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_branches: 12 }
    }
}

struct TooManyBranches {
    options: Options,
}

impl Rule for TooManyBranches {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "PLR0912",
        name: "too-many-branches",
        category: Category::Complexity,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds functions with too many branches.

Counted are `if`, `elif`, `else`, loops and their `else`, `except`, `else` and `finally` of a `try`,
and `case`; not those of functions and classes inside.

## Options

- `max-branches`: how many are still allowed (12).

```python bad
# options: { max-branches = 2 }
def capital(country):
    if country == "Norway":
        city = "Oslo"
    elif country == "Spain":
        city = "Madrid"
    else:
        city = None
    return city
```

```python good
# options: { max-branches = 2 }
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

/// The nodes that are branches, or have some.
const KINDS: [NodeKind; 7] = [
    NodeKind::StmtIf,
    NodeKind::ElifElseClause,
    NodeKind::StmtFor,
    NodeKind::StmtWhile,
    NodeKind::ExceptHandlerExceptHandler,
    NodeKind::StmtTry,
    NodeKind::MatchCase,
];

fn branches(node: AnyNodeRef<'_>) -> usize {
    match node {
        AnyNodeRef::StmtFor(statement) => 1 + usize::from(!statement.orelse.is_empty()),
        AnyNodeRef::StmtWhile(statement) => 1 + usize::from(!statement.orelse.is_empty()),
        AnyNodeRef::StmtTry(statement) => {
            usize::from(!statement.orelse.is_empty()) + usize::from(!statement.finalbody.is_empty())
        }
        _ => 1,
    }
}

impl TooManyBranches {
    fn check(&self, checker: &mut Checker<'_>) {
        let limit = self.options.max_branches;
        let semantic = checker.semantic();
        // No node is more than two branches.
        if number_of(&KINDS, semantic) * 2 <= limit {
            return;
        }
        let mut tally = FunctionTally::new(semantic);
        for kind in KINDS {
            tally.add(kind, branches);
        }
        for (function, count) in tally.above(limit) {
            checker.report(
                &function.name,
                format!("`{}` has too many branches ({count} > {limit})", function.name),
            );
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<TooManyBranches>();
