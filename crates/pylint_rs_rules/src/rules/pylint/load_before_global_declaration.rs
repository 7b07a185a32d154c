//! PLE0118.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::ScopeId;
use ruff_python_ast::{AnyNodeRef, NodeKind};
use ruff_text_size::{Ranged, TextSize};
use rustc_hash::FxHashMap;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct LoadBeforeGlobalDeclaration;

impl Rule for LoadBeforeGlobalDeclaration {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PLE0118",
        name: "load-before-global-declaration",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds names used before the `global` that declares them.

The declaration holds for the whole function, so that it has to come first; Python has a
`SyntaxError` for it.

```python bad
count = 0


def increment():
    print(count)
    global count
    count += 1
```

```python good
count = 0


def increment():
    global count
    print(count)
    count += 1
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

impl LoadBeforeGlobalDeclaration {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let mut declarations: FxHashMap<(ScopeId, &str), TextSize> = FxHashMap::default();
        // Most scopes have none: their names are not looked up.
        let mut has_declaration = vec![false; semantic.scopes().count()];
        for node in semantic.nodes_of_kind(NodeKind::StmtGlobal) {
            let AnyNodeRef::StmtGlobal(statement) = node else { continue };
            let scope = semantic.scope_of(statement);
            has_declaration[scope.index()] = true;
            for name in &statement.names {
                declarations.insert((scope, name.as_str()), statement.start());
            }
        }
        if declarations.is_empty() {
            return;
        }
        for id in semantic.nodes().of_kind(NodeKind::ExprName) {
            let node = semantic.node(*id);
            if has_declaration[node.scope.index()]
                && let AnyNodeRef::ExprName(name) = node.syntax
                && let Some(declared) = declarations.get(&(node.scope, name.id.as_str()))
                && name.start() < *declared
            {
                let line = checker.line_number(*declared);
                let message = format!("`{}` is declared `global` only on line {line}", name.id);
                checker.report(name, message);
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<LoadBeforeGlobalDeclaration>();
