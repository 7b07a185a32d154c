//! B025.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::name::UnqualifiedName;
use ruff_python_ast::{ExceptHandler, Expr, StmtTry};
use rustc_hash::FxHashSet;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct DuplicateTryBlockException;

impl Rule for DuplicateTryBlockException {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B025",
        name: "duplicate-try-block-exception",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds exceptions that two handlers of one `try` name.

The second handler never sees them.

```python bad
try:
    number = int("x")
except ValueError:
    number = 0
except ValueError:
    number = 1
```

```python good
try:
    number = int("x")
except ValueError:
    number = 0
except OverflowError:
    number = 1
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

impl DuplicateTryBlockException {
    fn check<'a>(&self, statement: &'a StmtTry, checker: &mut Checker<'a>) {
        if statement.handlers.len() < 2 {
            return;
        }
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for ExceptHandler::ExceptHandler(handler) in &statement.handlers {
            let exceptions = match handler.type_.as_deref() {
                Some(Expr::Tuple(tuple)) => tuple.elts.as_slice(),
                Some(exception) => std::slice::from_ref(exception),
                None => continue,
            };
            let mut own = FxHashSet::default();
            for exception in exceptions {
                let Some(name) = UnqualifiedName::from_expr(exception) else { continue };
                let name = name.to_string();
                if own.insert(name.clone()) && seen.contains(&name) {
                    let message = format!("`{name}` is caught by a handler above already");
                    checker.report(exception, message);
                }
            }
            seen.extend(own);
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<DuplicateTryBlockException>();
