//! PLR0915.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, NodeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::function_tally::{FunctionTally, number_of};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

/// How long a function may be.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many statements are allowed.
    max_statements: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_statements: 50 }
    }
}

struct TooManyStatements {
    options: Options,
}

impl Rule for TooManyStatements {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "PLR0915",
        name: "too-many-statements",
        category: Category::Complexity,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds functions with too many statements.

Counted are statements, those of functions inside too, and the clauses of `if`, `try` and `match`.
A `return` counts for nothing, nor does what is in a class inside.

## Options

- `max-statements`: how many are still allowed (50).

```python bad
# options: { max-statements = 3 }
def report(order):
    print(order.number)
    print(order.customer)
    for line in order.lines:
        print(line.article)
        print(line.price)
```

```python good
# options: { max-statements = 3 }
def report(order):
    print(order.number)
    print(order.customer)
    for line in order.lines:
        report_line(line)


def report_line(line):
    print(line.article)
    print(line.price)
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

/// What counts; `return` and `for` do not.
const KINDS: [NodeKind; 26] = [
    NodeKind::StmtFunctionDef,
    NodeKind::StmtClassDef,
    NodeKind::StmtDelete,
    NodeKind::StmtTypeAlias,
    NodeKind::StmtAssign,
    NodeKind::StmtAugAssign,
    NodeKind::StmtAnnAssign,
    NodeKind::StmtWhile,
    NodeKind::StmtIf,
    NodeKind::ElifElseClause,
    NodeKind::StmtWith,
    NodeKind::StmtMatch,
    NodeKind::MatchCase,
    NodeKind::StmtRaise,
    NodeKind::StmtTry,
    NodeKind::ExceptHandlerExceptHandler,
    NodeKind::StmtAssert,
    NodeKind::StmtImport,
    NodeKind::StmtImportFrom,
    NodeKind::StmtGlobal,
    NodeKind::StmtNonlocal,
    NodeKind::StmtExpr,
    NodeKind::StmtPass,
    NodeKind::StmtBreak,
    NodeKind::StmtContinue,
    NodeKind::StmtIpyEscapeCommand,
];

/// A node's weight in statements. That of `try` is Pylint's, by way of Ruff.
fn statements(node: AnyNodeRef<'_>) -> usize {
    match node {
        AnyNodeRef::StmtTry(statement) => {
            1 + usize::from(statement.handlers.len() > 1)
                + usize::from(!statement.orelse.is_empty())
                + 2 * usize::from(!statement.finalbody.is_empty())
        }
        _ => 1,
    }
}

impl TooManyStatements {
    fn check(&self, checker: &mut Checker<'_>) {
        let limit = self.options.max_statements;
        let semantic = checker.semantic();
        // A `try` with everything is the heaviest node.
        if number_of(&KINDS, semantic) * 5 <= limit {
            return;
        }
        let mut tally = FunctionTally::new(semantic);
        for kind in KINDS {
            tally.add(kind, statements);
        }
        tally.add_inner(false);
        for (function, count) in tally.above(limit) {
            checker.report(
                &function.name,
                format!("`{}` has too many statements ({count} > {limit})", function.name),
            );
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<TooManyStatements>();
