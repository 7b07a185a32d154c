//! B033.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::comparable::HashableExpr;
use ruff_python_ast::{Expr, ExprSet};
use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::parenthesized_range;

struct DuplicateValue;

impl Rule for DuplicateValue {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B033",
        name: "duplicate-value",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds values that a set display lists twice.

A set keeps one of them; the other is left over, or a slip.

The fix is unsafe where it would drop a comment.

```python bad
primes = {2, 3, 5, 3}
```

```python good
primes = {2, 3, 5}
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

impl DuplicateValue {
    fn check<'a>(&self, set: &'a ExprSet, checker: &mut Checker<'a>) {
        let mut seen: FxHashMap<HashableExpr<'_>, &Expr> = FxHashMap::default();
        for (index, element) in set.elts.iter().enumerate() {
            if !element.is_literal_expr() {
                continue;
            }
            let Some(first) = seen.insert(HashableExpr::from(element), element) else { continue };
            let fix = checker.wants_fixes().then(|| {
                let range = removal_range(set, index, checker);
                let edit = Edit::deletion(range);
                let has_comment = checker.has_comment(range);
                let fix = if has_comment { Fix::unsafe_(edit) } else { Fix::safe(edit) };
                fix.with_message("Remove what is repeated")
            });
            let text = checker.excerpt(element);
            let message = if checker.text(first) == checker.text(element) {
                format!("The set has `{text}` twice")
            } else {
                format!("The set has `{text}` already, as `{}`", checker.excerpt(first))
            };
            checker.report_with(element, message, fix);
        }
    }
}

/// An element with the comma after it, or, if it is the last, the one before it.
fn removal_range(set: &ExprSet, index: usize, checker: &Checker<'_>) -> TextRange {
    let own = parenthesized_range(checker, &set.elts[index]);
    if let Some(next) = set.elts.get(index + 1) {
        TextRange::new(own.start(), parenthesized_range(checker, next).start())
    } else {
        // A duplicate is never the first.
        let previous = &set.elts[index.saturating_sub(1)];
        TextRange::new(parenthesized_range(checker, previous).end(), own.end())
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<DuplicateValue>();
