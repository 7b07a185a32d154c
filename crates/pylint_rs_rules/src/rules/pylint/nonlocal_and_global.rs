//! PLE0115.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::SymbolFlags;
use ruff_python_ast::StmtGlobal;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct NonlocalAndGlobal;

impl Rule for NonlocalAndGlobal {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PLE0115",
        name: "nonlocal-and-global",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds names that one function declares both `global` and `nonlocal`.

They cannot be the module's and another function's at once; Python has a `SyntaxError` for it.

```python bad
def counter():
    count = 0

    def increment():
        global count
        nonlocal count
        count += 1
```

```python good
def counter():
    count = 0

    def increment():
        nonlocal count
        count += 1
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

impl NonlocalAndGlobal {
    fn check<'a>(&self, statement: &'a StmtGlobal, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let scope = semantic.scope_of(statement);
        for name in &statement.names {
            let is_both = semantic.symbol_in(scope, name).is_some_and(|symbol| {
                semantic.symbol(symbol).flags.contains(SymbolFlags::NONLOCAL)
            });
            if is_both {
                checker.report(name, format!("`{name}` is declared `nonlocal`, too"));
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<NonlocalAndGlobal>();
