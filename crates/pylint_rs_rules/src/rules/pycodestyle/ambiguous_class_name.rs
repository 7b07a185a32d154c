//! E742.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::StmtClassDef;

use super::ambiguous_name::is_ambiguous;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct AmbiguousClassName;

impl Rule for AmbiguousClassName {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E742",
        name: "ambiguous-class-name",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds classes named `l`, `O` or `I`.

In many fonts they cannot be told from the digits one and zero.

```python bad
class I:
    pass
```

```python good
class Interval:
    pass
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl AmbiguousClassName {
    fn check<'a>(&self, class: &'a StmtClassDef, checker: &mut Checker<'a>) {
        if is_ambiguous(&class.name) {
            checker.report(&class.name, format!("`{}` looks like a digit", class.name));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AmbiguousClassName>();
