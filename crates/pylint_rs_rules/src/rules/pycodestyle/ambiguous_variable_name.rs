//! E741.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{BindingForm, BindingId};

use super::ambiguous_name::is_ambiguous;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct AmbiguousVariableName;

impl Rule for AmbiguousVariableName {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E741",
        name: "ambiguous-variable-name",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds variables named `l`, `O` or `I`.

In many fonts they cannot be told from the digits one and zero. Stubs, which have to follow the
module they describe, are left alone.

```python bad
def area(l, w):
    return l * w
```

```python good
def area(length, width):
    return length * width
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.bindings(
            &[BindingForm::Assignment, BindingForm::AnnotatedAssignment, BindingForm::Annotation, BindingForm::Walrus, BindingForm::Parameter, BindingForm::LoopTarget, BindingForm::ComprehensionTarget, BindingForm::WithTarget, BindingForm::Exception, BindingForm::Global, BindingForm::Nonlocal, BindingForm::TypeAlias],
            Self::check,
        );
    }
}

impl AmbiguousVariableName {
    fn check<'a>(&self, binding: BindingId, checker: &mut Checker<'a>) {
        let binding = checker.semantic().binding(binding);
        if is_ambiguous(binding.name) && !checker.is_stub() {
            let message = format!("`{}` looks like a digit", binding.name);
            checker.report(binding.range, message);
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AmbiguousVariableName>();
