//! E714.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{CmpOp, ExprUnaryOp};

use super::comparison::{negate, negated_comparison};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct NotIsTest;

impl Rule for NotIsTest {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E714",
        name: "not-is-test",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds `not x is y`.

`x is not y` says the same, reads as a sentence, and leaves no doubt what is negated.

```python bad
def is_other(node, root):
    return not node is root
```

```python good
def is_other(node, root):
    return node is not root
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

impl NotIsTest {
    fn check<'a>(&self, negation: &'a ExprUnaryOp, checker: &mut Checker<'a>) {
        if let Some(comparison) = negated_comparison(negation, CmpOp::Is) {
            let fix = checker.wants_fixes().then(|| negate(checker, negation, comparison));
            checker.report_with(comparison, "Use `is not`", fix.flatten());
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<NotIsTest>();
