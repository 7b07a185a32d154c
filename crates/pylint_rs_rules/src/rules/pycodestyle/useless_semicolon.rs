//! E703.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use super::semicolons::Semicolons;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UselessSemicolon;

impl Rule for UselessSemicolon {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E703",
        name: "useless-semicolon",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds semicolons at the end of a line.

In Python the line's end is the statement's.

```python bad
width = 2;
```

```python good
width = 2
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

impl UselessSemicolon {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        for semicolon in &checker.fact::<Semicolons>().0 {
            if semicolon.ends_line {
                let fix = Fix::safe(Edit::deletion(semicolon.range));
                checker.report_with(semicolon.range, "A semicolon at the end of a line", Some(fix));
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UselessSemicolon>();
