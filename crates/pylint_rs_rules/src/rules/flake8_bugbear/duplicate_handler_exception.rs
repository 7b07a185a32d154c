//! B014.

use pylint_rs_diagnostics::{Fix, Severity};
use ruff_python_ast::name::UnqualifiedName;
use ruff_python_ast::{ExceptHandlerExceptHandler, Expr, ExprTuple};
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use crate::edits::{as_value, replace_word};

struct DuplicateHandlerException;

impl Rule for DuplicateHandlerException {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B014",
        name: "duplicate-handler-exception",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds handlers that name an exception twice.

The second mention does nothing: either it is left over, or another exception was meant.

The fix is unsafe where it would drop a comment.

```python bad
try:
    number = int("x")
except (ValueError, TypeError, ValueError):
    number = 0
```

```python good
try:
    number = int("x")
except (ValueError, TypeError):
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

impl DuplicateHandlerException {
    fn check<'a>(&self, handler: &'a ExceptHandlerExceptHandler, checker: &mut Checker<'a>) {
        let Some(Expr::Tuple(tuple)) = handler.type_.as_deref() else { return };
        let mut seen = FxHashSet::default();
        let mut duplicates: Vec<String> = Vec::new();
        let mut kept: Vec<&Expr> = Vec::new();
        for element in &tuple.elts {
            match UnqualifiedName::from_expr(element) {
                Some(name) if !seen.insert(name.to_string()) => {
                    let name = name.to_string();
                    if !duplicates.contains(&name) {
                        duplicates.push(name);
                    }
                }
                _ => kept.push(element),
            }
        }
        if duplicates.is_empty() {
            return;
        }
        let fix = checker.wants_fixes().then(|| fix(tuple, &kept, checker));
        let names = duplicates.join("`, `");
        checker.report_with(tuple, format!("Caught twice by the same handler: `{names}`"), fix);
    }
}

fn fix(tuple: &ExprTuple, kept: &[&Expr], checker: &Checker<'_>) -> Fix {
    let content = match kept {
        [only] if !only.is_starred_expr() => as_value(checker, only),
        _ => {
            let texts: Vec<_> = kept.iter().map(|element| checker.text(*element)).collect();
            let comma = if texts.len() == 1 { "," } else { "" };
            format!("({}{comma})", texts.join(", "))
        }
    };
    let edit = replace_word(checker, &content, tuple.range());
    let fix = if checker.has_comment(tuple) { Fix::unsafe_(edit) } else { Fix::safe(edit) };
    fix.with_message("Remove what is repeated")
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<DuplicateHandlerException>();
