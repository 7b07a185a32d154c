//! A004.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::Alias;

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::builtin_names::Options;

struct BuiltinImportShadowing {
    options: Options,
}

impl Rule for BuiltinImportShadowing {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "A004",
        name: "builtin-import-shadowing",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds imports under the name of a builtin.

All over the module the name no longer means the builtin. Import it under another name, or import
the module and write `module.name`.

## Options

- `ignorelist`: builtins whose names may be used.

```python bad
from rich import print

print("[bold]done[/bold]")
```

```python good
from rich import print as rich_print

rich_print("[bold]done[/bold]")
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl BuiltinImportShadowing {
    fn check<'a>(&self, alias: &'a Alias, checker: &mut Checker<'a>) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        if self.options.forbid(name, checker) {
            checker.report(name, format!("The import `{name}` hides the builtin of that name"));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BuiltinImportShadowing>();
