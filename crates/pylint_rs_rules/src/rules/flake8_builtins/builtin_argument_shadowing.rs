//! A002.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::StmtFunctionDef;

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::builtin_names::Options;

struct BuiltinArgumentShadowing {
    options: Options,
}

impl Rule for BuiltinArgumentShadowing {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "A002",
        name: "builtin-argument-shadowing",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds parameters with the name of a builtin.

In the function the name no longer means the builtin, which misleads readers and, sooner or later,
the code. Functions marked with `typing.override` or `typing.overload`, whose parameters another
definition names, are left alone.

## Options

- `ignorelist`: builtins whose names may be used.

```python bad
def unique(list):
    return sorted(set(list))
```

```python good
def unique(items):
    return sorted(set(items))
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

impl BuiltinArgumentShadowing {
    fn check<'a>(&self, function: &'a StmtFunctionDef, checker: &mut Checker<'a>) {
        for parameter in &*function.parameters {
            let name = parameter.name();
            if !self.options.forbid(name, checker) {
                continue;
            }
            if is_named_elsewhere(function, checker) {
                return;
            }
            checker.report(name, format!("The parameter `{name}` hides the builtin of that name"));
        }
    }
}

/// Whether the function has to name its parameters as another definition does.
fn is_named_elsewhere<'a>(function: &'a StmtFunctionDef, checker: &Checker<'a>) -> bool {
    function.decorator_list.iter().any(|decorator| {
        checker
            .semantic()
            .qualified_name(&decorator.expression)
            .is_some_and(|name| name.is_typing("override") || name.is_typing("overload"))
    })
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BuiltinArgumentShadowing>();
