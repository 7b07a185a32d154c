//! B026.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::ExprCall;
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
    fn check<'a>(&self, call: &'a ExprCall, checker: &mut Checker<'a>) {
        let Some(keyword) = call.arguments.keywords.first() else { return };
        for argument in &call.arguments.args {
            if argument.is_starred_expr() && argument.start() > keyword.start() {
                checker.report(argument, "`*arguments` after a keyword are positional all the same");
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StarArgUnpackingAfterKeywordArg>();
