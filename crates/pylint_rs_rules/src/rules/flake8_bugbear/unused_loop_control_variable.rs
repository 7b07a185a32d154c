//! B007.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use pylint_rs_semantic::{Binding, Context, ScopeId, SymbolFlags};
use ruff_python_ast::helpers::uses_magic_variable_access;
use ruff_python_ast::{AnyNodeRef, ExprName, StmtFor};
use ruff_text_size::Ranged;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Category, Checker, DummyVariables, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::assigned_names::names_in_target;

/// Which loop variables need no use.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// A regular expression for names that need not be used.
    dummy_variable_rgx: DummyVariables,
}

struct UnusedLoopControlVariable {
    dummy: DummyVariables,
}

impl Rule for UnusedLoopControlVariable {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "B007",
        name: "unused-loop-control-variable",
        category: Category::Style,
        severity: Severity::Info,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds loop variables that the loop's body does not use.

Either a use was forgotten, or the value does not matter, which an underscore before the name
says.

The fix adds the underscore, where the name is not used anywhere else in the scope. It is unsafe: the
variable may be wanted by what the file does not show.

## Options

- `dummy-variable-rgx`: a regular expression for names that need not be used.

```python bad
def names(pairs):
    for key, value in pairs:
        print(key)
```

```python good
def names(pairs):
    for key, _value in pairs:
        print(key)
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { dummy: options.dummy_variable_rgx }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl UnusedLoopControlVariable {
    fn check<'a>(&self, statement: &'a StmtFor, checker: &mut Checker<'a>) {
        let mut unused: FxHashMap<&str, &ExprName> = FxHashMap::default();
        names_in_target(&statement.target, &mut |name| {
            if !self.dummy.contains(&name.id) {
                unused.insert(name.id.as_str(), name);
            }
        });
        let semantic = checker.semantic();
        for statement in &statement.body {
            if unused.is_empty() {
                return;
            }
            for id in semantic.nodes().subtree(semantic.id(statement)) {
                let node = semantic.node(id);
                if let AnyNodeRef::ExprName(name) = node.syntax
                    && !node.context.intersects(Context::STRING_ANNOTATION)
                {
                    unused.remove(name.id.as_str());
                }
            }
        }
        if unused.is_empty() {
            return;
        }
        let scope = semantic.scope_of(statement);
        let is_certain = !uses_magic_variable_access(&statement.body, |name| {
            semantic.is_builtin_in(name, scope)
        });
        for (name, node) in unused {
            let fix = (is_certain && checker.wants_unsafe_fixes())
                .then(|| self.fix(node, scope, checker))
                .flatten();
            let how = if is_certain { "is not" } else { "may not be" };
            checker.report_with(node, format!("Loop variable `{name}` {how} used in the loop"), fix);
        }
    }

    /// Puts an underscore before the name, if nothing in the scope reads it: not even before the
    /// loop, which may itself be in a loop.
    fn fix(&self, name: &ExprName, scope: ScopeId, checker: &Checker<'_>) -> Option<Fix> {
        let semantic = checker.semantic();
        let renamed = format!("_{}", name.id);
        if !self.dummy.contains(&renamed) || semantic.lookup(&renamed, scope).is_some() {
            return None;
        }
        let symbol = semantic.symbol_in(scope, &name.id)?;
        let is_elsewhere = SymbolFlags::GLOBAL | SymbolFlags::NONLOCAL;
        if semantic.symbol(symbol).flags.intersects(is_elsewhere) {
            return None;
        }
        let is_used = semantic
            .bindings_of(symbol)
            .map(|binding| semantic.binding(binding))
            .any(Binding::is_used);
        (!is_used).then(|| {
            Fix::unsafe_(Edit::replacement(renamed, name.range()))
                .with_message("Mark the variable as unused")
        })
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnusedLoopControlVariable>();
