//! B905.

use pylint_rs_diagnostics::{Fix, Severity};
use ruff_python_ast::{ExprCall, PythonVersion};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::add_keyword;
use super::iterable_length::{are_several, lacks_strict};

struct ZipWithoutExplicitStrict;

impl Rule for ZipWithoutExplicitStrict {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B905",
        name: "zip-without-explicit-strict",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::Always,
        default: false,
        documentation: r#"
Finds `zip` of several iterables without `strict`.

`zip` ends with the shortest of them, and drops the rest of the others in silence. `strict=True`
makes a difference in length an error; `strict=False` says that it is meant. Endless iterables
(`itertools.count()`) need no `strict`. For Python 3.10 and later.

The fix adds `strict=False`; it is unsafe, since that is a decision.

```python bad
def pairs(names, values):
    return dict(zip(names, values))
```

```python good
def pairs(names, values):
    return dict(zip(names, values, strict=True))
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["builtins.zip"], Self::check);
    }
}

impl ZipWithoutExplicitStrict {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        let iterables = &*call.arguments.args;
        if checker.target_version() >= PythonVersion::PY310
            && are_several(iterables)
            && lacks_strict(call, iterables, checker)
        {
            let fix = checker.wants_unsafe_fixes().then(|| {
                Fix::unsafe_(add_keyword(checker, call, "strict=False")).with_message("Add `strict=False`")
            });
            checker.report_with(call, "`zip` without `strict`", fix);
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ZipWithoutExplicitStrict>();
