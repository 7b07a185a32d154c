//! B009.

use pylint_rs_diagnostics::{Fix, Severity};
use ruff_python_ast::ExprCall;
use ruff_text_size::Ranged;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::{as_attribute_base, replace_word};
use super::constant_attribute::{attribute_name, is_normalized};

struct GetAttrWithConstant;

impl Rule for GetAttrWithConstant {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B009",
        name: "get-attr-with-constant",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::Always,
        default: false,
        documentation: r#"
Finds `getattr` with an attribute name that is known.

`getattr(x, "name")` raises `AttributeError` just as `x.name` does, and is harder to read and to
check. (With a default it is another matter, and not reported.)

The fix is unsafe where a comment would be lost, or where Python's normalisation of identifiers
(NFKC) would make another name of it.

```python bad
def title(book):
    return getattr(book, "title")
```

```python good
def title(book):
    return book.title
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["builtins.getattr"], Self::check);
    }
}

impl GetAttrWithConstant {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        let [object, attribute] = &*call.arguments.args else { return };
        let Some(attribute) = attribute_name(attribute) else { return };
        if object.is_starred_expr() || !call.arguments.keywords.is_empty() {
            return;
        }
        let fix = checker.wants_fixes().then(|| {
            let content = format!("{}.{attribute}", as_attribute_base(checker, object));
            let edit = replace_word(checker, &content, call.range());
            let is_safe = !checker.has_comment(call) && is_normalized(attribute);
            let fix = if is_safe { Fix::safe(edit) } else { Fix::unsafe_(edit) };
            fix.with_message("Write the attribute access")
        });
        checker.report_with(
            call,
            format!("`getattr` with the constant name `{attribute}`: write the attribute access"),
            fix,
        );
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<GetAttrWithConstant>();
