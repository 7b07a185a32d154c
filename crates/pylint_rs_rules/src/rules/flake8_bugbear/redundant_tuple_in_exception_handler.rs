//! B013.

use pylint_rs_diagnostics::{Fix, Severity};
use ruff_python_ast::{ExceptHandlerExceptHandler, Expr};
use ruff_text_size::Ranged;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::{as_value, replace_word};

struct RedundantTupleInExceptionHandler;

impl Rule for RedundantTupleInExceptionHandler {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B013",
        name: "redundant-tuple-in-exception-handler",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::Always,
        default: false,
        documentation: r#"
Finds handlers that catch a tuple of one exception.

The class alone means the same.

The fix is unsafe where it would drop a comment.

```python bad
try:
    number = int("x")
except (ValueError,):
    number = 0
```

```python good
try:
    number = int("x")
except ValueError:
    number = 0
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

impl RedundantTupleInExceptionHandler {
    fn check<'a>(&self, handler: &'a ExceptHandlerExceptHandler, checker: &mut Checker<'a>) {
        let Some(Expr::Tuple(tuple)) = handler.type_.as_deref() else { return };
        let [only] = tuple.elts.as_slice() else { return };
        // `except (*errors,)` is the way to catch a sequence of classes.
        if only.is_starred_expr() || !tuple.parenthesized {
            return;
        }
        let fix = checker.wants_fixes().then(|| {
            let edit = replace_word(checker, &as_value(checker, only), tuple.range());
            let has_comment = checker.has_comment(tuple);
            let fix = if has_comment { Fix::unsafe_(edit) } else { Fix::safe(edit) };
            fix.with_message("Remove the tuple")
        });
        let name = checker.excerpt(only);
        checker.report_with(tuple, format!("A tuple of one exception: catch `{name}` itself"), fix);
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<RedundantTupleInExceptionHandler>();
