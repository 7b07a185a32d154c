//! B020.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::Semantic;
use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, ExprName, StmtFor};
use rustc_hash::FxHashMap;

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

/// The names an expression uses from around it.
#[derive(Default)]
struct NamesUsed<'a> {
    names: FxHashMap<&'a str, &'a ExprName>,
}

impl<'a> NamesUsed<'a> {
    fn visit_iterables(&mut self, generators: &'a [ruff_python_ast::Comprehension]) {
        // Comprehensions have scopes of their own, and rename what they go over at will.
        generators.iter().for_each(|generator| self.visit_expr(&generator.iter));
    }
}

impl<'a> Visitor<'a> for NamesUsed<'a> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => {
                self.names.insert(name.id.as_str(), name);
            }
            Expr::ListComp(inner) => self.visit_iterables(&inner.generators),
            Expr::SetComp(inner) => self.visit_iterables(&inner.generators),
            Expr::DictComp(inner) => self.visit_iterables(&inner.generators),
            Expr::Generator(inner) => self.visit_iterables(&inner.generators),
            Expr::Lambda(lambda) => {
                // A lambda that just gives back a name (`key=lambda: items`) is let pass.
                walk_expr(self, &lambda.body);
                for parameter in lambda.parameters.iter().flat_map(|parameters| parameters.iter()) {
                    self.names.remove(parameter.name().as_str());
                }
            }
            _ => walk_expr(self, expression),
        }
    }
}

struct LoopVariableOverridesIterator;

impl Rule for LoopVariableOverridesIterator {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B020",
        name: "loop-variable-overrides-iterator",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds loops whose variable takes the name of what they loop over.

After the first round the name no longer means the collection.

```python bad
items = [1, 2, 3]
for items in items:
    print(items)
```

```python good
items = [1, 2, 3]
for item in items:
    print(item)
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
    }
}

impl LoopVariableOverridesIterator {
    fn check<'a>(&self, statement: &'a StmtFor, checker: &mut Checker<'a>) {
        if !may_share_a_name(&statement.target, &statement.iter, checker.semantic()) {
            return;
        }
        let mut targets = NamesUsed::default();
        targets.visit_expr(&statement.target);
        let mut iterated = NamesUsed::default();
        iterated.visit_expr(&statement.iter);
        for (name, node) in targets.names {
            if iterated.names.contains_key(name) {
                checker.report(
                    node,
                    format!("The loop variable `{name}` replaces what the loop goes over"),
                );
            }
        }
    }
}

/// Whether a name is in both expressions, as far as can be told at a glance.
fn may_share_a_name(target: &Expr, iterated: &Expr, semantic: &Semantic<'_>) -> bool {
    const LARGE_TARGET: usize = 16;
    let nodes = semantic.nodes();
    let names = |root: &Expr| {
        nodes.subtree(semantic.id(root)).filter_map(|id| nodes.get(id).syntax.as_expr_name())
    };
    names(target).count() > LARGE_TARGET
        || names(target).any(|name| names(iterated).any(|other| other.id == name.id))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<LoopVariableOverridesIterator>();
