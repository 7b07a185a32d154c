//! B010.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::helpers::contains_effect;
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall, StmtExpr};
use ruff_text_size::Ranged;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::{as_attribute_base, as_value};
use super::constant_attribute::{attribute_name, is_normalized};

struct SetAttrWithConstant;

impl Rule for SetAttrWithConstant {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B010",
        name: "set-attr-with-constant",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::Always,
        default: false,
        documentation: r#"
Finds `setattr` with an attribute name that is known.

`x.name = value` says the same, and readers and type checkers understand it.

The fix is unsafe where a comment would be lost, where Python's normalisation of identifiers
(NFKC) would make another name of it, and where both the object and the value are the results of
calls, which would run in the other order.

```python bad
def rename(book, title):
    setattr(book, "title", title)
```

```python good
def rename(book, title):
    book.title = title
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["builtins.setattr"], Self::check);
    }
}

impl SetAttrWithConstant {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        let [object, attribute, value] = &*call.arguments.args else { return };
        let Some(attribute) = attribute_name(attribute) else { return };
        if object.is_starred_expr() || !call.arguments.keywords.is_empty() {
            return;
        }
        // Nothing can be assigned to that name.
        if attribute == "__debug__" {
            return;
        }
        let Some(AnyNodeRef::StmtExpr(statement)) = checker.semantic().parent(call) else { return };
        let fix = (checker.wants_fixes() && !value.is_starred_expr())
            .then(|| fix(statement, object, attribute, value, checker));
        checker.report_with(
            call,
            format!("`setattr` with the constant name `{attribute}`: write the assignment"),
            fix,
        );
    }
}

fn fix(
    statement: &StmtExpr,
    object: &Expr,
    attribute: &str,
    value: &Expr,
    checker: &Checker<'_>,
) -> Fix {
    let content =
        format!("{}.{attribute} = {}", as_attribute_base(checker, object), as_value(checker, value));
    let edit = Edit::replacement(content, statement.range());
    let semantic = checker.semantic();
    let has_effect = |expression: &Expr| {
        contains_effect(expression, |name| {
            semantic.is_builtin_in(name, semantic.scope_of(expression))
        })
    };
    let is_safe = !checker.has_comment(statement)
        && is_normalized(attribute)
        && !(has_effect(object) && has_effect(value));
    let fix = if is_safe { Fix::safe(edit) } else { Fix::unsafe_(edit) };
    fix.with_message("Write the assignment")
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<SetAttrWithConstant>();
