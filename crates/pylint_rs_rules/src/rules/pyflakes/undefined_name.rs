//! F821.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{Binding, BindingKind, Context, Reference, ScopeKind, Target};

use super::global_names::GlobalNames;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UndefinedName;

impl Rule for UndefinedName {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F821",
        name: "undefined-name",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds names that are used and nowhere defined.

Such code raises `NameError` when it is reached. A name counts as defined if the module, a
function around, or Python itself (of the target version) has it at that point; for code in a
function, at the end of the module. `x: int` alone defines nothing. What a `try` expects to fail
with `NameError` is left alone.

The setting `builtins` lists further names that are always there.

```python bad
def double():
    return number * 2
```

```python good
def double(number):
    return number * 2
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

impl UndefinedName {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        for (_, reference) in semantic.references() {
            if reference.target == Target::Unresolved {
                report(reference, checker);
            }
        }
        // An annotation gives no value. A stub is never run.
        if checker.is_stub() {
            return;
        }
        for (id, binding) in semantic.bindings() {
            if matches!(binding.kind, BindingKind::Annotation(_)) && !sees_builtin(binding, checker)
            {
                semantic
                    .references_to(id)
                    .filter(|reference| !reference.is_export)
                    .for_each(|reference| report(reference, checker));
            }
        }
    }
}

fn report(reference: &Reference, checker: &mut Checker<'_>) {
    if !is_excused(checker, reference) {
        let name = checker.semantic().name(reference.name);
        checker.report(reference.range, format!("Undefined name `{name}`"));
    }
}

/// Whether code that sees an annotation without a value sees a builtin behind it: in a class,
/// names without a value are looked up outside.
fn sees_builtin(annotation: &Binding<'_>, checker: &Checker<'_>) -> bool {
    let semantic = checker.semantic();
    matches!(semantic.scope(annotation.scope).kind, ScopeKind::Class(_))
        && semantic.is_builtin_name(annotation.name)
}

fn is_excused(checker: &Checker<'_>, reference: &Reference) -> bool {
    let semantic = checker.semantic();
    let name = semantic.name(reference.name);
    if reference.context.contains(Context::NAME_ERROR_HANDLED)
        || semantic.node(reference.node).syntax.is_stmt_nonlocal()
        || name == "__path__" && checker.file().path.ends_with("__init__.py")
    {
        return true;
    }
    checker.fact::<GlobalNames>().may_mean(semantic, reference)
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UndefinedName>();
