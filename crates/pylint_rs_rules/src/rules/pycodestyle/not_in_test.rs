//! E713.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{CmpOp, ExprUnaryOp};

use super::comparison::{negate, negated_comparison};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct NotInTest;

impl Rule for NotInTest {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E713",
        name: "not-in-test",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds `not x in y`.

`x not in y` says the same, reads as a sentence, and leaves no doubt what is negated.

```python bad
def is_other(name, names):
    return not name in names
```

```python good
def is_other(name, names):
    return name not in names
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

impl NotInTest {
    fn check<'a>(&self, negation: &'a ExprUnaryOp, checker: &mut Checker<'a>) {
        if let Some(comparison) = negated_comparison(negation, CmpOp::In) {
            let fix = checker.wants_fixes().then(|| negate(checker, negation, comparison));
            checker.report_with(comparison, "Use `not in`", fix.flatten());
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<NotInTest>();
