//! F823.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{Context, Reference, Semantic, SymbolId, Target};
use ruff_text_size::{Ranged, TextRange};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UndefinedLocal;

impl Rule for UndefinedLocal {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F823",
        name: "undefined-local",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds local variables that are used before they have a value, where the same name means something
outside.

A name that a function binds anywhere is local in all of it: what the module has under that name
is not seen, and the use raises `UnboundLocalError`.

```python bad
count = 0


def increment():
    count += 1
```

```python good
count = 0


def increment():
    global count
    count += 1
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

impl UndefinedLocal {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        for (last_use, symbol) in semantic.early_uses() {
            if let Some(range) = first_use(semantic, last_use, symbol) {
                let name = semantic.symbol(symbol).name;
                checker.report(
                    range,
                    format!("Local variable `{name}` is used before it has a value"),
                );
            }
        }
    }
}

/// The first of the uses that `last_use` ends: what they seem to mean is outside.
fn first_use(
    semantic: &Semantic<'_>,
    last_use: &Reference,
    symbol: SymbolId,
) -> Option<TextRange> {
    let bound = semantic.bindings_of(symbol).last()?;
    // `x += 1` uses the name where it binds it.
    let bound = semantic.binding(bound).start();
    let is_early = |reference: &&Reference| {
        reference.scope == last_use.scope
            && reference.range.start() <= bound
            && !reference.context.intersects(Context::ANNOTATION | Context::STRING_ANNOTATION)
    };
    let by_place = |reference: &&Reference| reference.range.start();
    let first = match last_use.target {
        Target::Binding(outer) => {
            semantic.references_to(outer).filter(is_early).min_by_key(by_place)
        }
        Target::Builtin => semantic
            .builtin_references(semantic.name(last_use.name))
            .filter(is_early)
            .min_by_key(by_place),
        Target::StarImport | Target::Unresolved => None,
    };
    first.map(|reference| reference.range)
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UndefinedLocal>();
