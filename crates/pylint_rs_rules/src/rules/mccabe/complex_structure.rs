//! C901.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::function_tally::{FunctionTally, number_of};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

/// How complex a function may be.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The highest figure that is allowed.
    max_complexity: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_complexity: 10 }
    }
}

struct ComplexStructure {
    options: Options,
}

impl Rule for ComplexStructure {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "C901",
        name: "complex-structure",
        category: Category::Complexity,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds functions with too many ways through them.

The figure is McCabe's: one, plus one for each `if`, `elif`, loop, `except`, `else` of a `try`, and
`case` (but a last one that matches anything), plus that of each function inside. Each way is one
more to read, and one more to test.

## Options

- `max-complexity`: the figure that is still allowed (10).

```python bad
# options: { max-complexity = 3 }
def next_state(state):
    if state == "new":
        return "queued"
    if state == "queued":
        return "running"
    if state == "running":
        return "done"
    return "unknown"
```

```python good
# options: { max-complexity = 3 }
NEXT = {"new": "queued", "queued": "running", "running": "done"}


def next_state(state):
    return NEXT.get(state, "unknown")
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

/// The nodes that add to the figure, but for `match`, whose last case may not.
const KINDS: [NodeKind; 6] = [
    NodeKind::StmtIf,
    NodeKind::ElifElseClause,
    NodeKind::StmtFor,
    NodeKind::StmtWhile,
    NodeKind::ExceptHandlerExceptHandler,
    NodeKind::StmtTry,
];

/// The nodes that stand for whatever `match` and functions inside can add.
const OTHER_KINDS: [NodeKind; 2] = [NodeKind::MatchCase, NodeKind::StmtFunctionDef];

fn decisions(node: AnyNodeRef<'_>) -> usize {
    match node {
        AnyNodeRef::ElifElseClause(clause) => usize::from(clause.test.is_some()),
        AnyNodeRef::StmtTry(statement) => usize::from(!statement.orelse.is_empty()),
        AnyNodeRef::StmtMatch(statement) => {
            let has_default = statement
                .cases
                .last()
                .is_some_and(|case| case.guard.is_none() && case.pattern.is_irrefutable());
            statement.cases.len() - usize::from(has_default)
        }
        _ => 1,
    }
}

impl ComplexStructure {
    fn check(&self, checker: &mut Checker<'_>) {
        let limit = self.options.max_complexity;
        let semantic = checker.semantic();
        if number_of(&KINDS, semantic) + number_of(&OTHER_KINDS, semantic) <= limit {
            return;
        }
        let mut tally = FunctionTally::starting_at(1, semantic);
        for kind in KINDS.into_iter().chain([NodeKind::StmtMatch]) {
            tally.add(kind, decisions);
        }
        tally.add_inner(true);
        for (function, count) in tally.above(limit) {
            checker.report(
                &function.name,
                format!("`{}` is too complex ({count} > {limit})", function.name),
            );
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ComplexStructure>();
