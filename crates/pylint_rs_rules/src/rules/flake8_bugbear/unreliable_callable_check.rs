//! B004.

use pylint_rs_diagnostics::{Fix, Severity};
use ruff_python_ast::{Expr, ExprCall};
use ruff_text_size::Ranged;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::{as_value, import_member, replace_word};

struct UnreliableCallableCheck;

impl Rule for UnreliableCallableCheck {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B004",
        name: "unreliable-callable-check",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds `hasattr(x, "__call__")` and its like.

A call looks up `__call__` on the object's class, not on the object, so the attribute may be there
although the object cannot be called. `callable(x)` asks the right question.

The fix is unsafe: where the two answers differ, so does the program.

```python bad
def run(task):
    if hasattr(task, "__call__"):
        task()
```

```python good
def run(task):
    if callable(task):
        task()
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["builtins.hasattr", "builtins.getattr"], Self::check);
    }
}

impl UnreliableCallableCheck {
    fn check<'a>(&self, call: &'a ExprCall, name: &'static str, checker: &mut Checker<'a>) {
        let (object, attribute) = match (name, &*call.arguments.args) {
            (_, [object, attribute]) => (object, attribute),
            ("builtins.getattr", [object, attribute, _]) => (object, attribute),
            _ => return,
        };
        let is_dunder_call =
            attribute.as_string_literal_expr().is_some_and(|name| name.value.to_str() == "__call__");
        if !is_dunder_call || !call.arguments.keywords.is_empty() {
            return;
        }
        let fix = if name == "builtins.hasattr" { fix(call, object, checker) } else { None };
        checker.report_with(
            call,
            "The attribute `__call__` does not tell whether an object can be called: use `callable`",
            fix,
        );
    }
}

fn fix(call: &ExprCall, object: &Expr, checker: &Checker<'_>) -> Option<Fix> {
    if !checker.wants_unsafe_fixes() || object.is_starred_expr() {
        return None;
    }
    let semantic = checker.semantic();
    let (import, callable) = if semantic.is_builtin_in("callable", semantic.scope_of(call)) {
        (None, "callable".to_owned())
    } else {
        let (import, name) = import_member(checker, "builtins", "callable", semantic.id(call))?;
        (Some(import), name)
    };
    let object = as_value(checker, object);
    let edit = replace_word(checker, &format!("{callable}({object})"), call.range());
    let edits = import.into_iter().chain([edit]).collect::<Vec<_>>();
    Some(Fix::unsafe_(edits).with_message("Use `callable`"))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnreliableCallableCheck>();
