//! F722.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::Context;
use ruff_python_ast::{ExprAwait, ExprYield, ExprYieldFrom, HasNodeIndex};

use super::enclosing::{can_await, can_yield};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ForwardAnnotationSyntaxError;

impl Rule for ForwardAnnotationSyntaxError {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F722",
        name: "forward-annotation-syntax-error",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds annotations in strings that are no Python.

The program runs all the same; type checkers and whatever else reads the annotation fail.

```python bad
def parent(node: "Node |") -> "Node":
    return node.parent
```

```python good
def parent(node: "Node | None") -> "Node":
    return node.parent
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
        on.node(Self::check_yield);
        on.node(Self::check_yield_from);
        on.node(Self::check_await);
    }
}

impl ForwardAnnotationSyntaxError {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        for malformed in checker.semantic().malformed_annotations() {
            let string = checker.semantic().node(malformed.string).syntax;
            checker.report(string, format!("The annotation is no Python: {}", malformed.error));
        }
    }

    fn check_yield<'a>(&self, expression: &'a ExprYield, checker: &mut Checker<'a>) {
        if is_in_string(expression, checker) && !can_yield(checker.semantic(), expression) {
            checker.report(expression, "The annotation is no Python: `yield` outside a function");
        }
    }

    fn check_yield_from<'a>(&self, expression: &'a ExprYieldFrom, checker: &mut Checker<'a>) {
        if is_in_string(expression, checker) && !can_yield(checker.semantic(), expression) {
            checker.report(expression, "The annotation is no Python: `yield` outside a function");
        }
    }

    fn check_await<'a>(&self, expression: &'a ExprAwait, checker: &mut Checker<'a>) {
        if is_in_string(expression, checker) && !can_await(checker.semantic(), expression) {
            checker.report(expression, "The annotation is no Python: `await` outside a function");
        }
    }
}

fn is_in_string(expression: impl HasNodeIndex, checker: &Checker<'_>) -> bool {
    checker.semantic().context(expression).intersects(Context::STRING_ANNOTATION)
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ForwardAnnotationSyntaxError>();
