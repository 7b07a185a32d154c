//! F704.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::Context;
use ruff_python_ast::{ExprAwait, ExprYield, ExprYieldFrom, HasNodeIndex};
use ruff_text_size::Ranged;

use super::enclosing::{can_await, can_yield};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct YieldOutsideFunction;

impl Rule for YieldOutsideFunction {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F704",
        name: "yield-outside-function",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `yield`, `yield from` and `await` outside a function.

Python has a `SyntaxError` for it. A comprehension is no place for `yield` either.

```python bad
class Numbers:
    yield 1
```

```python good
class Numbers:
    def __iter__(self):
        yield 1
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check_yield);
        on.node(Self::check_yield_from);
        on.node(Self::check_await);
    }
}

impl YieldOutsideFunction {
    fn check_yield<'a>(&self, expression: &'a ExprYield, checker: &mut Checker<'a>) {
        if !can_yield(checker.semantic(), expression) {
            report(expression, "yield", checker);
        }
    }

    fn check_yield_from<'a>(&self, expression: &'a ExprYieldFrom, checker: &mut Checker<'a>) {
        if !can_yield(checker.semantic(), expression) {
            report(expression, "yield from", checker);
        }
    }

    fn check_await<'a>(&self, expression: &'a ExprAwait, checker: &mut Checker<'a>) {
        if !can_await(checker.semantic(), expression) {
            report(expression, "await", checker);
        }
    }
}

fn report(expression: impl Ranged + HasNodeIndex + Copy, word: &str, checker: &mut Checker<'_>) {
    // In a string it is the annotation that is wrong.
    if !checker.semantic().context(expression).intersects(Context::STRING_ANNOTATION) {
        checker.report(expression, format!("`{word}` outside a function"));
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<YieldOutsideFunction>();
