//! B032.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, StmtAnnAssign};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UnintentionalTypeAnnotation;

impl Rule for UnintentionalTypeAnnotation {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B032",
        name: "unintentional-type-annotation",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds annotations of items and attributes, where an assignment was probably meant.

`x["a"]: 1` is valid Python, and does nothing.

```python bad
sizes = {}
sizes["small"]: 1
```

```python good
sizes = {}
sizes["small"] = 1
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

impl UnintentionalTypeAnnotation {
    fn check<'a>(&self, statement: &'a StmtAnnAssign, checker: &mut Checker<'a>) {
        if statement.value.is_some() {
            return;
        }
        let is_suspicious = match &*statement.target {
            Expr::Subscript(subscript) => subscript.value.is_name_expr(),
            // `self.x: int` declares an attribute.
            Expr::Attribute(attribute) => {
                attribute.value.as_name_expr().is_some_and(|name| name.id != "self")
            }
            _ => false,
        };
        if is_suspicious {
            let target = checker.excerpt(&*statement.target);
            checker.report(statement, format!("`{target}: ...` assigns nothing: `=` meant?"));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnintentionalTypeAnnotation>();
