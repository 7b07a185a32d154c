//! B024.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Stmt, StmtClassDef};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use super::abstract_class::{is_abstract_class, is_abstract_method};

struct AbstractBaseClassWithoutAbstractMethod;

impl Rule for AbstractBaseClassWithoutAbstractMethod {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B024",
        name: "abstract-base-class-without-abstract-method",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds abstract base classes in which nothing is abstract.

Such a class can be instantiated like any other: an `@abstractmethod` was forgotten, or `ABC` is
not needed. An annotation without value counts as abstract.

```python bad
from abc import ABC


class Shape(ABC):
    def area(self):
        return 0
```

```python good
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 0
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

impl AbstractBaseClassWithoutAbstractMethod {
    fn check<'a>(&self, class: &'a StmtClassDef, checker: &mut Checker<'a>) {
        if !is_abstract_class(class, checker.semantic()) {
            return;
        }
        let has_abstract = class.body.iter().any(|statement| match statement {
            Stmt::AnnAssign(assign) => assign.value.is_none(),
            Stmt::FunctionDef(function) => is_abstract_method(function, checker.semantic()),
            _ => false,
        });
        if !has_abstract {
            let name = &class.name;
            checker.report(name, format!("Nothing in the abstract base class `{name}` is abstract"));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AbstractBaseClassWithoutAbstractMethod>();
