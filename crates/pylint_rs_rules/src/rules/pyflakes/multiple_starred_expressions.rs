//! F622.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::ExprStarred;
use ruff_text_size::Ranged;

use super::starred_target::elements_of_target;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct MultipleStarredExpressions;

impl Rule for MultipleStarredExpressions {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F622",
        name: "multiple-starred-expressions",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds targets with more than one starred name.

It would not be clear which of them takes how many values: Python has a `SyntaxError` for it.

```python bad
*first, *second = values
```

```python good
*first, second = values
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

impl MultipleStarredExpressions {
    fn check<'a>(&self, starred: &'a ExprStarred, checker: &mut Checker<'a>) {
        let Some(target) = checker.semantic().parent(starred) else { return };
        let Some(elements) = elements_of_target(target) else { return };
        // Each target is reported once, with its second starred name.
        let mut all = elements.iter().filter(|element| element.is_starred_expr());
        if all.nth(1).is_some_and(|second| second.range() == starred.range) {
            checker.report(target, "Several starred names in one target");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MultipleStarredExpressions>();
