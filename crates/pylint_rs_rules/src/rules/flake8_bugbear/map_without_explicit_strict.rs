//! B912.

use pylint_rs_diagnostics::{Fix, Severity};
use ruff_python_ast::{ExprCall, PythonVersion};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::add_keyword;
use super::iterable_length::{are_several, lacks_strict};

struct MapWithoutExplicitStrict;

impl Rule for MapWithoutExplicitStrict {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B912",
        name: "map-without-explicit-strict",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::Always,
        default: false,
        documentation: r#"
Finds `map` over several iterables without `strict`.

`map` ends with the shortest of them, and drops the rest of the others in silence. `strict=True`
makes a difference in length an error; `strict=False` says that it is meant. Endless iterables
(`itertools.count()`) need no `strict`. For Python 3.14 and later.

The fix adds `strict=False`; it is unsafe, since that is a decision.

```python bad
def products(left, right):
    return list(map(lambda a, b: a * b, left, right))
```

```python good
def products(left, right):
    return list(map(lambda a, b: a * b, left, right, strict=True))
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["builtins.map"], Self::check);
    }
}

impl MapWithoutExplicitStrict {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        if checker.target_version() < PythonVersion::PY314 {
            return;
        }
        let Some((function, iterables)) = call.arguments.args.split_first() else { return };
        // In `map(*arguments)` the function, too, is among what is unpacked.
        let may_be_several = are_several(iterables) || function.is_starred_expr();
        if may_be_several && lacks_strict(call, iterables, checker) {
            let fix = checker.wants_unsafe_fixes().then(|| {
                Fix::unsafe_(add_keyword(checker, call, "strict=False")).with_message("Add `strict=False`")
            });
            checker.report_with(call, "`map` without `strict`", fix);
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MapWithoutExplicitStrict>();
