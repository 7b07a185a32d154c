//! B035.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, ExprDictComp};
use rustc_hash::FxHashSet;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use super::assigned_names::names_in_target;

struct StaticKeyDictComprehension;

impl Rule for StaticKeyDictComprehension {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B035",
        name: "static-key-dict-comprehension",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds dictionary comprehensions whose key is the same each time round.

However many times the comprehension goes round, the dictionary has one entry: the last. Usually
the loop variable was meant, or another name for it.

```python bad
prices = {"name": price for name, price in [("tea", 3), ("coffee", 4)]}
```

```python good
prices = {name: price for name, price in [("tea", 3), ("coffee", 4)]}
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

impl StaticKeyDictComprehension {
    fn check<'a>(&self, comprehension: &'a ExprDictComp, checker: &mut Checker<'a>) {
        let Some(key) = comprehension.key.as_deref() else { return };
        let mut bound = FxHashSet::default();
        for generator in &comprehension.generators {
            names_in_target(&generator.target, &mut |name| {
                bound.insert(name.id.as_str());
            });
        }
        if !is_static(key, &bound) || is_assigned_inside(key, comprehension, checker) {
            return;
        }
        let text = checker.excerpt(key);
        checker.report(key, format!("The key `{text}` is the same for each entry"));
    }
}

/// Whether an expression made of names and constants uses none of the names.
fn is_static(expression: &Expr, bound: &FxHashSet<&str>) -> bool {
    match expression {
        Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::BooleanLiteral(_)
        | Expr::NoneLiteral(_)
        | Expr::EllipsisLiteral(_) => true,
        Expr::Name(name) => !bound.contains(name.id.as_str()),
        Expr::Attribute(attribute) => is_static(&attribute.value, bound),
        Expr::Subscript(subscript) => {
            is_static(&subscript.value, bound) && is_static(&subscript.slice, bound)
        }
        Expr::Tuple(tuple) => tuple.elts.iter().all(|element| is_static(element, bound)),
        Expr::UnaryOp(operation) => is_static(&operation.operand, bound),
        Expr::BinOp(operation) => {
            is_static(&operation.left, bound) && is_static(&operation.right, bound)
        }
        Expr::BoolOp(operation) => operation.values.iter().all(|value| is_static(value, bound)),
        _ => false,
    }
}

/// Whether the key uses a name that a `:=` inside the comprehension gives another value each
/// time: `{key: x for x in y if (key := f(x))}`.
fn is_assigned_inside(key: &Expr, comprehension: &ExprDictComp, checker: &Checker<'_>) -> bool {
    let semantic = checker.semantic();
    let assigned: Vec<&str> = semantic
        .nodes()
        .subtree(semantic.id(comprehension))
        .filter_map(|id| semantic.node(id).syntax.as_expr_named())
        .filter_map(|named| Some(named.target.as_name_expr()?.id.as_str()))
        .collect();
    !assigned.is_empty()
        && semantic
            .nodes()
            .subtree(semantic.id(key))
            .filter_map(|id| semantic.node(id).syntax.as_expr_name())
            .any(|name| assigned.contains(&name.id.as_str()))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StaticKeyDictComprehension>();
