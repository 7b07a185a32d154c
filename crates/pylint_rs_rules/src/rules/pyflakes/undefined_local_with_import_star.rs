//! F403.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::StmtImportFrom;

use super::future_imports::is_future_import;
use super::star_import::is_star_import;
use super::written_import::module_name;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UndefinedLocalWithImportStar;

impl Rule for UndefinedLocalWithImportStar {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F403",
        name: "undefined-local-with-import-star",
        category: Category::Style,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds `from module import *`.

Neither a reader nor a linter can tell which names it brings, and so whether one is missing, or
where one comes from. It also brings what the module gets next year.

```python bad
from math import *

print(pi)
```

```python good
from math import pi

print(pi)
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

impl UndefinedLocalWithImportStar {
    fn check<'a>(&self, statement: &'a StmtImportFrom, checker: &mut Checker<'a>) {
        if is_star_import(statement) && !is_future_import(statement) {
            let module = module_name(statement);
            checker.report(statement, format!("`from {module} import *` brings unknown names"));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UndefinedLocalWithImportStar>();
