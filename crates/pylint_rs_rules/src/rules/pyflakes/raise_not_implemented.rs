//! F901.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::{Expr, StmtRaise};
use ruff_text_size::Ranged;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct RaiseNotImplemented;

impl Rule for RaiseNotImplemented {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F901",
        name: "raise-not-implemented",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds `raise NotImplemented`.

`NotImplemented` is what an operator returns when it does not know the other operand. It is no
exception: raising it is a `TypeError`.

```python bad
class Shape:
    def area(self):
        raise NotImplemented
```

```python good
class Shape:
    def area(self):
        raise NotImplementedError
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

impl RaiseNotImplemented {
    fn check<'a>(&self, statement: &'a StmtRaise, checker: &mut Checker<'a>) {
        let Some(mut exception) = statement.exc.as_deref() else { return };
        if let Expr::Call(call) = exception {
            exception = &call.func;
        }
        let semantic = checker.semantic();
        if !semantic.is_builtin(exception, "NotImplemented") {
            return;
        }
        let scope = semantic.scope_of(statement);
        let can_fix =
            checker.wants_fixes() && semantic.is_builtin_in("NotImplementedError", scope);
        let fix = can_fix
            .then(|| Fix::safe(Edit::replacement("NotImplementedError", exception.range())));
        checker.report_with(
            exception,
            "`NotImplemented` is no exception; raise `NotImplementedError`",
            fix,
        );
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<RaiseNotImplemented>();
