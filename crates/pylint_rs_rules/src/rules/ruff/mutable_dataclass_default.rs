//! RUF008.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, Stmt, StmtClassDef};

use crate::mutability::{
    Dataclass, ImmutableCalls, dataclass_kind, field_default, is_class_variable, is_field_call,
    is_immutable_annotation, mutability,
};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct MutableDataclassDefault;

impl Rule for MutableDataclassDefault {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "RUF008",
        name: "mutable-dataclass-default",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds mutable defaults of dataclass fields.

`dataclasses` refuses lists, dictionaries and sets as defaults with a `ValueError` when the class is
made, wherever the object comes from: a display, an operation (`[0] * 3`), a constant, or
`field(default=[])`. With `attrs`, all instances share the one object.

Give a factory; or say `ClassVar` if all instances are to share the object.

```python bad
from dataclasses import dataclass


@dataclass
class Order:
    lines: list[str] = []
```

```python bad
from dataclasses import dataclass, field


@dataclass
class Order:
    lines: list[str] = field(default=[])
```

```python good
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass
class Order:
    known: ClassVar[list[str]] = []
    lines: list[str] = field(default_factory=list)
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

impl MutableDataclassDefault {
    fn check<'a>(&self, class: &'a StmtClassDef, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let Some(kind) = dataclass_kind(class, semantic) else { return };
        if kind == Dataclass::Pydantic {
            return;
        }
        for statement in &class.body {
            let Stmt::AnnAssign(field) = statement else { continue };
            let Some(value) = field.value.as_deref() else { continue };
            let default = match value {
                Expr::Call(call) if is_field_call(&call.func, kind, semantic) => {
                    field_default(call)
                }
                value => Some(value),
            };
            let Some(default) = default else { continue };
            if mutability(default, semantic).is_some()
                && !is_class_variable(&field.annotation, semantic)
                && !is_immutable_annotation(
                    &field.annotation,
                    semantic,
                    &ImmutableCalls::default(),
                )
            {
                checker.report(
                    default,
                    "Mutable default of a dataclass field: give a `default_factory`",
                );
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MutableDataclassDefault>();
