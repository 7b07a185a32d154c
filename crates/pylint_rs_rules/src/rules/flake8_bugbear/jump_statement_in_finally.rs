//! B012.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Stmt, StmtTry};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct JumpStatementInFinally;

impl Rule for JumpStatementInFinally {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B012",
        name: "jump-statement-in-finally",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `return`, `break` and `continue` in `finally`.

A jump out of a `finally` block drops the exception that is on its way through it, without a
trace. Python 3.14 warns of it (PEP 765).

```python bad
def read(file):
    try:
        return file.read()
    finally:
        return ""
```

```python good
def read(file):
    try:
        return file.read()
    finally:
        file.close()
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

impl JumpStatementInFinally {
    fn check<'a>(&self, statement: &'a StmtTry, checker: &mut Checker<'a>) {
        check_block(&statement.finalbody, false, checker);
    }
}

/// Looks through a block for jumps out of the `finally` it is in: inside a loop, only `return`.
/// The `finally` of a `try` in here is looked at on its own.
fn check_block(block: &[Stmt], in_loop: bool, checker: &mut Checker<'_>) {
    for statement in block {
        let keyword = match statement {
            Stmt::Return(_) => "return",
            Stmt::Break(_) if !in_loop => "break",
            Stmt::Continue(_) if !in_loop => "continue",
            Stmt::For(inner) => {
                check_block(&inner.body, true, checker);
                continue;
            }
            Stmt::While(inner) => {
                check_block(&inner.body, true, checker);
                continue;
            }
            Stmt::If(inner) => {
                check_block(&inner.body, in_loop, checker);
                continue;
            }
            Stmt::Try(inner) => {
                check_block(&inner.body, in_loop, checker);
                continue;
            }
            Stmt::With(inner) => {
                check_block(&inner.body, in_loop, checker);
                continue;
            }
            Stmt::Match(inner) => {
                inner.cases.iter().for_each(|case| check_block(&case.body, in_loop, checker));
                continue;
            }
            _ => continue,
        };
        checker.report(statement, format!("`{keyword}` in `finally` drops the exception"));
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<JumpStatementInFinally>();
