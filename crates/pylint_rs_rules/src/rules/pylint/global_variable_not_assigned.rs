//! PLW0602.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{ScopeId, SymbolFlags};
use ruff_python_ast::NodeKind;

use super::global_declarations::GlobalDeclarations;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct GlobalVariableNotAssigned;

impl Rule for GlobalVariableNotAssigned {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PLW0602",
        name: "global-variable-not-assigned",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `global` declarations of names that the function does not assign.

Reading a module's variable, or changing what is in it, needs no `global`. The declaration makes
the reader look for an assignment that is not there, or tells of one that was forgotten.

```python bad
DEBUG = True


def log(text):
    global DEBUG
    if DEBUG:
        print(text)
```

```python good
DEBUG = True


def log(text):
    if DEBUG:
        print(text)
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

/// What counts as an assignment.
const ASSIGNED: SymbolFlags = SymbolFlags::ASSIGNED
    .union(SymbolFlags::IMPORTED)
    .union(SymbolFlags::DELETED)
    .union(SymbolFlags::TYPE_PARAMETER);

impl GlobalVariableNotAssigned {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        if semantic.nodes().of_kind(NodeKind::StmtGlobal).is_empty() {
            return;
        }
        for (symbol, declaration) in &checker.fact::<GlobalDeclarations>().by_symbol {
            let symbol = semantic.symbol(*symbol);
            if declaration.scope != ScopeId::MODULE && !symbol.flags.intersects(ASSIGNED) {
                checker.report(
                    declaration.range,
                    format!("`{}` is declared `global` but not assigned here", symbol.name),
                );
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<GlobalVariableNotAssigned>();
