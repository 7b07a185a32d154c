//! E401.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::StmtImport;
use ruff_text_size::Ranged;

use super::lines::{newline, own_indentation};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct MultipleImportsOnOneLine;

impl Rule for MultipleImportsOnOneLine {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E401",
        name: "multiple-imports-on-one-line",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::Always,
        default: false,
        documentation: r#"
Finds `import` statements with several modules.

One to a line they are easier to see, to sort and to tell apart in a diff.

```python bad
import os, sys
```

```python good
import os
import sys
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

impl MultipleImportsOnOneLine {
    fn check<'a>(&self, import: &'a StmtImport, checker: &mut Checker<'a>) {
        if import.names.len() > 1 {
            let fix = checker.wants_fixes().then(|| split(checker, import));
            checker.report_with(import, "Several imports in one statement", fix);
        }
    }
}

fn split(checker: &Checker<'_>, import: &StmtImport) -> Fix {
    let separator = match own_indentation(checker, import.into()) {
        Some(indentation) => format!("{}{indentation}", newline(checker)),
        None => "; ".to_owned(),
    };
    let keyword = if import.is_lazy { "lazy import" } else { "import" };
    let statements: Vec<_> =
        import.names.iter().map(|alias| format!("{keyword} {}", checker.text(alias))).collect();
    Fix::safe(Edit::replacement(statements.join(&separator), import.range()))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MultipleImportsOnOneLine>();
