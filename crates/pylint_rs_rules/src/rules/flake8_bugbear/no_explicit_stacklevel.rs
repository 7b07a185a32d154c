//! B028.

use pylint_rs_diagnostics::{Fix, Severity};
use ruff_python_ast::{Expr, ExprCall, ExprTuple};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::add_keyword;

struct NoExplicitStacklevel;

impl Rule for NoExplicitStacklevel {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B028",
        name: "no-explicit-stacklevel",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::Always,
        default: false,
        documentation: r#"
Finds `warnings.warn` without `stacklevel`.

By default the warning names the line of the `warn` itself, which tells the reader nothing.
`stacklevel=2` names the caller.

The fix is unsafe: it changes what is shown, and a higher level may be right.

```python bad
import warnings


def old():
    warnings.warn("use new()", DeprecationWarning)
```

```python good
import warnings


def old():
    warnings.warn("use new()", DeprecationWarning, stacklevel=2)
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["warnings.warn"], Self::check);
    }
}

impl NoExplicitStacklevel {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        let arguments = &call.arguments;
        let may_be_given = arguments.args.len() > 2
            || arguments.args.iter().any(Expr::is_starred_expr)
            || arguments.keywords.iter().any(|keyword| match keyword.arg.as_deref() {
                None | Some("stacklevel") => true,
                // Prefixes imply a level of 2; an empty tuple does not.
                Some("skip_file_prefixes") => {
                    !keyword.value.as_tuple_expr().is_some_and(ExprTuple::is_empty)
                }
                Some(_) => false,
            });
        if may_be_given {
            return;
        }
        let fix = checker.wants_unsafe_fixes().then(|| {
            Fix::unsafe_(add_keyword(checker, call, "stacklevel=2")).with_message("Add `stacklevel=2`")
        });
        checker.report_with(&*call.func, "Warning without `stacklevel`", fix);
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<NoExplicitStacklevel>();
