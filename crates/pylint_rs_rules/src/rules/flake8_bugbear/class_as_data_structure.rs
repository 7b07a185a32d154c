//! B903.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, Stmt, StmtClassDef, StmtFunctionDef};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ClassAsDataStructure;

impl Rule for ClassAsDataStructure {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B903",
        name: "class-as-data-structure",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds classes that do nothing but keep their arguments.

A dataclass (or a `NamedTuple`) says the same in fewer lines, and has a `repr` and comparisons
too. Classes with bases, decorators or further methods are left alone, and those whose parameters
have no annotations.

```python bad
class Point:
    def __init__(self, x: float, y: float):
        self.x = x
        self.y = y
```

```python good
from dataclasses import dataclass


@dataclass
class Point:
    x: float
    y: float
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

impl ClassAsDataStructure {
    fn check<'a>(&self, class: &'a StmtClassDef, checker: &mut Checker<'a>) {
        let has_arguments = class.arguments.as_ref().is_some_and(|arguments| !arguments.is_empty());
        if has_arguments || !class.decorator_list.is_empty() {
            return;
        }
        let mut constructors = 0;
        for statement in &class.body {
            match statement {
                Stmt::FunctionDef(function) if only_keeps_arguments(function) => constructors += 1,
                Stmt::Assign(_) | Stmt::AnnAssign(_) | Stmt::Expr(_) => {}
                _ => return,
            }
        }
        if constructors == 1 {
            let name = &class.name;
            checker.report(
                class,
                format!("`{name}` only keeps its arguments: make it a dataclass or a named tuple"),
            );
        }
    }
}

/// Whether it is an `__init__` whose parameters, the first aside, are annotated and neither `*`
/// nor `**`, and whose statements assign names to attributes.
fn only_keeps_arguments(function: &StmtFunctionDef) -> bool {
    function.name.as_str() == "__init__"
        && function
            .parameters
            .iter()
            .skip(1)
            .all(|parameter| !parameter.is_variadic() && parameter.annotation().is_some())
        && function.body.iter().all(|statement| match statement {
            Stmt::Assign(assign) => {
                matches!(assign.targets.as_slice(), [Expr::Attribute(_)])
                    && assign.value.is_name_expr()
            }
            Stmt::AnnAssign(assign) => {
                assign.target.is_attribute_expr()
                    && assign.value.as_deref().is_some_and(Expr::is_name_expr)
            }
            _ => false,
        })
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ClassAsDataStructure>();
