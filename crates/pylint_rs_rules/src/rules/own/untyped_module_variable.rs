//! PRS010.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use pylint_rs_semantic::{BindingId, BindingKind, ScopeId, Semantic, SymbolFlags, Type};
use ruff_python_ast::{AnyNodeRef, Expr, ExprName, NodeKind, Operator, StmtAssign};
use ruff_text_size::Ranged;

use crate::edits::annotation_of;
use crate::visibility::Visibility;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UntypedModuleVariable;

impl Rule for UntypedModuleVariable {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PRS010",
        name: "untyped-module-variable",
        category: Category::Typing,
        severity: Severity::Info,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds public variables of a module that have no type annotation.

They are part of what a module offers, and what may be assigned to them later should not follow
from the first value by accident.

A variable is public if neither its name nor that of its module starts with an underscore, and
`__all__`, if there is one, names it. Other names for something (`dumps = json.dumps`), type
aliases, type variables and the like are passed over, and so is what cannot be annotated where it
is bound, as in `a, b = ...`.

The fix adds the type if the values show it. It is unsafe: other values may be meant, and
`__annotations__` changes.

```python bad
retries = 3
```

```python good
retries: int = 3
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

impl UntypedModuleVariable {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        let mut found: Vec<(&StmtAssign, &ExprName, BindingId)> = Vec::new();
        let visibility = Visibility::new(checker);
        for id in semantic.nodes().of_kind(NodeKind::StmtAssign) {
            let node = semantic.node(*id);
            if node.scope != ScopeId::MODULE {
                continue;
            }
            let AnyNodeRef::StmtAssign(assignment) = node.syntax else { continue };
            let [Expr::Name(target)] = assignment.targets.as_slice() else { continue };
            if !visibility.is_public_variable(&target.id) || is_definition(&assignment.value, semantic)
            {
                continue;
            }
            if let Some(binding) = semantic.binding_made_by(target)
                && is_first(binding, semantic)
            {
                found.push((assignment, target, binding));
            }
        }
        for (assignment, target, binding) in found {
            let fix = checker
                .wants_unsafe_fixes()
                .then(|| fix(assignment, target, binding, checker))
                .flatten();
            let message = format!("Public variable `{}` has no type annotation", target.id);
            checker.report_with(target, message, fix);
        }
    }
}

/// Whether nothing in the module binds or declares the name before.
fn is_first(binding: BindingId, semantic: &Semantic<'_>) -> bool {
    // Asked first: a name bound over and over is gone through once.
    if semantic.binding(binding).previous.is_some() {
        return false;
    }
    let symbol = semantic.binding(binding).symbol;
    !semantic.bindings_of(symbol).any(|id| {
        matches!(
            semantic.binding(id).kind,
            BindingKind::Annotation(_) | BindingKind::AnnotatedAssignment { .. }
        )
    })
}

/// Whether a value makes the variable another name for something, or a type.
fn is_definition<'a>(value: &'a Expr, semantic: &Semantic<'a>) -> bool {
    match value {
        Expr::Name(_) | Expr::Attribute(_) | Expr::Lambda(_) => true,
        Expr::Subscript(inner) => semantic.qualified_name(&inner.value).is_some(),
        Expr::BinOp(inner) if inner.op == Operator::BitOr => semantic.type_of(value).is_none(),
        Expr::Call(call) => semantic.qualified_name(&call.func).is_some_and(|name| {
            matches!(
                name.segments(),
                ["typing" | "typing_extensions" | "enum", ..]
                    | ["collections", "namedtuple"]
                    | ["builtins", "type"]
            )
        }),
        _ => false,
    }
}

fn fix<'a>(
    assignment: &'a StmtAssign,
    target: &'a ExprName,
    binding: BindingId,
    checker: &Checker<'a>,
) -> Option<Fix> {
    let semantic = checker.semantic();
    let symbol = semantic.binding(binding).symbol;
    // `global x` beside `x: int` is a syntax error.
    if semantic.symbol(symbol).flags.contains(SymbolFlags::GLOBAL) {
        return None;
    }
    let types: Option<Vec<Type<'a>>> = semantic
        .bindings_of(symbol)
        .map(|id| match semantic.binding(id).kind {
            BindingKind::Assignment(_) => semantic.type_of(semantic.binding(id).value()?),
            _ => None,
        })
        .collect();
    let found = Type::union(types?).filter(Type::is_precise)?;
    let (mut edits, text) = annotation_of(checker, &found, semantic.id(assignment))?;
    edits.push(Edit::insertion(format!(": {text}"), target.end()));
    Some(Fix::unsafe_(edits).with_message(format!("Add the type `{text}`")))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UntypedModuleVariable>();
