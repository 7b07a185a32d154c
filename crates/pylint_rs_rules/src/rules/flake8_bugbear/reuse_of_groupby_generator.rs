//! B031.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall};
use ruff_text_size::Ranged;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use super::group_usage::repeated_uses;

struct ReuseOfGroupbyGenerator;

impl Rule for ReuseOfGroupbyGenerator {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B031",
        name: "reuse-of-groupby-generator",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds groups of `itertools.groupby` that are gone through twice.

A group is an iterator over the elements still to come: the second time it is empty. Make a list of
it first.

```python bad
from itertools import groupby

for letter, group in groupby(["a", "b"]):
    print(len(list(group)))
    print(list(group))
```

```python good
from itertools import groupby

for letter, group in groupby(["a", "b"]):
    words = list(group)
    print(len(words))
    print(words)
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["itertools.groupby"], Self::check);
    }
}

impl ReuseOfGroupbyGenerator {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        let Some(AnyNodeRef::StmtFor(statement)) = checker.semantic().parent(call) else { return };
        if statement.iter.range() != call.range() {
            return;
        }
        let Expr::Tuple(target) = &*statement.target else { return };
        let [_, Expr::Name(group)] = target.elts.as_slice() else { return };
        for usage in repeated_uses(group.id.as_str(), &statement.body) {
            let name = &group.id;
            checker.report(usage, format!("The group `{name}` is used up when it is used again"));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ReuseOfGroupbyGenerator>();
