//! PLW0603.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{Binding, BindingFlags, BindingKind, ScopeId};
use ruff_python_ast::{AnyNodeRef, Expr, NodeKind};

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
        on.module(Self::check);
    }
}

impl GlobalStatement {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        if semantic.nodes().of_kind(NodeKind::StmtGlobal).is_empty() {
            return;
        }
        let declarations = checker.fact::<GlobalDeclarations>();
        for (_, binding) in semantic.bindings() {
            let may_be_global = match binding.from_scope {
                ScopeId::MODULE => declarations.has_module_level,
                _ => binding.flags.contains(BindingFlags::GLOBAL),
            };
            if may_be_global && is_counted(binding) {
                let name = semantic.symbol(binding.symbol).name;
                report(name, binding.from_scope, &declarations, checker);
            }
        }
        for statement in semantic.nodes_of_kind(NodeKind::StmtDelete) {
            let AnyNodeRef::StmtDelete(statement) = statement else { continue };
            for target in &statement.targets {
                if let Expr::Name(name) = target
                    && let Some(reference) = semantic.reference_of(name)
                {
                    let name = semantic.name(reference.name);
                    report(name, reference.scope, &declarations, checker);
                }
            }
        }
    }
}

/// Whether a binding is made by a statement that is about that name; loops, `with` and parts of
/// tuples do not count.
fn is_counted(binding: &Binding<'_>) -> bool {
    match binding.kind {
        BindingKind::Assignment(_) | BindingKind::Export => {
            !binding.flags.contains(BindingFlags::UNPACKED)
        }
        BindingKind::Function(_)
        | BindingKind::Class(_)
        | BindingKind::Import(_)
        | BindingKind::FromImport { .. } => true,
        _ => false,
    }
}

/// Reports the declaration of a name, as the compiler stores it, in a scope, if there is one.
fn report(
    name: &str,
    scope: ScopeId,
    declarations: &GlobalDeclarations,
    checker: &mut Checker<'_>,
) {
    if let Some(symbol) = checker.semantic().symbol_in(scope, name)
        && let Some(declaration) = declarations.by_symbol.get(&symbol)
    {
        checker
            .report(declaration.range, format!("The module's `{name}` is changed through `global`"));
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<GlobalStatement>();
