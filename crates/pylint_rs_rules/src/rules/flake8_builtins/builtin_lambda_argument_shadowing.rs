//! A006.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::ExprLambda;

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::builtin_names::Options;

struct BuiltinLambdaArgumentShadowing {
    options: Options,
}

impl Rule for BuiltinLambdaArgumentShadowing {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "A006",
        name: "builtin-lambda-argument-shadowing",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds parameters of lambdas with the name of a builtin.

In the lambda the name no longer means the builtin, which misleads readers.

## Options

- `ignorelist`: builtins whose names may be used.

```python bad
by_id = {}
find = lambda id: by_id[id]
```

```python good
by_id = {}
find = lambda key: by_id[key]
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl BuiltinLambdaArgumentShadowing {
    fn check<'a>(&self, lambda: &'a ExprLambda, checker: &mut Checker<'a>) {
        let Some(parameters) = lambda.parameters.as_deref() else { return };
        for parameter in parameters.iter_non_variadic_params() {
            let name = parameter.name();
            if self.options.forbid(name, checker) {
                checker
                    .report(name, format!("The parameter `{name}` hides the builtin of that name"));
            }
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BuiltinLambdaArgumentShadowing>();
