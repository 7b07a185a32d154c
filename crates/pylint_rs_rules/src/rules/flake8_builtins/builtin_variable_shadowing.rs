//! A001.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{BindingId, BindingKind, ScopeId, ScopeKind};

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::builtin_names::Options;

struct BuiltinVariableShadowing {
    options: Options,
}

impl Rule for BuiltinVariableShadowing {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "A001",
        name: "builtin-variable-shadowing",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds variables, functions and classes with the name of a builtin.

From there on the name no longer means the builtin: who reads `list(x)` further down is misled, and
the code often is, too. Attributes of classes are a matter for `A003`, parameters for `A002`.

## Options

- `ignorelist`: builtins whose names may be used.

```python bad
def largest(rows):
    max = 0
    for row in rows:
        max = row if row > max else max
    return max
```

```python good
def largest(rows):
    result = 0
    for row in rows:
        result = max(result, row)
    return result
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.scopes(Self::check);
    }
}

impl BuiltinVariableShadowing {
    fn check<'a>(&self, scope: ScopeId, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        for symbol in semantic.symbols_of(scope) {
            let name = semantic.symbol(symbol).name;
            if self.options.forbid(name, checker) && !is_module_attribute(name) {
                for binding in semantic.bindings_of(symbol) {
                    Self::check_binding(binding, checker);
                }
            }
        }
    }

    fn check_binding(id: BindingId, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        let binding = semantic.binding(id);
        let is_in_class =
            || matches!(semantic.scope(binding.from_scope).kind, ScopeKind::Class(_));
        let is_variable = match binding.kind {
            BindingKind::Assignment(_)
            | BindingKind::AnnotatedAssignment { .. }
            | BindingKind::Annotation(_)
            | BindingKind::TypeAlias(_)
            | BindingKind::Function(_) => !is_in_class(),
            BindingKind::Walrus(_)
            | BindingKind::LoopTarget
            | BindingKind::ComprehensionTarget
            | BindingKind::WithTarget
            | BindingKind::Exception
            | BindingKind::Class(_) => true,
            _ => false,
        };
        if is_variable {
            let (name, range) = (binding.name, binding.range);
            checker.report(range, format!("`{name}` hides the builtin of that name"));
        }
    }
}

/// Whether each module has its own: the builtin is never meant by that name.
fn is_module_attribute(name: &str) -> bool {
    matches!(name, "__doc__" | "__name__" | "__loader__" | "__package__" | "__spec__")
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BuiltinVariableShadowing>();
