//! B030.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ExceptHandlerExceptHandler, Expr, Operator};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ExceptWithNonExceptionClasses;

impl Rule for ExceptWithNonExceptionClasses {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B030",
        name: "except-with-non-exception-classes",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds handlers of what cannot be an exception class.

When an exception gets there, Python raises a `TypeError` instead.

```python bad
try:
    number = int("x")
except "ValueError":
    number = 0
```

```python good
try:
    number = int("x")
except ValueError:
    number = 0
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

impl ExceptWithNonExceptionClasses {
    fn check<'a>(&self, handler: &'a ExceptHandlerExceptHandler, checker: &mut Checker<'a>) {
        let Some(caught) = handler.type_.as_deref() else { return };
        for expression in caught_classes(caught) {
            if !matches!(
                expression,
                Expr::Name(_)
                    | Expr::Attribute(_)
                    | Expr::Subscript(_)
                    | Expr::Call(_)
                    | Expr::Starred(_)
            ) {
                let text = checker.excerpt(expression);
                checker.report(expression, format!("`{text}` is no exception class"));
            }
        }
    }
}

/// The parts of what is caught: elements of a tuple, unpacked ones too, and of tuples added up.
fn caught_classes(caught: &Expr) -> Vec<&Expr> {
    let mut classes = Vec::new();
    // Each with whether a tuple may stand there.
    let mut queue = vec![(caught, true)];
    while let Some((expression, may_be_tuple)) = queue.pop() {
        match expression {
            Expr::Tuple(tuple) if may_be_tuple => {
                queue.extend(tuple.elts.iter().map(|element| (element, false)));
            }
            Expr::Starred(starred) => match &*starred.value {
                Expr::Tuple(tuple) => {
                    queue.extend(tuple.elts.iter().map(|element| (element, false)));
                }
                Expr::List(list) => queue.extend(list.elts.iter().map(|element| (element, false))),
                value => queue.push((value, true)),
            },
            Expr::BinOp(operation) if operation.op == Operator::Add => {
                queue.push((&operation.left, true));
                queue.push((&operation.right, true));
            }
            _ => classes.push(expression),
        }
    }
    classes
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ExceptWithNonExceptionClasses>();
