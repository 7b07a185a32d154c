//! F841.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{Binding, BindingFlags, BindingForm, BindingId, BindingKind, ScopeKind, Semantic};
use ruff_python_ast::{AnyNodeRef, Expr};
use ruff_text_size::Ranged;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::shadowing::is_elsewhere;
use super::unused_variable_fix::fix;
use crate::{
    Category, Checker, DummyVariables, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions,
};

/// Which variables need no use.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// A regular expression for names that need not be used.
    dummy_variable_rgx: DummyVariables,
}

struct UnusedVariable {
    dummy: DummyVariables,
}

impl Rule for UnusedVariable {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "F841",
        name: "unused-variable",
        category: Category::Leftover,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds local variables that are given a value and never used, and exceptions that a handler names
and does not look at.

Either something was forgotten, or the variable can go. One that is there on purpose says so by
a leading underscore. Variables that debuggers and tracebacks look for, like `__tracebackhide__`,
are left alone, as are the parts of an unpacked value, and functions that call `locals()`.

The fix removes the variable, and its value if nothing happens when that is evaluated. It is
unsafe but for the names of exceptions.

## Options

- `dummy-variable-rgx`: a regular expression for names that need not be used.

```python bad
def area(width, height):
    result = width * height
    return width * height
```

```python good
def area(width, height):
    result = width * height
    return result
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { dummy: options.dummy_variable_rgx }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.bindings(
            &[BindingForm::Exception, BindingForm::Assignment, BindingForm::AnnotatedAssignment, BindingForm::Walrus, BindingForm::WithTarget, BindingForm::MatchCapture, BindingForm::TypeAlias],
            Self::check,
        );
    }
}

impl UnusedVariable {
    fn check(&self, id: BindingId, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        let binding = semantic.binding(id);
        let is_unused = match binding.kind {
            BindingKind::Exception => !is_used_in_handler(semantic, id),
            BindingKind::Assignment(_)
            | BindingKind::AnnotatedAssignment { .. }
            | BindingKind::Walrus(_)
            | BindingKind::WithTarget
            | BindingKind::MatchCapture
            | BindingKind::TypeAlias(_) => {
                !semantic.is_used_or_shadows_used(id) && is_last_in_function(semantic, id)
            }
            _ => false,
        };
        if !is_unused
            || self.dummy.contains(binding.name)
            || binding.flags.contains(BindingFlags::UNPACKED) && !is_unpacked_in_vain(semantic, binding)
        {
            return;
        }
        let fix =
            checker.wants_fixes().then(|| fix(checker, binding, &self.dummy)).flatten();
        let message = match binding.kind {
            BindingKind::Exception => format!("Exception `{}` is not used", binding.name),
            _ => format!("Local variable `{}` is assigned and not used", binding.name),
        };
        checker.report_with(binding.range, message, fix);
    }
}

/// Whether a handler's exception is used, or its name was before with another meaning.
fn is_used_in_handler(semantic: &Semantic<'_>, id: BindingId) -> bool {
    let binding = semantic.binding(id);
    let end = semantic.node(binding.node).syntax.end();
    binding.is_used()
        || std::iter::successors(binding.shadowed, |id| semantic.binding(*id).shadowed)
            .flat_map(|id| semantic.references_to(id))
            .any(|reference| {
                reference.range.start() < end
                    && semantic
                        .scope_chain(reference.scope)
                        .take_while(|scope| *scope != binding.scope)
                        .all(|scope| !semantic.scope(scope).is_deferred())
            })
}

/// Whether a binding of a function is what its name means at the end, and only code that the
/// file shows can read it.
fn is_last_in_function(semantic: &Semantic<'_>, id: BindingId) -> bool {
    let binding = semantic.binding(id);
    let scope = semantic.scope(binding.scope);
    matches!(scope.kind, ScopeKind::Function(_) | ScopeKind::Lambda)
        && !scope.uses_locals
        && !is_elsewhere(binding)
        && !is_for_debuggers(binding.name)
        && {
            let symbol = semantic.symbol(binding.symbol);
            symbol.current == Some(id)
                && symbol.last.is_none_or(|last| {
                    !matches!(semantic.binding(last).kind, BindingKind::UnboundException)
                })
        }
}

fn is_for_debuggers(name: &str) -> bool {
    matches!(
        name,
        "__tracebackhide__"
            | "__traceback_hide__"
            | "__traceback_info__"
            | "__traceback_supplement__"
            | "__debuggerskip__"
    )
}

/// Whether a value is unpacked only to be put into variables: `(a, b) = (1, 2)`. Otherwise an
/// unused part keeps the others in their places.
fn is_unpacked_in_vain(semantic: &Semantic<'_>, binding: &Binding<'_>) -> bool {
    match semantic.node(binding.statement).syntax {
        AnyNodeRef::StmtAssign(assign) => {
            matches!(&*assign.value, Expr::Tuple(_) | Expr::List(_) | Expr::Set(_))
                && assign
                    .targets
                    .iter()
                    .all(|target| matches!(target, Expr::Tuple(_) | Expr::List(_)))
        }
        AnyNodeRef::StmtWith(with) => with
            .items
            .iter()
            .filter_map(|item| item.optional_vars.as_deref())
            .any(|target| target.is_list_expr() && target.range().contains_range(binding.range)),
        _ => false,
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnusedVariable>();
