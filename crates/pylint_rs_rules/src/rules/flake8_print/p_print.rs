//! T203.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::ExprCall;

use super::output::{removal, writes_elsewhere};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PPrint;

impl Rule for PPrint {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "T203",
        name: "p-print",
        category: Category::Leftover,
        severity: Severity::Info,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds calls of `pprint` that write to the standard streams.

Often they are left over from debugging. What a library has to say belongs to a logger, where it has
a level and can be turned off. A program that talks to its user will print, and will not want this
rule.

The fix removes the call. It is unsafe: the output may be wanted.

```python bad
from pprint import pprint


def total(prices):
    pprint(prices)
    return sum(prices)
```

```python good
import logging

logger = logging.getLogger(__name__)


def total(prices):
    logger.debug("%s", prices)
    return sum(prices)
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["pprint.pprint"], Self::check);
    }
}

impl PPrint {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        if writes_elsewhere(call, "stream", checker) {
            return;
        }
        let fix = checker.wants_unsafe_fixes().then(|| removal(call, checker)).flatten();
        checker.report_with(&*call.func, "`pprint` left in the code", fix);
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PPrint>();
