//! F602.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, ExprDict};

use super::repeated_keys::check_repeated_keys;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct MultiValueRepeatedKeyVariable;

impl Rule for MultiValueRepeatedKeyVariable {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F602",
        name: "multi-value-repeated-key-variable",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds variables that are a key of a dictionary display more than once.

Only the last value is kept; mostly one of the keys is a slip.

The fix removes an entry whose value has been given before. It is unsafe: values may have side
effects, and if there is another value between the two, another one counts.

```python bad
def prices(apple, pear):
    return {apple: 1, pear: 2, pear: 3}
```

```python good
def prices(apple, pear):
    return {apple: 1, pear: 3}
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

impl MultiValueRepeatedKeyVariable {
    fn check<'a>(&self, dictionary: &'a ExprDict, checker: &mut Checker<'a>) {
        check_repeated_keys(dictionary, Expr::is_name_expr, checker);
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MultiValueRepeatedKeyVariable>();
