//! E712.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::{CmpOp, Expr, ExprCompare};

use super::comparison::{identity_operator, is_plain_constant, replace_operator};
use crate::edits::{parenthesized_range, replace_word};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct TrueFalseComparison;

impl Rule for TrueFalseComparison {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E712",
        name: "true-false-comparison",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds `==` and `!=` with `True` or `False`.

A condition need not be compared with the truth. Where only `True` itself is meant, `is True` says
so.

The fix is unsafe: `2` is true, but does not equal `True`; and an array or a column of a table is
compared element by element.

```python bad
def shown(widget):
    if widget.visible == True:
        return widget
    return None
```

```python good
def shown(widget):
    if widget.visible:
        return widget
    return None
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

impl TrueFalseComparison {
    fn check<'a>(&self, comparison: &'a ExprCompare, checker: &mut Checker<'a>) {
        let mut left = &*comparison.left;
        for (index, (operator, right)) in
            comparison.ops.iter().zip(&comparison.comparators).enumerate()
        {
            if let Some(identity) = identity_operator(*operator) {
                let first = if index == 0 { truth_of(left) } else { None };
                let second = truth_of(right).filter(|truth| first != Some(*truth));
                for (truth, other) in [(first, right), (second, left)] {
                    let Some(truth) = truth.filter(|_| !is_plain_constant(other)) else {
                        continue;
                    };
                    let is_kept = truth == (*operator == CmpOp::Eq);
                    let fix = checker.wants_fixes().then(|| {
                        if comparison.ops.len() == 1 {
                            Some(Fix::unsafe_(replace_comparison(
                                checker, comparison, other, is_kept,
                            )))
                        } else {
                            replace_operator(checker, left, right, identity).map(Fix::unsafe_)
                        }
                    });
                    let literal = if truth { "True" } else { "False" };
                    let message = format!("Comparison with `{literal}`");
                    checker.report_with(comparison, message, fix.flatten());
                }
            }
            left = right;
        }
    }
}

fn truth_of(expression: &Expr) -> Option<bool> {
    expression.as_boolean_literal_expr().map(|literal| literal.value)
}

/// Puts the other operand in the place of the whole comparison, or `not` and that operand.
fn replace_comparison(
    checker: &Checker<'_>,
    comparison: &ExprCompare,
    other: &Expr,
    is_kept: bool,
) -> Edit {
    let operand = &checker.source()[parenthesized_range(checker, other)];
    if is_kept {
        replace_word(checker, operand, comparison.range)
    } else {
        replace_word(checker, &format!("not {operand}"), comparison.range)
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<TrueFalseComparison>();
