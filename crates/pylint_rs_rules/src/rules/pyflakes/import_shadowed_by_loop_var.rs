//! F402.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{BindingForm, BindingId};
use ruff_text_size::Ranged;

use super::shadowing::{are_in_same_branch, hidden_by, is_elsewhere, shadowed_in_scope};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ImportShadowedByLoopVar;

impl Rule for ImportShadowedByLoopVar {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F402",
        name: "import-shadowed-by-loop-var",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds loops whose variable has the name of an import.

After the loop, and in it, the name no longer means what was imported. That is hard to read at
best; the loop's variable can have another name.

```python bad
from os import path

for path in ["a", "b"]:
    print(path)
```

```python good
from os import path

for file_name in ["a", "b"]:
    print(path.join(file_name))
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.bindings(
            &[BindingForm::LoopTarget],
            Self::check,
        );
    }
}

impl ImportShadowedByLoopVar {
    fn check(&self, id: BindingId, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        let binding = semantic.binding(id);
        if is_elsewhere(binding) {
            return;
        }
        let Some(import) =
            shadowed_in_scope(semantic, id).or_else(|| hidden_by(semantic, id))
        else {
            return;
        };
        let import = semantic.binding(import);
        if import.is_import() && are_in_same_branch(semantic, import.statement, binding.statement)
        {
            let line = checker.line_number(import.start());
            checker.report(
                binding.range,
                format!("Loop variable `{}` hides the import on line {line}", binding.name),
            );
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ImportShadowedByLoopVar>();
