//! B043.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::{AnyNodeRef, ExprCall};
use ruff_text_size::Ranged;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::as_attribute_base;
use super::constant_attribute::{attribute_name, is_normalized};

struct DelAttrWithConstant;

impl Rule for DelAttrWithConstant {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B043",
        name: "del-attr-with-constant",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::Always,
        default: false,
        documentation: r#"
Finds `delattr` with an attribute name that is known.

`del x.name` says the same, and readers and type checkers understand it.

The fix is unsafe where a comment would be lost, or where Python's normalisation of identifiers
(NFKC) would make another name of it.

```python bad
def forget(book):
    delattr(book, "title")
```

```python good
def forget(book):
    del book.title
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["builtins.delattr"], Self::check);
    }
}

impl DelAttrWithConstant {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        let [object, attribute] = &*call.arguments.args else { return };
        let Some(attribute) = attribute_name(attribute) else { return };
        if object.is_starred_expr() || !call.arguments.keywords.is_empty() {
            return;
        }
        // Nothing of that name can be deleted by a statement.
        if attribute == "__debug__" {
            return;
        }
        let Some(AnyNodeRef::StmtExpr(statement)) = checker.semantic().parent(call) else { return };
        let fix = checker.wants_fixes().then(|| {
            let content = format!("del {}.{attribute}", as_attribute_base(checker, object));
            let edit = Edit::replacement(content, statement.range());
            let is_safe = !checker.has_comment(statement) && is_normalized(attribute);
            let fix = if is_safe { Fix::safe(edit) } else { Fix::unsafe_(edit) };
            fix.with_message("Write the `del` statement")
        });
        checker.report_with(
            call,
            format!("`delattr` with the constant name `{attribute}`: write the `del` statement"),
            fix,
        );
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<DelAttrWithConstant>();
