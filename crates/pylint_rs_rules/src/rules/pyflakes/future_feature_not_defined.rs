//! F407.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::StmtImportFrom;

use super::future_imports::is_future_import;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct FutureFeatureNotDefined;

impl Rule for FutureFeatureNotDefined {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F407",
        name: "future-feature-not-defined",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds imports of features from `__future__` that there are not.

Python refuses to compile the file.

```python bad
from __future__ import braces_for_blocks
```

```python good
from __future__ import annotations
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

impl FutureFeatureNotDefined {
    fn check<'a>(&self, statement: &'a StmtImportFrom, checker: &mut Checker<'a>) {
        if !is_future_import(statement) {
            return;
        }
        for alias in &statement.names {
            if !is_feature(&alias.name) {
                checker.report(alias, format!("`__future__` has no feature `{}`", alias.name));
            }
        }
    }
}

fn is_feature(name: &str) -> bool {
    matches!(
        name,
        "nested_scopes"
            | "generators"
            | "division"
            | "absolute_import"
            | "with_statement"
            | "print_function"
            | "unicode_literals"
            | "barry_as_FLUFL"
            | "generator_stop"
            | "annotations"
    )
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<FutureFeatureNotDefined>();
