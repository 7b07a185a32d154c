//! F406.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::ScopeId;
use ruff_python_ast::StmtImportFrom;

use super::star_import::is_star_import;
use super::written_import::module_name;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UndefinedLocalWithNestedImportStarUsage;

impl Rule for UndefinedLocalWithNestedImportStarUsage {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F406",
        name: "undefined-local-with-nested-import-star-usage",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `from module import *` in a function or a class.

Python refuses to compile it in a function, since it could not know the function's variables.

```python bad
def area(radius):
    from math import *

    return pi * radius**2
```

```python good
def area(radius):
    from math import pi

    return pi * radius**2
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

impl UndefinedLocalWithNestedImportStarUsage {
    fn check<'a>(&self, statement: &'a StmtImportFrom, checker: &mut Checker<'a>) {
        if is_star_import(statement) && checker.semantic().scope_of(statement) != ScopeId::MODULE {
            let module = module_name(statement);
            let message = format!("`from {module} import *` is for the module's own level");
            checker.report(statement, message);
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UndefinedLocalWithNestedImportStarUsage>();
