//! F632.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{CmpOp, Expr, ExprCompare};
use ruff_text_size::{Ranged, TextRange};
use crate::literals::{is_constant, is_display};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct IsLiteral;

impl Rule for IsLiteral {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F632",
        name: "is-literal",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds `is` and `is not` with a literal.

They ask whether both sides are one and the same object. Whether equal numbers or strings are is an
accident of the implementation, and a display such as `[]` is a new object each time.

The fix compares by value.

```python bad
def is_root(path):
    return path is "/"
```

```python good
def is_root(path):
    return path == "/"
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

impl IsLiteral {
    fn check<'a>(&self, comparison: &'a ExprCompare, checker: &mut Checker<'a>) {
        let mut left = &*comparison.left;
        for (operator, right) in comparison.ops.iter().zip(&comparison.comparators) {
            let instead = match operator {
                CmpOp::Is => "==",
                CmpOp::IsNot => "!=",
                _ => {
                    left = right;
                    continue;
                }
            };
            if is_value(left) || is_value(right) {
                let fix = checker.wants_fixes().then(|| {
                    let between = TextRange::new(left.end(), right.start());
                    Some(Fix::safe(Edit::replacement(instead, operator_range(checker, between)?)))
                });
                let message = format!("Identity of a literal; compare with `{instead}`");
                checker.report_with(comparison, message, fix.flatten());
            }
            left = right;
        }
    }
}

/// Where `is` or `is not` stands between two operands.
fn operator_range(checker: &Checker<'_>, between: TextRange) -> Option<TextRange> {
    let mut tokens = checker.tokens().in_range(between).iter();
    let is = tokens.find(|token| token.kind() == TokenKind::Is)?;
    let not = tokens.find(|token| token.kind() == TokenKind::Not);
    Some(not.map_or(is.range(), |not| is.range().cover(not.range())))
}

/// Whether an expression stands for a value rather than for a certain object.
fn is_value(expression: &Expr) -> bool {
    match expression {
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => true,
        Expr::Tuple(_) => is_constant(expression),
        _ => is_display(expression),
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<IsLiteral>();
