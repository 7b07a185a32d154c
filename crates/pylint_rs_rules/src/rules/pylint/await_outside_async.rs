//! PLE1142.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{ComprehensionKind, Context, ScopeId, ScopeKind, Semantic};
use ruff_python_ast::{AnyNodeRef, Comprehension, ExprAwait, StmtFor, StmtWith};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct AwaitOutsideAsync;

impl Rule for AwaitOutsideAsync {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PLE1142",
        name: "await-outside-async",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `await`, `async with` and `async for` outside asynchronous functions.

Python has a `SyntaxError` for it. In a generator expression `await` is allowed anywhere: it is not
the function around that waits.

```python bad
import asyncio


def pause():
    await asyncio.sleep(1)
```

```python good
import asyncio


async def pause():
    await asyncio.sleep(1)
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check_await);
        on.node(Self::check_with);
        on.node(Self::check_for);
        on.node(Self::check_comprehension);
    }
}

impl AwaitOutsideAsync {
    fn check_await<'a>(&self, expression: &'a ExprAwait, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        if !semantic.context(expression).intersects(Context::STRING_ANNOTATION)
            && !can_wait(semantic, semantic.scope_of(expression))
        {
            checker.report(expression, "`await` outside an asynchronous function");
        }
    }

    fn check_with<'a>(&self, statement: &'a StmtWith, checker: &mut Checker<'a>) {
        if statement.is_async
            && !can_wait(checker.semantic(), checker.semantic().scope_of(statement))
        {
            checker.report(statement, "`async with` outside an asynchronous function");
        }
    }

    fn check_for<'a>(&self, statement: &'a StmtFor, checker: &mut Checker<'a>) {
        if statement.is_async
            && !can_wait(checker.semantic(), checker.semantic().scope_of(statement))
        {
            checker.report(statement, "`async for` outside an asynchronous function");
        }
    }

    fn check_comprehension<'a>(&self, clause: &'a Comprehension, checker: &mut Checker<'a>) {
        if !clause.is_async {
            return;
        }
        let semantic = checker.semantic();
        let Some(owner) = semantic.parent(clause) else { return };
        if !matches!(owner, AnyNodeRef::ExprGenerator(_))
            && !can_wait(semantic, semantic.scope_of(owner))
        {
            checker.report(
                clause,
                "Asynchronous comprehension outside an asynchronous function",
            );
        }
    }
}

/// Whether the code of a scope can wait: it is an asynchronous function's, or a generator's.
fn can_wait(semantic: &Semantic<'_>, scope: ScopeId) -> bool {
    for scope in semantic.scope_chain(scope) {
        match semantic.scope(scope).kind {
            ScopeKind::Function(function) => return function.is_async,
            ScopeKind::Comprehension(ComprehensionKind::Generator) => return true,
            ScopeKind::Comprehension(_) | ScopeKind::TypeParameters => {}
            ScopeKind::Lambda | ScopeKind::Class(_) | ScopeKind::Module => return false,
        }
    }
    false
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AwaitOutsideAsync>();
