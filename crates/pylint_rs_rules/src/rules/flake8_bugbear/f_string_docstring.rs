//! B021.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Stmt, StmtClassDef, StmtFunctionDef};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct FStringDocstring;

impl Rule for FStringDocstring {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B021",
        name: "f-string-docstring",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds f-strings in the place of a docstring.

Python keeps only plain strings as `__doc__`: an f-string there is evaluated and dropped.

```python bad
VERSION = "1.0"


def run():
    f"""Runs version {VERSION}."""
```

```python good
def run():
    """Runs the program."""
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check_module);
        on.node(Self::check_class);
        on.node(Self::check_function);
    }
}

impl FStringDocstring {
    fn check_module(&self, checker: &mut Checker<'_>) {
        check_body(&checker.file().parsed.syntax().body, checker);
    }

    fn check_class<'a>(&self, class: &'a StmtClassDef, checker: &mut Checker<'a>) {
        check_body(&class.body, checker);
    }

    fn check_function<'a>(&self, function: &'a StmtFunctionDef, checker: &mut Checker<'a>) {
        check_body(&function.body, checker);
    }
}

fn check_body(body: &[Stmt], checker: &mut Checker<'_>) {
    if let [first @ Stmt::Expr(statement), ..] = body
        && statement.value.is_f_string_expr()
    {
        checker.report(first, "An f-string is no docstring: `__doc__` stays empty");
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<FStringDocstring>();
