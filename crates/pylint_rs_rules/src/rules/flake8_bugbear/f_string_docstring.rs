//! B021.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, ExprFString};
use ruff_text_size::Ranged;

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
        on.node(Self::check);
    }
}

impl FStringDocstring {
    fn check<'a>(&self, string: &'a ExprFString, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let Some(AnyNodeRef::StmtExpr(statement)) = semantic.parent(string) else { return };
        let body = match semantic.parent(statement) {
            Some(AnyNodeRef::StmtFunctionDef(function)) => &function.body,
            Some(AnyNodeRef::StmtClassDef(class)) => &class.body,
            Some(AnyNodeRef::ModModule(module)) => &module.body,
            _ => return,
        };
        let is_first = body.first().is_some_and(|first| first.range() == statement.range());
        if is_first {
            checker.report(statement, "An f-string is no docstring: `__doc__` stays empty");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<FStringDocstring>();
