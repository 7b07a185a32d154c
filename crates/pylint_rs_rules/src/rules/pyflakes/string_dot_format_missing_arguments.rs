//! F524.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::Expr;
use rustc_hash::FxHashSet;

use super::brace_format::{Field, each_format};
use super::listing::quoted;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct StringDotFormatMissingArguments;

impl Rule for StringDotFormatMissingArguments {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F524",
        name: "string-dot-format-missing-arguments",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds fields of a `str.format` string for which there is no argument.

The call raises a `KeyError` or an `IndexError`.

```python bad
def greet(name):
    return "{greeting}, {name}".format(name=name)
```

```python good
def greet(greeting, name):
    return "{greeting}, {name}".format(greeting=greeting, name=name)
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

impl StringDotFormatMissingArguments {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        each_format(checker, |call, fields, checker| {
            let arguments = &call.arguments;
            if arguments.args.iter().any(Expr::is_starred_expr)
                || arguments.keywords.iter().any(|keyword| keyword.arg.is_none())
            {
                return;
            }
            let given: FxHashSet<&str> =
                arguments.keywords.iter().filter_map(|keyword| keyword.arg.as_deref()).collect();
            let missing: Vec<String> = fields
                .fields
                .iter()
                .filter_map(|field| match field {
                    Field::Position(position) => {
                        (*position >= arguments.args.len()).then(|| position.to_string())
                    }
                    Field::Name(name) => {
                        (!given.contains(name.as_str())).then(|| name.clone())
                    }
                })
                .collect();
            if !missing.is_empty() {
                let message = format!("There is no argument for {}", quoted(&missing));
                checker.report(call, message);
            }
        });
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<StringDotFormatMissingArguments>();
