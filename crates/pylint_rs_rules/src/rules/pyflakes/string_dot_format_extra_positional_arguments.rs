//! F523.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::ArgOrKeyword;
use ruff_text_size::Ranged;

use super::brace_format::each_format;
use super::format_arguments::remove_arguments;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct StringDotFormatExtraPositionalArguments;

impl Rule for StringDotFormatExtraPositionalArguments {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F523",
        name: "string-dot-format-extra-positional-arguments",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds positional arguments of `str.format` that the string does not use.

They have no effect; often a field was forgotten.

The fix removes them, where that leaves the others their positions. It is unsafe if evaluating an
argument may do something else as well.

```python bad
def greet(name):
    return "Hello, {0}".format(name, "!")
```

```python good
def greet(name):
    return "Hello, {0}{1}".format(name, "!")
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

impl StringDotFormatExtraPositionalArguments {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |call, fields, checker| {
            let arguments = &call.arguments.args;
            if arguments.is_empty() {
                return;
            }
            let unused: Vec<usize> = (0..arguments.len())
                .filter(|position| {
                    !arguments[*position].is_starred_expr()
                        && !fields.shows_position(*position)
                })
                .collect();
            let Some(first) = unused.first() else { return };
            // Those after it would move up.
            let can_fix = checker.wants_fixes() && arguments.len() - first == unused.len();
            let fix = can_fix.then(|| {
                remove_arguments(checker, call, |argument| match argument {
                    ArgOrKeyword::Arg(argument) => argument.start() >= arguments[*first].start(),
                    ArgOrKeyword::Keyword(_) => false,
                })
            });
            let positions: Vec<String> = unused.iter().map(usize::to_string).collect();
            let message = format!("The string does not use argument {}", positions.join(", "));
            checker.report_with(call, message, fix.flatten());
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StringDotFormatExtraPositionalArguments>();
