//! PLR0917.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::StmtFunctionDef;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::parameter_count::count;
use crate::{Category, Checker, DummyVariables, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

/// How many positional parameters a function may have.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many positional parameters are allowed; `max-args` if not given.
    max_positional_args: Option<usize>,
    /// How many parameters of any kind are allowed.
    max_args: usize,
    /// A regular expression for names of parameters that do not count.
    dummy_variable_rgx: DummyVariables,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_positional_args: None, max_args: 5, dummy_variable_rgx: DummyVariables::default() }
    }
}

struct TooManyPositionalArguments {
    limit: usize,
    dummy: DummyVariables,
}

impl Rule for TooManyPositionalArguments {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "PLR0917",
        name: "too-many-positional-arguments",
        category: Category::Complexity,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds functions with too many parameters that can be given by position.

In a call with many values in a row nobody sees which is which, and two of them are soon swapped.
After a `*`, parameters are given by name.

`self` and `cls` do not count, nor do names that begin with an underscore. Stubs are not reported,
nor are functions under `typing.override` and `typing.overload`.

## Options

- `max-positional-args`: how many are still allowed; `max-args` if not given.
- `max-args`: how many parameters of any kind are allowed (5).
- `dummy-variable-rgx`: a regular expression for names that do not count.

```python bad
def plot(x, y, z, color, mark, with_trend):
    draw(x, y, z, color, mark, with_trend)
```

```python good
def plot(x, y, z, *, color, mark, with_trend):
    draw(x, y, z, color, mark, with_trend)
```
"#,
    };

    fn new(options: Options) -> Self {
        Self {
            limit: options.max_positional_args.unwrap_or(options.max_args),
            dummy: options.dummy_variable_rgx,
        }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl TooManyPositionalArguments {
    fn check<'a>(&self, function: &'a StmtFunctionDef, checker: &mut Checker<'a>) {
        // A stub has the signatures of the code it describes.
        if checker.is_stub() {
            return;
        }
        let limit = self.limit;
        let parameters = || function.parameters.posonlyargs.iter().chain(&function.parameters.args);
        if let Some(count) = count(function, parameters, limit, &self.dummy, checker) {
            let name = &function.name;
            checker.report(
                name,
                format!("`{name}` has too many positional parameters ({count} > {limit})"),
            );
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<TooManyPositionalArguments>();
