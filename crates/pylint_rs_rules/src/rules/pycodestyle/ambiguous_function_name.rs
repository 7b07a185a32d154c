//! E743.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::StmtFunctionDef;

use super::ambiguous_name::is_ambiguous;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct AmbiguousFunctionName;

impl Rule for AmbiguousFunctionName {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E743",
        name: "ambiguous-function-name",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds functions named `l`, `O` or `I`.

In many fonts they cannot be told from the digits one and zero.

```python bad
def l(values):
    return len(values)
```

```python good
def length(values):
    return len(values)
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

impl AmbiguousFunctionName {
    fn check<'a>(&self, function: &'a StmtFunctionDef, checker: &mut Checker<'a>) {
        if is_ambiguous(&function.name) {
            checker.report(&function.name, format!("`{}` looks like a digit", function.name));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AmbiguousFunctionName>();
