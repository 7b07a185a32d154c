//! F404.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::helpers::is_docstring_stmt;
use ruff_python_ast::{Stmt, StmtImportFrom};
use ruff_text_size::Ranged;

use super::future_imports::is_future_import;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct LateFutureImport;

impl Rule for LateFutureImport {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F404",
        name: "late-future-import",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds imports from `__future__` that are not at the start of the file.

They change how the file is compiled, so that Python takes them only before any other statement
but the docstring: the file does not compile.

```python bad
import os

from __future__ import annotations
```

```python good
from __future__ import annotations

import os
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

impl LateFutureImport {
    fn check<'a>(&self, statement: &'a StmtImportFrom, checker: &mut Checker<'a>) {
        if !is_future_import(statement) {
            return;
        }
        let body = &checker.file().parsed.syntax().body;
        let body = match body.split_first() {
            Some((first, rest)) if is_docstring_stmt(first) => rest,
            _ => body,
        };
        let is_other = |statement: &&Stmt| {
            !statement.as_import_from_stmt().is_some_and(is_future_import)
        };
        let first_other = body.iter().find(is_other);
        if first_other.is_some_and(|other| other.start() <= statement.start()) {
            checker.report(statement, "`__future__` import after other statements");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<LateFutureImport>();
