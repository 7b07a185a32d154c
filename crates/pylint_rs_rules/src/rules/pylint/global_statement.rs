//! PLW0603.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{BindingFlags, BindingId, BindingKind, ScopeId};
use ruff_python_ast::{Expr, NodeKind, StmtDelete};

use super::global_declarations::GlobalDeclarations;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct GlobalStatement;

impl Rule for GlobalStatement {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PLW0603",
        name: "global-statement",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds functions that assign to the module's variables.

What such a function does depends on who called what before, which no signature says. Return the
value, or keep it in an object.

There is one finding for each assignment, definition, import or deletion, at the `global` that
declares the name.

```python bad
total = 0


def add(value):
    global total
    total += value
```

```python good
def add(total, value):
    return total + value
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.bindings(Self::check_binding);
        on.node(Self::check_deletion);
    }
}

impl GlobalStatement {
    fn check_binding(&self, binding: BindingId, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        let data = semantic.binding(binding);
        let is_at_module = data.from_scope == ScopeId::MODULE;
        if !is_at_module && !data.flags.contains(BindingFlags::GLOBAL) {
            return;
        }
        if is_at_module && semantic.nodes().of_kind(NodeKind::StmtGlobal).is_empty() {
            return;
        }
        let counts = match data.kind {
            BindingKind::Assignment(_) | BindingKind::Export => {
                !data.flags.contains(BindingFlags::UNPACKED)
            }
            BindingKind::Function(_)
            | BindingKind::Class(_)
            | BindingKind::Import(_)
            | BindingKind::FromImport { .. } => true,
            _ => false,
        };
        if counts {
            let name = semantic.symbol(data.symbol).name;
            report(name, data.from_scope, checker);
        }
    }

    fn check_deletion<'a>(&self, statement: &'a StmtDelete, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        for target in &statement.targets {
            if let Expr::Name(name) = target
                && let Some(reference) = semantic.reference_of(name)
            {
                report(semantic.name(reference.name), reference.scope, checker);
            }
        }
    }
}

/// Reports the declaration of a name, as the compiler stores it, in a scope, if there is one.
fn report(name: &str, scope: ScopeId, checker: &mut Checker<'_>) {
    let declarations = checker.fact::<GlobalDeclarations>();
    if scope == ScopeId::MODULE && !declarations.has_module_level {
        return;
    }
    if let Some(symbol) = checker.semantic().symbol_in(scope, name)
        && let Some(declaration) = declarations.by_symbol.get(&symbol)
    {
        checker.report(declaration.range, format!("The module's `{name}` is changed through `global`"));
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<GlobalStatement>();
