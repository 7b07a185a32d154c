//! B011.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::{Expr, StmtAssert};
use ruff_text_size::Ranged;

use crate::edits::parenthesized_range;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct AssertFalse;

impl Rule for AssertFalse {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B011",
        name: "assert-false",
        category: Category::Suspicious,
        severity: Severity::Info,
        fix: FixAvailability::Always,
        default: false,
        documentation: r#"
Finds `assert False`.

Under `python -O` assertions are left out, and the program goes on past the line that should never
be reached. `raise AssertionError` is always there.

The fix is unsafe: it changes what the program does under `-O`.

```python bad
def area(shape):
    if shape == "point":
        return 0
    assert False, "unknown shape"
```

```python good
def area(shape):
    if shape == "point":
        return 0
    raise AssertionError("unknown shape")
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

impl AssertFalse {
    fn check<'a>(&self, assert: &'a StmtAssert, checker: &mut Checker<'a>) {
        let Expr::BooleanLiteral(test) = &*assert.test else { return };
        if test.value {
            return;
        }
        let fix = checker.wants_unsafe_fixes().then(|| {
            let arguments =
                assert.msg.as_deref().map_or("()".into(), |message| arguments(checker, message));
            let content = format!("raise AssertionError{arguments}");
            Fix::unsafe_(Edit::replacement(content, assert.range()))
                .with_message("Raise `AssertionError`")
        });
        checker.report_with(test, "`assert False` is left out under `python -O`", fix);
    }
}

/// The text of an expression as the arguments of a call, in parentheses that may be its own.
fn arguments(checker: &Checker<'_>, expression: &Expr) -> String {
    let range = parenthesized_range(checker, expression);
    if range == expression.range() {
        format!("({})", checker.text(range))
    } else {
        checker.text(range).to_owned()
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AssertFalse>();
