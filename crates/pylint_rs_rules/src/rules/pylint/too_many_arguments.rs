//! PLR0913.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::StmtFunctionDef;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::parameter_count::count;
use crate::{Category, Checker, DummyVariables, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

/// How many parameters a function may have.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many parameters are allowed.
    max_args: usize,
    /// A regular expression for names of parameters that do not count.
    dummy_variable_rgx: DummyVariables,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_args: 5, dummy_variable_rgx: DummyVariables::default() }
    }
}

struct TooManyArguments {
    limit: usize,
    dummy: DummyVariables,
}

impl Rule for TooManyArguments {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "PLR0913",
        name: "too-many-arguments",
        category: Category::Complexity,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds functions with too many parameters.

Such a function is hard to call, and often does several things. Values that belong together can
travel as one.

`self` and `cls` do not count, nor do names that begin with an underscore, `*args` and `**kwargs`.
Stubs are not reported, nor are functions under `typing.override` and `typing.overload`.

## Options

- `max-args`: how many are still allowed (5).
- `dummy-variable-rgx`: a regular expression for names that do not count.

```python bad
def position(x, y, z, speed_x, speed_y, speed_z, time):
    return x + speed_x * time, y + speed_y * time, z + speed_z * time
```

```python good
def position(point, speed, time):
    return [value + change * time for value, change in zip(point, speed, strict=True)]
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { limit: options.max_args, dummy: options.dummy_variable_rgx }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl TooManyArguments {
    fn check<'a>(&self, function: &'a StmtFunctionDef, checker: &mut Checker<'a>) {
        // A stub has the signatures of the code it describes.
        if checker.is_stub() {
            return;
        }
        let limit = self.limit;
        let parameters = || function.parameters.iter_non_variadic_params();
        if let Some(count) = count(function, parameters, limit, &self.dummy, checker) {
            let name = &function.name;
            checker.report(name, format!("`{name}` has too many parameters ({count} > {limit})"));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<TooManyArguments>();
