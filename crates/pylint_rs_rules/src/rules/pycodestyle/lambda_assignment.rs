//! E731.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use pylint_rs_semantic::{BindingFlags, BindingKind};
use ruff_python_ast::{AnyNodeRef, Expr, ExprLambda, ExprName, StmtAnnAssign, StmtAssign};
use ruff_text_size::Ranged;

use super::lines::{newline, own_indentation};
use super::signature::Signature;
use crate::edits::as_value;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct LambdaAssignment;

impl Rule for LambdaAssignment {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E731",
        name: "lambda-assignment",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds lambdas that are bound to a name right away.

A `def` says the same, gives the function its name in tracebacks, and leaves room for a docstring
and annotations. Annotated names in a class are left alone: there the annotation may make it a field.

The fix is unsafe: the function's `__name__` changes.

```python bad
double = lambda number: 2 * number
```

```python good
def double(number):
    return 2 * number
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check_assignment);
        on.node(Self::check_annotated);
    }
}

impl LambdaAssignment {
    fn check_assignment<'a>(&self, assign: &'a StmtAssign, checker: &mut Checker<'a>) {
        if let [Expr::Name(name)] = assign.targets.as_slice()
            && let Expr::Lambda(lambda) = &*assign.value
        {
            report(assign.into(), name, lambda, None, checker);
        }
    }

    fn check_annotated<'a>(&self, assign: &'a StmtAnnAssign, checker: &mut Checker<'a>) {
        if let Expr::Name(name) = &*assign.target
            && let Some(Expr::Lambda(lambda)) = assign.value.as_deref()
            && checker.semantic().enclosing_class(assign).is_none()
        {
            report(assign.into(), name, lambda, Some(&assign.annotation), checker);
        }
    }
}

fn report<'a>(
    statement: AnyNodeRef<'a>,
    name: &ExprName,
    lambda: &'a ExprLambda,
    annotation: Option<&'a Expr>,
    checker: &mut Checker<'a>,
) {
    let fix = checker.wants_fixes().then(|| {
        let indentation = own_indentation(checker, statement)?;
        let signature = Signature::of(annotation, checker);
        let parameters = signature.parameters(lambda, checker);
        let returns = signature.returns(checker);
        let body = as_value(checker, &lambda.body);
        let newline = newline(checker);
        let definition = format!(
            "def {}({parameters}){returns}:{newline}{indentation}    return {body}",
            name.id
        );
        let edit = Edit::replacement(definition, statement.range());
        // Of a name declared beforehand, a type checker sees the definition as another.
        Some(if is_declared_before(name, checker) {
            Fix::display(edit)
        } else {
            Fix::unsafe_(edit)
        })
    });
    let message = format!("Define `{}` with `def`", name.id);
    checker.report_with(statement, message, fix.flatten());
}

/// Whether an earlier `name: T` without a value declares a name.
fn is_declared_before(name: &ExprName, checker: &Checker<'_>) -> bool {
    let semantic = checker.semantic();
    let own = semantic
        .binding_made_by(name)
        .filter(|id| !semantic.binding(*id).flags.contains(BindingFlags::GLOBAL));
    std::iter::successors(own, |id| semantic.binding(*id).previous)
        .any(|id| matches!(semantic.binding(id).kind, BindingKind::Annotation(_)))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<LambdaAssignment>();
