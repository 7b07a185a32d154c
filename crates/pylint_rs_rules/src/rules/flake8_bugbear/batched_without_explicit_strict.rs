//! B911.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ExprCall, PythonVersion};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use super::iterable_length::is_endless;

struct BatchedWithoutExplicitStrict;

impl Rule for BatchedWithoutExplicitStrict {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B911",
        name: "batched-without-explicit-strict",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds `itertools.batched` without `strict`.

The last batch is shorter than the others if the number of elements is not a multiple of the size.
`strict=True` makes that an error; `strict=False` says that it is meant. Endless iterables need no
`strict`. For Python 3.13 and later.

```python bad
from itertools import batched


def pages(lines):
    return list(batched(lines, 60))
```

```python good
from itertools import batched


def pages(lines):
    return list(batched(lines, 60, strict=False))
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["itertools.batched"], Self::check);
    }
}

impl BatchedWithoutExplicitStrict {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        let Some(iterable) = call.arguments.args.first() else { return };
        if checker.target_version() < PythonVersion::PY313
            || iterable.is_starred_expr()
            || call.arguments.find_keyword("strict").is_some()
            || is_endless(iterable, checker.semantic())
        {
            return;
        }
        checker.report(call, "`batched` without `strict`");
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BatchedWithoutExplicitStrict>();
