//! B027.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, Stmt, StmtClassDef, StmtFunctionDef};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use super::abstract_class::{is_abstract_class, is_abstract_method};

struct EmptyMethodWithoutAbstractDecorator;

impl Rule for EmptyMethodWithoutAbstractDecorator {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B027",
        name: "empty-method-without-abstract-decorator",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds empty methods of abstract base classes that are not marked abstract.

If subclasses have to define the method, `@abstractmethod` makes sure they do.

```python bad
from abc import ABC


class Shape(ABC):
    def area(self): ...
```

```python good
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self): ...
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

impl EmptyMethodWithoutAbstractDecorator {
    fn check<'a>(&self, class: &'a StmtClassDef, checker: &mut Checker<'a>) {
        if checker.is_stub() || !is_abstract_class(class, checker.semantic()) {
            return;
        }
        for statement in &class.body {
            let Stmt::FunctionDef(function) = statement else { continue };
            if is_empty(&function.body)
                && !is_abstract_method(function, checker.semantic())
                && !is_overload(function, checker)
            {
                let (class, method) = (&class.name, &function.name);
                checker.report(
                    function,
                    format!("The method `{class}.{method}` is empty but not marked abstract"),
                );
            }
        }
    }
}

fn is_empty(body: &[Stmt]) -> bool {
    body.iter().all(|statement| match statement {
        Stmt::Pass(_) => true,
        Stmt::Expr(inner) => {
            matches!(&*inner.value, Expr::StringLiteral(_) | Expr::EllipsisLiteral(_))
        }
        _ => false,
    })
}

fn is_overload<'a>(function: &'a StmtFunctionDef, checker: &Checker<'a>) -> bool {
    let semantic = checker.semantic();
    function
        .decorator_list
        .iter()
        .any(|decorator| semantic.is_typing(&decorator.expression, "overload"))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<EmptyMethodWithoutAbstractDecorator>();
