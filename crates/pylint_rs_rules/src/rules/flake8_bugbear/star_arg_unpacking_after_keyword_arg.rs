//! B026.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, ExprStarred};
use ruff_text_size::Ranged;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct StarArgUnpackingAfterKeywordArg;

impl Rule for StarArgUnpackingAfterKeywordArg {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B026",
        name: "star-arg-unpacking-after-keyword-arg",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds `*arguments` after a keyword argument.

They are positional all the same, and come before what stands to their left.

```python bad
def point(x, y, z):
    return x, y, z


point(z=3, *[1, 2])
```

```python good
def point(x, y, z):
    return x, y, z


point(*[1, 2], z=3)
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

impl StarArgUnpackingAfterKeywordArg {
    fn check<'a>(&self, starred: &'a ExprStarred, checker: &mut Checker<'a>) {
        let Some(AnyNodeRef::ExprCall(call)) = checker.semantic().parent(starred) else { return };
        let first_keyword = call.arguments.keywords.first();
        if first_keyword.is_some_and(|keyword| keyword.start() < starred.start()) {
            checker.report(starred, "`*arguments` after a keyword are positional all the same");
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StarArgUnpackingAfterKeywordArg>();
