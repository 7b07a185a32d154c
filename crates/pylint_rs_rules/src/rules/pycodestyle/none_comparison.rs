//! E711.

use pylint_rs_diagnostics::{Fix, Severity};
use ruff_python_ast::ExprCompare;

use super::comparison::{identity_operator, is_plain_constant, replace_operator};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct NoneComparison;

impl Rule for NoneComparison {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E711",
        name: "none-comparison",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds `==` and `!=` with `None`.

There is only one `None`, so that `is` says it all; `==` asks an object that may define equality as
it likes.

The fix is unsafe: where equality is defined in that way, as for columns in SQLAlchemy, `is` means
something else.

```python bad
def is_root(node):
    return node.parent == None
```

```python good
def is_root(node):
    return node.parent is None
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

impl NoneComparison {
    fn check<'a>(&self, comparison: &'a ExprCompare, checker: &mut Checker<'a>) {
        let mut left = &*comparison.left;
        for (index, (operator, right)) in
            comparison.ops.iter().zip(&comparison.comparators).enumerate()
        {
            if let Some(identity) = identity_operator(*operator) {
                // A `None` in the middle is seen as the right side of what is before it.
                let operands = [(index == 0).then_some(left), Some(right)];
                for operand in operands.into_iter().flatten() {
                    if operand.is_none_literal_expr()
                        && !is_plain_constant(left)
                        && !is_plain_constant(right)
                    {
                        let fix = checker.wants_fixes().then(|| {
                            replace_operator(checker, left, right, identity).map(Fix::unsafe_)
                        });
                        let message = format!("Comparison with `None`; use `{identity}`");
                        checker.report_with(operand, message, fix.flatten());
                    }
                }
            }
            left = right;
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<NoneComparison>();
