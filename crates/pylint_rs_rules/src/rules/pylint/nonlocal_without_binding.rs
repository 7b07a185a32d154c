//! PLE0117.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{BindingForm, BindingId, ScopeId, ScopeKind, SymbolFlags};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct NonlocalWithoutBinding;

impl Rule for NonlocalWithoutBinding {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PLE0117",
        name: "nonlocal-without-binding",
        category: Category::Correctness,
        severity: Severity::Error,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds `nonlocal` names that no function around binds.

Names of the module or of a class do not count. Python has a `SyntaxError` for it.

```python bad
def counter():
    def increment():
        nonlocal count
        count += 1
```

```python good
def counter():
    count = 0

    def increment():
        nonlocal count
        count += 1
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.bindings(
            &[BindingForm::Nonlocal],
            Self::check,
        );
    }
}

impl NonlocalWithoutBinding {
    fn check<'a>(&self, id: BindingId, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        let binding = semantic.binding(id);
        if binding.scope == ScopeId::MODULE {
            return;
        }
        let own = semantic.symbol(binding.symbol);
        // Of a parameter it is another error to be declared so.
        if own.flags.contains(SymbolFlags::PARAMETER) {
            return;
        }
        let is_bound = semantic.scope_chain(binding.scope).skip(1).any(|scope| {
            let binds = |name: &str| {
                semantic.symbol_in(scope, name).is_some_and(|symbol| {
                    semantic.symbol(symbol).flags.intersects(SymbolFlags::BOUND_OR_GLOBAL)
                })
            };
            match semantic.scope(scope).kind {
                ScopeKind::Function(_) | ScopeKind::Lambda | ScopeKind::TypeParameters => {
                    binds(own.name)
                }
                // Every class has it for its methods.
                ScopeKind::Class(_) => own.name == "__class__",
                ScopeKind::Comprehension(_) | ScopeKind::Module => false,
            }
        });
        if !is_bound {
            let message = format!("No function around binds `{}`", binding.name);
            checker.report(binding.range, message);
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<NonlocalWithoutBinding>();
