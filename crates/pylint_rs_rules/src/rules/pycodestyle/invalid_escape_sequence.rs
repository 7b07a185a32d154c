//! W605.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::token::Token;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::escapes::{Escapes, is_escape, raw_prefix, string_token_at};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct InvalidEscapeSequence;

impl Rule for InvalidEscapeSequence {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "W605",
        name: "invalid-escape-sequence",
        category: Category::Correctness,
        severity: Severity::Warning,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds backslashes in strings that escape nothing.

Python keeps such a backslash, but warns: a later version is to reject it. Where it is meant as such
it is doubled, or the string is raw.

The fix makes the string raw, or doubles the backslash if other escapes of the string are right.

```python bad
pattern = "\d+"
```

```python good
pattern = r"\d+"
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

impl InvalidEscapeSequence {
    fn check<'a>(&self, checker: &mut Checker<'a>) {
        let text = checker.source().as_bytes();
        let mut next = 0;
        while let Some(found) = memchr::memchr(b'\\', &text[next..]) {
            let backslash = next + found;
            let Some(escaped) = text.get(backslash + 1) else { break };
            // No backslash outside of a string touches one inside: pairs are the same in both.
            if is_escape(char::from(*escaped)) {
                next = backslash + 2;
                continue;
            }
            next = backslash + 1;
            let offset = TextSize::try_from(backslash).unwrap_or_default();
            let Some(token) = string_token_at(checker, offset) else { continue };
            next = token.end().to_usize();
            if token.string_flags().is_some_and(|flags| !flags.is_raw_string()) {
                check_token(token, checker);
            }
        }
    }
}

fn check_token(token: &Token, checker: &mut Checker<'_>) {
    let escapes = Escapes::in_range(checker, token.range());
    if escapes.invalid.is_empty() {
        return;
    }
    let raw = if checker.wants_fixes() && !escapes.has_valid {
        raw_prefix(checker, token)
    } else {
        None
    };
    for range in escapes.invalid {
        let backslash = TextRange::at(range.start(), TextSize::of('\\'));
        let fix = checker.wants_fixes().then(|| match &raw {
            Some(prefix) => Fix::safe(prefix.clone()),
            None => Fix::safe(Edit::insertion("\\", backslash.end())),
        });
        let message = format!("`{}` is no escape sequence", checker.text(range));
        checker.report_with(range, message, fix);
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<InvalidEscapeSequence>();
