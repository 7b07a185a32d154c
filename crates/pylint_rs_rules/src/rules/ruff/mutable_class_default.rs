//! RUF012.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, Stmt, StmtAnnAssign, StmtClassDef};

use crate::mutability::{
    ImmutableCalls, Mutability, dataclass_kind, is_class_variable, is_final,
    is_immutable_annotation, mutability,
};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use super::declarative_class::is_declarative;

struct MutableClassDefault;

impl Rule for MutableClassDefault {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "RUF012",
        name: "mutable-class-default",
        category: Category::Suspicious,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds mutable attributes of classes.

The object belongs to the class: `self.lines.append(...)` changes it for all instances. Set the
attribute in `__init__`, use a tuple or a `frozenset`, or say with `ClassVar` or `Final` that the
object is meant to be shared.

Classes that something else reads as a description are left out: members of enumerations, structures
of `ctypes`, models of pydantic, SQLModel, msgspec and SQLAlchemy, migrations and administration of
Django, Django REST framework, and an inner `class Meta`, `class Media` of Django's or `class Config`
of a pydantic model. Their base must be visible in the file. Names of constants and tuples that hold
something mutable are left out as well: what they share is plain to see.

```python bad
class Order:
    lines = []
```

```python bad
class Board:
    cells = [None] * 9
```

```python good
from enum import Enum
from typing import ClassVar


class Order:
    known: ClassVar[list[str]] = []

    def __init__(self):
        self.lines = []


class Sides(Enum):
    LEFT = ["west"]
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

impl MutableClassDefault {
    fn check<'a>(&self, class: &'a StmtClassDef, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let mut found = class.body.iter().filter_map(|statement| {
            let (value, annotated) = match statement {
                Stmt::Assign(inner) if !inner.targets.iter().any(is_special) => {
                    (&*inner.value, None)
                }
                Stmt::AnnAssign(inner) if !is_special(&inner.target) => {
                    (inner.value.as_deref()?, Some(inner))
                }
                _ => return None,
            };
            matches!(mutability(value, semantic)?, Mutability::New | Mutability::Computed)
                .then_some((value, annotated))
        });
        let Some(first) = found.next() else { return };
        let is_dataclass = dataclass_kind(class, semantic).is_some();
        if is_declarative(class, semantic) {
            return;
        }
        let says_so = |assignment: &'a StmtAnnAssign| {
            let annotation = &*assignment.annotation;
            is_dataclass
                || is_class_variable(annotation, semantic)
                || is_final(annotation, semantic)
                || is_immutable_annotation(annotation, semantic, &ImmutableCalls::default())
        };
        let found: Vec<_> = std::iter::once(first)
            .chain(found)
            .filter(|(_, annotated)| !annotated.is_some_and(says_so))
            .collect();
        for (value, _) in found {
            checker.report(value, "All instances share this mutable attribute of the class");
        }
    }
}

/// Names that mean something to Python itself.
fn is_special(target: &Expr) -> bool {
    matches!(target, Expr::Name(name) if matches!(
        name.id.as_str(),
        "__slots__" | "__dict__" | "__weakref__" | "__annotations__"
    ))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MutableClassDefault>();
