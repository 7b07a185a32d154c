//! PRS020.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{
    Boundness, Context, NodeId, ScopeId, Semantic, SymbolId, UnboundRead,
};
use ruff_python_ast::{AnyNodeRef, ExceptHandler, Expr};
use rustc_hash::FxHashMap;

use super::correlated_conditions::is_bound_under_the_same_condition;
use super::unbound_candidates::candidates;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PossiblyUnboundName;

impl Rule for PossiblyUnboundName {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PRS020",
        name: "possibly-unbound-name",
        category: Category::Correctness,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds names that are read where they may have no value.

A name that is bound in one branch of an `if`, in a loop that may not go round, or in a `try` whose
exception is handled, is not bound on the other ways: reading it there raises `UnboundLocalError`
or `NameError`.

All ways through the function are followed; of several reads that fail together the first is
reported. Some things are taken to be as they look: a condition written twice holds both times, a
`match` over classes or members of an enumeration leaves none out, a context manager lets exceptions
pass unless that is what it is for (`contextlib.suppress`), and `self.fail()` does not come back.

Off by default: that a name is bound on just those ways on which it is read is often plain to the
author (a loop that always goes round, two conditions that go together) and to nobody else.

```python bad
def total(order):
    if order.lines:
        result = sum(order.lines)
    return result
```

```python good
def total(order):
    result = 0
    if order.lines:
        result = sum(order.lines)
    return result
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl PossiblyUnboundName {
    fn check(&self, checker: &mut Checker<'_>) {
        // A stub is never run.
        if checker.is_stub() {
            return;
        }
        let semantic = checker.semantic();
        let mut by_body: FxHashMap<ScopeId, Vec<SymbolId>> = FxHashMap::default();
        for symbol in candidates(semantic) {
            if let Some(body) = semantic.running_scope(semantic.symbol(symbol).scope) {
                by_body.entry(body).or_default().push(symbol);
            }
        }
        for (body, symbols) in by_body {
            let Some(flow) = semantic.control_flow(body) else { continue };
            for read in flow.unbound_reads(semantic, &symbols) {
                report(read, checker);
            }
        }
    }
}

fn report(read: UnboundRead, checker: &mut Checker<'_>) {
    let semantic = checker.semantic();
    let (name, range) = match semantic.node(read.node).syntax {
        AnyNodeRef::ExprName(name) => (name.id.as_str(), name.range),
        AnyNodeRef::StmtAugAssign(statement) => match &*statement.target {
            Expr::Name(name) => (name.id.as_str(), name.range),
            _ => return,
        },
        _ => return,
    };
    if is_guarded(read.node, semantic)
        || is_bound_under_the_same_condition(read.symbol, read.node, semantic)
    {
        return;
    }
    let message = match read.boundness {
        Boundness::PossiblyUnbound => format!("`{name}` may have no value here"),
        Boundness::Unbound => format!("`{name}` has no value here"),
    };
    checker.report(range, message);
}

/// Whether a read stands in a `try` that is there to find out whether the name is bound.
fn is_guarded(node: NodeId, semantic: &Semantic<'_>) -> bool {
    if !semantic.node(node).context.contains(Context::NAME_ERROR_HANDLED) {
        return false;
    }
    semantic.ancestor_ids(node).any(|ancestor| match semantic.node(ancestor).syntax {
        AnyNodeRef::StmtTry(statement) => statement.handlers.iter().any(|handler| {
            let ExceptHandler::ExceptHandler(handler) = handler;
            match handler.type_.as_deref() {
                Some(Expr::Tuple(types)) => types.elts.iter().any(names_name_error),
                Some(type_) => names_name_error(type_),
                None => false,
            }
        }),
        _ => false,
    })
}

fn names_name_error(expression: &Expr) -> bool {
    expression
        .as_name_expr()
        .is_some_and(|name| matches!(name.id.as_str(), "NameError" | "UnboundLocalError"))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PossiblyUnboundName>();
