//! RUF009.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{BindingKind, Semantic};
use ruff_python_ast::name::UnqualifiedName;
use ruff_python_ast::{Expr, Stmt, StmtClassDef};

use crate::mutability::{
    Dataclass, ImmutableCallOptions, ImmutableCalls, dataclass_kind, is_class_variable,
    is_field_call, is_immutable_annotation,
};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

struct FunctionCallInDataclassDefault {
    calls: ImmutableCalls,
}

impl Rule for FunctionCallInDataclassDefault {
    type Options = ImmutableCallOptions;

    const METADATA: Metadata = Metadata {
        code: "RUF009",
        name: "function-call-in-dataclass-default-argument",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds calls as defaults of dataclass fields.

The call happens once, when the class is made, and all instances share its result: each order gets
the number of the first. `field(default_factory=...)` calls it for each instance.

Calls known to give something immutable are not reported: `int`, `tuple`, `re.compile`,
`datetime.timedelta`, `decimal.Decimal`, `pathlib.Path`, frozen dataclasses and a `NewType` of
something immutable among them; nor are descriptors that the file defines.
`extend-immutable-calls` names more.

```python bad
from dataclasses import dataclass
from uuid import UUID, uuid4


@dataclass
class Order:
    number: UUID = uuid4()
```

```python good
from dataclasses import dataclass, field
from uuid import UUID, uuid4


@dataclass
class Order:
    number: UUID = field(default_factory=uuid4)
```
"#,
    };

    fn new(options: ImmutableCallOptions) -> Self {
        Self { calls: options.into() }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl FunctionCallInDataclassDefault {
    fn check<'a>(&self, class: &'a StmtClassDef, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let Some(kind) = dataclass_kind(class, semantic) else { return };
        if !matches!(kind, Dataclass::Standard | Dataclass::Attrs) {
            return;
        }
        for statement in &class.body {
            let Stmt::AnnAssign(field) = statement else { continue };
            let Some(Expr::Call(call)) = field.value.as_deref() else { continue };
            if is_field_call(&call.func, kind, semantic)
                || self.calls.gives_immutable(call, semantic)
                || is_class_variable(&field.annotation, semantic)
                || is_immutable_annotation(&field.annotation, semantic, &self.calls)
                || is_descriptor(&call.func, semantic)
            {
                continue;
            }
            let message = match UnqualifiedName::from_expr(&call.func) {
                Some(name) => {
                    format!("`{name}` is called once, and all instances share what it gives")
                }
                None => "The default is computed once, and all instances share it".to_owned(),
            };
            checker.report(call, message);
        }
    }
}

/// Whether a class of this file has the methods of a descriptor.
fn is_descriptor<'a>(class: &'a Expr, semantic: &Semantic<'a>) -> bool {
    let Expr::Name(name) = class else { return false };
    let Some(binding) = semantic.binding_of(name) else { return false };
    let BindingKind::Class(class) = semantic.binding(binding).kind else { return false };
    let Some(scope) = semantic.scope_made_by(class) else { return false };
    ["__get__", "__set__", "__delete__"].iter().any(|method| {
        semantic.symbol_in(scope, method).is_some_and(|symbol| {
            semantic
                .bindings_of(symbol)
                .any(|id| matches!(semantic.binding(id).kind, BindingKind::Function(_)))
        })
    })
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<FunctionCallInDataclassDefault>();
