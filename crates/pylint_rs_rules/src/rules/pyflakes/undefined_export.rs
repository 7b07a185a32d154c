//! F822.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::ScopeId;

use super::exported_names::undefined_exports;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UndefinedExport;

impl Rule for UndefinedExport {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F822",
        name: "undefined-export",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds entries of `__all__` that the module does not define.

`from module import *` then fails with `AttributeError`. An `__init__.py` is left alone: there, an
entry may be the name of a submodule.

```python bad
__all__ = ["area", "volume"]


def area(radius):
    return 3.14 * radius**2
```

```python good
__all__ = ["area"]


def area(radius):
    return 3.14 * radius**2
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

impl UndefinedExport {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        if semantic.exports().names.is_empty()
            || !semantic.scope(ScopeId::MODULE).star_imports.is_empty()
            || checker.file().path.ends_with("__init__.py")
        {
            return;
        }
        for export in undefined_exports(checker) {
            let message = format!("`__all__` names `{}`, which is not defined", export.name);
            checker.report(export.range, message);
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UndefinedExport>();
