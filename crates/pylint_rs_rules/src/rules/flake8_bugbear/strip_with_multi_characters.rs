//! B005.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{Expr, ExprAttribute, ExprCall};
use rustc_hash::FxHashSet;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct StripWithMultiCharacters;

impl Rule for StripWithMultiCharacters {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B005",
        name: "strip-with-multi-characters",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `strip`, `lstrip` and `rstrip` with a string that names a character twice.

The argument is a set of characters, not a prefix or suffix: `"text.txt".rstrip(".txt")` is
`"te"`. A character given twice shows that a whole word was meant, for which there are
`removeprefix` and `removesuffix`.

```python bad
def stem(name: str) -> str:
    return name.rstrip(".txt")
```

```python good
def stem(name: str) -> str:
    return name.removesuffix(".txt")
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.method_calls(&["strip", "lstrip", "rstrip"], Self::check);
    }
}

impl StripWithMultiCharacters {
    fn check<'a>(
        &self,
        call: &'a ExprCall,
        method: &'a ExprAttribute,
        checker: &mut Checker<'a>,
    ) {
        let [Expr::StringLiteral(characters)] = &*call.arguments.args else { return };
        let method = &method.attr;
        let mut seen = FxHashSet::default();
        if !characters.value.chars().all(|character| seen.insert(character)) {
            checker.report(
                call,
                format!("`{method}` removes any of these characters, not the string as a whole"),
            );
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StripWithMultiCharacters>();
