//! F522.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{ArgOrKeyword, Keyword};

use super::brace_format::each_format;
use super::format_arguments::remove_arguments;
use super::listing::quoted;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct StringDotFormatExtraNamedArguments;

impl Rule for StringDotFormatExtraNamedArguments {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F522",
        name: "string-dot-format-extra-named-arguments",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds keyword arguments of `str.format` that the string does not use.

They have no effect; often a field was forgotten or misspelt.

The fix removes them. It is unsafe if evaluating an argument may do something else as well.

```python bad
def greet(name):
    return "Hello, {name}".format(greeting="Hello", name=name)
```

```python good
def greet(name):
    return "Hello, {name}".format(name=name)
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

impl StringDotFormatExtraNamedArguments {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |call, fields, checker| {
            let keywords = &call.arguments.keywords;
            if keywords.is_empty() || keywords.iter().any(|keyword| keyword.arg.is_none()) {
                return;
            }
            let is_unused = |keyword: &Keyword| {
                keyword.arg.as_ref().is_some_and(|given| !fields.shows_name(given.as_str()))
            };
            let unused: Vec<&str> = keywords
                .iter()
                .filter(|keyword| is_unused(keyword))
                .filter_map(|keyword| keyword.arg.as_deref())
                .collect();
            if !unused.is_empty() {
                let fix = checker.wants_fixes().then(|| {
                    remove_arguments(checker, call, |argument| match argument {
                        ArgOrKeyword::Keyword(keyword) => is_unused(keyword),
                        ArgOrKeyword::Arg(_) => false,
                    })
                });
                let message = format!("The string does not use {}", quoted(&unused));
                checker.report_with(call, message, fix.flatten());
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StringDotFormatExtraNamedArguments>();
