//! B017.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, Expr, ExprAttribute, ExprCall};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct AssertRaisesException;

impl Rule for AssertRaisesException {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B017",
        name: "assert-raises-exception",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds tests that expect `Exception` or `BaseException`.

Any failure passes such a test, a misspelt name included. Expect a particular class, or also match
the message (`assertRaisesRegex`, `pytest.raises(..., match=...)`).

```python bad
import pytest


def test_parse():
    with pytest.raises(Exception):
        parse("x")
```

```python good
import pytest


def test_parse():
    with pytest.raises(ValueError):
        parse("x")
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.method_calls(&["assertRaises"], Self::check_unittest);
        on.direct_calls(&["pytest.raises"], Self::check_pytest);
    }
}

impl AssertRaisesException {
    fn check_unittest<'a>(
        &self,
        call: &'a ExprCall,
        _: &'a ExprAttribute,
        checker: &mut Checker<'a>,
    ) {
        let has_function = call.arguments.args.len() > 1;
        self.check(call, "exception", has_function, checker);
    }

    fn check_pytest<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        let second = call.arguments.args.get(1);
        // A string was once code to run, or is taken for `match`.
        if second.is_some_and(Expr::is_string_literal_expr)
            || call.arguments.find_keyword("match").is_some()
        {
            return;
        }
        let has_function = second.is_some() || call.arguments.find_keyword("func").is_some();
        self.check(call, "expected_exception", has_function, checker);
    }

    fn check<'a>(
        &self,
        call: &'a ExprCall,
        keyword: &str,
        has_function: bool,
        checker: &mut Checker<'a>,
    ) {
        let by_keyword = || call.arguments.find_keyword(keyword).map(|keyword| &keyword.value);
        let Some(exception) = call.arguments.args.first().or_else(by_keyword) else { return };
        let Some(name) = checker.semantic().qualified_name(exception) else { return };
        let ["builtins", name @ ("Exception" | "BaseException")] = name.segments() else { return };
        let is_context = matches!(checker.semantic().parent(call), Some(AnyNodeRef::WithItem(item)) if item.optional_vars.is_none());
        // One that is both calls the function and is entered: two findings.
        for _ in 0..usize::from(is_context) + usize::from(has_function) {
            checker.report(call, format!("Any failure passes a test that expects `{name}`"));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AssertRaisesException>();
