//! F504.

use pylint_rs_diagnostics::{Fix, Severity};
use ruff_python_ast::helpers::contains_effect;
use ruff_python_ast::{DictItem, Expr, ExprDict};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::listing::quoted;
use super::percent_format::each_format;
use crate::edits::{parenthesized_range, remove_elements};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct PercentFormatExtraNamedArguments;

impl Rule for PercentFormatExtraNamedArguments {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F504",
        name: "percent-format-extra-named-arguments",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds keys that a `%`-format string does not use.

They have no effect; often a conversion was forgotten or misspelt.

The fix removes them. It is unsafe if evaluating the mapping may do something else as well.

```python bad
def greet(name):
    return "Hello, %(name)s" % {"greeting": "Hello", "name": name}
```

```python good
def greet(name):
    return "Hello, %(name)s" % {"name": name}
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl PercentFormatExtraNamedArguments {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |operation, conversions, checker| {
            let Expr::Dict(mapping) = &*operation.right else { return };
            if conversions.positional > 0 || mapping.items.iter().any(|item| item.key.is_none()) {
                return;
            }
            let is_unused = |item: &DictItem| {
                key_of(item).is_some_and(|key| !conversions.names.iter().any(|name| name == key))
            };
            let unused: Vec<&str> =
                mapping.items.iter().filter(|item| is_unused(item)).filter_map(key_of).collect();
            if !unused.is_empty() {
                let fix = checker.wants_fixes().then(|| removal(checker, mapping, is_unused));
                let message = format!("The `%`-format string does not use {}", quoted(&unused));
                checker.report_with(operation, message, fix);
            }
        });
    }
}

fn key_of(item: &DictItem) -> Option<&str> {
    match &item.key {
        Some(Expr::StringLiteral(key)) => Some(key.value.to_str()),
        _ => None,
    }
}

fn removal(
    checker: &Checker<'_>,
    mapping: &ExprDict,
    is_removed: impl Fn(&DictItem) -> bool,
) -> Fix {
    let items = &mapping.items;
    let ranges: Vec<_> = items
        .iter()
        .filter_map(|item| {
            let start = parenthesized_range(checker, item.key.as_ref()?).start();
            Some(TextRange::new(start, parenthesized_range(checker, &item.value).end()))
        })
        .collect();
    let closing = mapping.end() - TextSize::of('}');
    let edits = remove_elements(&ranges, |index| is_removed(&items[index]), closing);
    let scope = checker.semantic().scope_of(mapping);
    let has_effect = items.iter().any(|item| {
        contains_effect(&item.value, |name| checker.semantic().is_builtin_in(name, scope))
    });
    if has_effect { Fix::unsafe_(edits) } else { Fix::safe(edits) }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<PercentFormatExtraNamedArguments>();
