//! F601.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, ExprDict, ExprUnaryOp, Operator, UnaryOp};

use super::repeated_keys::check_repeated_keys;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct MultiValueRepeatedKeyLiteral;

impl Rule for MultiValueRepeatedKeyLiteral {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F601",
        name: "multi-value-repeated-key-literal",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds literals that are a key of a dictionary display more than once.

Only the last value is kept; mostly one of the keys is a slip.

The fix removes an entry whose value has been given before. It is unsafe: values may have side
effects, and if there is another value between the two, another one counts.

```python bad
prices = {
    "apple": 1,
    "pear": 2,
    "pear": 3,
}
```

```python good
prices = {
    "apple": 1,
    "pear": 3,
}
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

impl MultiValueRepeatedKeyLiteral {
    fn check<'a>(&self, dictionary: &'a ExprDict, checker: &mut Checker<'a>) {
        check_repeated_keys(dictionary, is_literal, checker);
    }
}

fn is_literal(key: &Expr) -> bool {
    match key {
        Expr::Tuple(_) | Expr::FString(_) => true,
        Expr::UnaryOp(operation) => is_signed_number(operation),
        // A complex number: `1 + 2j`.
        Expr::BinOp(operation) => {
            matches!(operation.op, Operator::Add | Operator::Sub)
                && is_real(&operation.left)
                && matches!(
                    &*operation.right,
                    Expr::NumberLiteral(number) if number.value.is_complex()
                )
        }
        _ => key.is_literal_expr(),
    }
}

fn is_real(expression: &Expr) -> bool {
    match expression {
        Expr::UnaryOp(operation) => is_signed_number(operation),
        _ => expression.is_number_literal_expr(),
    }
}

fn is_signed_number(operation: &ExprUnaryOp) -> bool {
    matches!(operation.op, UnaryOp::UAdd | UnaryOp::USub)
        && matches!(*operation.operand, Expr::NumberLiteral(_) | Expr::BooleanLiteral(_))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MultiValueRepeatedKeyLiteral>();
