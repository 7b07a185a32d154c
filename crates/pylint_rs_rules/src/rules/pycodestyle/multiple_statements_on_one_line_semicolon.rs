//! E702.

use pylint_rs_diagnostics::Severity;
use super::semicolons::Semicolons;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct MultipleStatementsOnOneLineSemicolon;

impl Rule for MultipleStatementsOnOneLineSemicolon {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E702",
        name: "multiple-statements-on-one-line-semicolon",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds several statements on one line, with semicolons between them.

All but the first are easily overlooked.

```python bad
width = 2; height = 3
```

```python good
width = 2
height = 3
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

impl MultipleStatementsOnOneLineSemicolon {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        for semicolon in &checker.fact::<Semicolons>().0 {
            if !semicolon.ends_line {
                checker.report(semicolon.range, "Several statements on one line");
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MultipleStatementsOnOneLineSemicolon>();
