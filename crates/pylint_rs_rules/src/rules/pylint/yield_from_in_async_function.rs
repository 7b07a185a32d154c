//! PLE1700.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::ScopeKind;
use ruff_python_ast::ExprYieldFrom;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct YieldFromInAsyncFunction;

impl Rule for YieldFromInAsyncFunction {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PLE1700",
        name: "yield-from-in-async-function",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `yield from` in asynchronous functions.

An asynchronous generator cannot hand over to another one; Python has a `SyntaxError` for it.

```python bad
async def numbers(first, second):
    yield from first
    yield from second
```

```python good
async def numbers(first, second):
    async for number in first:
        yield number
    async for number in second:
        yield number
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

impl YieldFromInAsyncFunction {
    fn check<'a>(&self, expression: &'a ExprYieldFrom, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let scope = semantic.scope(semantic.scope_of(expression));
        if matches!(scope.kind, ScopeKind::Function(function) if function.is_async) {
            checker.report(expression, "`yield from` in an asynchronous function");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<YieldFromInAsyncFunction>();
