//! ANN001.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use pylint_rs_semantic::NodeId;
use ruff_python_ast::ParameterWithDefault;
use ruff_text_size::{Ranged, TextRange};

use super::options::{ParameterFilter, ParameterOptions};
use super::untyped_functions::{UntypedFunctions, plain_parameters};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use crate::edits::annotation_of;

struct MissingTypeFunctionArgument {
    filter: ParameterFilter,
}

impl Rule for MissingTypeFunctionArgument {
    type Options = ParameterOptions;

    const METADATA: Metadata = Metadata {
        code: "ANN001",
        name: "missing-type-function-argument",
        category: Category::Typing,
        severity: Severity::Info,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds parameters without a type annotation.

The annotation tells callers what to pass. Without one, type checkers take the parameter for
`Any`, and check neither the calls nor what the body does with it.

Methods marked `@override` and the implementations of overloads are passed over: their types
are given elsewhere.

The fix takes the type from the default, and from what the function compares the parameter with
or puts in its place. It is unsafe: other types may be passed as well.

## Options

They are shared: `[rules.ANN]` sets them for the whole family.

- `ignore-fully-untyped`: leave alone functions without a single annotation.
- `suppress-dummy-args`: leave alone parameters whose name says that they are not used.
- `dummy-variable-rgx`: a regular expression for such names; by default, those that start with an
  underscore.

```python bad
def double(x):
    return 2 * x
```

```python good
def double(x: int) -> int:
    return 2 * x
```
"#,
    };

    fn new(options: ParameterOptions) -> Self {
        Self { filter: ParameterFilter::new(&options) }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.module(Self::check);
    }
}

impl MissingTypeFunctionArgument {
    fn check(&self, checker: &mut Checker<'_>) {
        let functions = checker.fact::<UntypedFunctions>();
        for found in &functions.0 {
            if self.filter.ignores_fully_untyped() && found.is_fully_untyped {
                continue;
            }
            let Some(function) = found.definition(checker.semantic()) else { continue };
            for parameter in plain_parameters(function, found.has_receiver) {
                if parameter.annotation().is_some() || self.filter.is_dummy(parameter.name()) {
                    continue;
                }
                let fix = (parameter.default.is_some() && checker.wants_unsafe_fixes())
                    .then(|| fix(parameter, found.node, checker))
                    .flatten();
                checker.report_with(
                    &parameter.parameter,
                    ["Parameter `", parameter.name(), "` has no type annotation"].concat(),
                    fix,
                );
            }
        }
    }
}

/// Annotates the parameter with what its default and its uses show.
fn fix<'a>(
    parameter: &'a ParameterWithDefault,
    function: NodeId,
    checker: &Checker<'a>,
) -> Option<Fix> {
    let found = checker.semantic().parameter_type(parameter)?;
    let (mut edits, text) = annotation_of(checker, &found, function)?;
    let name_end = parameter.name().end();
    let gap = TextRange::new(name_end, parameter.default.as_deref()?.start());
    // `x=1` becomes `x: int = 1`, unless there is more than the sign in between.
    edits.push(if checker.source()[gap].trim() == "=" {
        Edit::replacement(format!(": {text} = "), gap)
    } else {
        Edit::insertion(format!(": {text}"), name_end)
    });
    Some(Fix::unsafe_(edits).with_message(format!("Add the type `{text}`")))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MissingTypeFunctionArgument>();
