//! F821.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{BindingKind, Context, Reference, ScopeKind, Semantic, Target};

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
            if is_undefined(semantic, reference) && !is_excused(checker, reference) {
                let name = semantic.name(reference.name);
                checker.report(reference.range, format!("Undefined name `{name}`"));
            }
        }
    }
}

fn is_undefined(semantic: &Semantic<'_>, reference: &Reference) -> bool {
    match reference.target {
        Target::Unresolved => true,
        // An annotation gives no value. A stub is never run.
        Target::Binding(binding) => {
            let binding = semantic.binding(binding);
            if !matches!(binding.kind, BindingKind::Annotation(_)) || reference.is_export {
                return false;
            }
            // In a class, what is outside is seen as long as there is no value.
            let sees_builtin = matches!(semantic.scope(binding.scope).kind, ScopeKind::Class(_))
                && semantic.is_builtin_name(binding.name);
            !semantic.kind().is_stub() && !sees_builtin
        }
        Target::Builtin | Target::StarImport => false,
    }
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
