//! B901.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{ScopeId, ScopeKind};
use ruff_python_ast::helpers::is_const_true;
use ruff_python_ast::{Expr, NodeKind, StmtFunctionDef};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ReturnInGenerator;

impl Rule for ReturnInGenerator {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B901",
        name: "return-in-generator",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds generators that return a value.

A `yield` anywhere makes a function a generator: who calls it gets an iterator, and never sees what
`return` gives, unless by `yield from` or `StopIteration.value`. A reader, and often the author,
takes the `return` for that of a plain function. Where the value is meant for `yield from`, a
suppression comment can say so.

`__await__` and pytest's hook wrappers return values by design and are left alone. Of several such
statements in one function, the last is reported.

```python bad
def lines(path, cached=None):
    if cached is not None:
        return cached
    with open(path) as file:
        yield from file
```

```python good
def lines(path, cached=None):
    if cached is not None:
        yield from cached
        return
    with open(path) as file:
        yield from file
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

impl ReturnInGenerator {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let mut generators: Vec<ScopeId> = [NodeKind::ExprYield, NodeKind::ExprYieldFrom]
            .into_iter()
            .flat_map(|kind| semantic.nodes().of_kind(kind))
            .map(|id| semantic.body_scope(semantic.node(*id).scope))
            .collect();
        generators.sort_unstable();
        generators.dedup();
        for scope in generators {
            let ScopeKind::Function(function) = semantic.scope(scope).kind else { continue };
            if function.name.as_str() == "__await__" || is_hook_wrapper(function, checker) {
                continue;
            }
            let last = semantic
                .nodes()
                .subtree(semantic.id(function))
                .filter(|id| semantic.node(*id).scope == scope)
                .filter_map(|id| semantic.node(id).syntax.as_stmt_return())
                .filter(|statement| statement.value.is_some())
                .last();
            if let Some(statement) = last {
                checker.report(
                    statement,
                    "`return` with a value in a generator: whoever iterates over it never sees it",
                );
            }
        }
    }
}

/// Whether pytest calls the function as a wrapper around other hooks.
fn is_hook_wrapper<'a>(function: &'a StmtFunctionDef, checker: &Checker<'a>) -> bool {
    function.decorator_list.iter().any(|decorator| {
        let Expr::Call(call) = &decorator.expression else { return false };
        let is_wrapper = ["wrapper", "hookwrapper"].into_iter().any(|name| {
            call.arguments.find_keyword(name).is_some_and(|keyword| is_const_true(&keyword.value))
        });
        is_wrapper
            && checker
                .semantic()
                .qualified_name(&call.func)
                .is_some_and(|name| name.is("pytest.hookimpl"))
    })
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ReturnInGenerator>();
