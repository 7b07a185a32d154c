//! F842.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{BindingForm, BindingId, ScopeKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

struct UnusedAnnotation {
    dummy: DummyVariables,
}

impl Rule for UnusedAnnotation {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "F842",
        name: "unused-annotation",
        category: Category::Leftover,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds local variables that have an annotation and nothing else: no value, and no use.

## Options

- `dummy-variable-rgx`: a regular expression for names that need not be used.

```python bad
def total(prices):
    result: int
    return sum(prices)
```

```python good
def total(prices):
    result: int = sum(prices)
    return result
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { dummy: options.dummy_variable_rgx }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.bindings(
            &[BindingForm::Annotation],
            Self::check,
        );
    }
}

impl UnusedAnnotation {
    fn check(&self, id: BindingId, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        let binding = semantic.binding(id);
        if matches!(semantic.scope(binding.scope).kind, ScopeKind::Function(_))
            && semantic.symbol(binding.symbol).current == Some(id)
            && !binding.is_used()
            && !self.dummy.contains(binding.name)
        {
            let message = format!("Local variable `{}` is annotated and not used", binding.name);
            checker.report(binding.range, message);
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnusedAnnotation>();
