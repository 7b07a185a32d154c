//! B039.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::Semantic;
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall};

use crate::mutability::{ImmutableCallOptions, ImmutableCalls, mutability};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use crate::NameUse;

struct MutableContextvarDefault {
    calls: ImmutableCalls,
}

impl Rule for MutableContextvarDefault {
    type Options = ImmutableCallOptions;

    const METADATA: Metadata = Metadata {
        code: "B039",
        name: "mutable-contextvar-default",
        category: Category::Correctness,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds mutable defaults of context variables.

`ContextVar.get` gives the one default in every context that has set nothing: what is put into it
there is seen in all of them, which is what context variables are to prevent.

Any call counts as mutable unless it is known to give something immutable;
`extend-immutable-calls` names more of those.

```python bad
from contextvars import ContextVar

REQUESTS = ContextVar("REQUESTS", default=[])
```

```python good
from contextvars import ContextVar

REQUESTS = ContextVar("REQUESTS", default=())
```
"#,
    };

    fn new(options: ImmutableCallOptions) -> Self {
        Self { calls: options.into() }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.names(&["contextvars.ContextVar"], Self::check);
    }
}

impl MutableContextvarDefault {
    fn check<'a>(&self, usage: NameUse<'a>, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let Some(call) = call_of(usage, semantic) else { return };
        let Some(keyword) = call.arguments.find_keyword("default") else { return };
        let default = &keyword.value;
        let is_mutable = mutability(default, semantic).is_some()
            || matches!(default, Expr::Call(inner) if !self.calls.is_known(&inner.func, semantic));
        if is_mutable {
            checker.report(default, "All contexts share the mutable default of this variable");
        }
    }
}

/// `ContextVar(...)` or `ContextVar[list[str]](...)`.
fn call_of<'a>(usage: NameUse<'a>, semantic: &Semantic<'a>) -> Option<&'a ExprCall> {
    let mut called = usage.id;
    let mut parent = semantic.parent_id(called)?;
    if let AnyNodeRef::ExprSubscript(subscript) = semantic.node(parent).syntax
        && semantic.id(&*subscript.value) == called
    {
        called = parent;
        parent = semantic.parent_id(called)?;
    }
    match semantic.node(parent).syntax {
        AnyNodeRef::ExprCall(call) if semantic.id(&*call.func) == called => Some(call),
        _ => None,
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MutableContextvarDefault>();
