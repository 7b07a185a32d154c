//! A003.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{Binding, BindingKind, Context, Reference, ScopeId, ScopeKind, Semantic};

use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::builtin_names::Options;

struct BuiltinAttributeShadowing {
    options: Options,
}

impl Rule for BuiltinAttributeShadowing {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "A003",
        name: "builtin-attribute-shadowing",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds uses in a class's body of a name that there means the class's own method or attribute rather
than the builtin.

A method may well be called `list`: from outside, only `x.list` can be meant. But in the body of
the class, annotations and defaults of later methods included, plain `list` now is the method.
The finding is at the use.

## Options

- `ignorelist`: builtins whose names may be used.

```python bad
class Folder:
    def list(self) -> None:
        pass

    kinds = list("df")
```

```python good
class Folder:
    def show(self) -> None:
        pass

    kinds = list("df")
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.scopes(Self::check);
    }
}

impl BuiltinAttributeShadowing {
    fn check<'a>(&self, scope: ScopeId, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        if !matches!(semantic.scope(scope).kind, ScopeKind::Class(_)) {
            return;
        }
        for symbol in semantic.symbols_of(scope) {
            if !self.options.forbid(semantic.symbol(symbol).name, checker) {
                continue;
            }
            for id in semantic.bindings_of(symbol) {
                let binding = semantic.binding(id);
                let Some(what) = what_it_is(binding) else { continue };
                for reference in semantic.references_to(id) {
                    if is_evaluated_in(scope, reference, semantic) {
                        let name = binding.name;
                        checker.report(
                            reference.range,
                            format!("`{name}` is {what} of the class here, not the builtin"),
                        );
                    }
                }
            }
        }
    }
}

fn what_it_is(binding: &Binding<'_>) -> Option<&'static str> {
    match binding.kind {
        BindingKind::Function(_) => Some("a method"),
        BindingKind::Assignment(_)
        | BindingKind::AnnotatedAssignment { .. }
        | BindingKind::Annotation(_)
        | BindingKind::TypeAlias(_)
        | BindingKind::MatchCapture => Some("an attribute"),
        _ => None,
    }
}

/// Whether the name is looked up in the class when its body runs, or in the type parameters of
/// something there.
fn is_evaluated_in(scope: ScopeId, reference: &Reference, semantic: &Semantic<'_>) -> bool {
    let used_in = semantic.scope(reference.scope);
    let is_here = reference.scope == scope
        || (matches!(used_in.kind, ScopeKind::TypeParameters) && used_in.parent == Some(scope));
    is_here
        && !reference
            .context
            .intersects(Context::TYPING_ONLY_ANNOTATION | Context::STRING_ANNOTATION)
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<BuiltinAttributeShadowing>();
