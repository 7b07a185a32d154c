//! B018.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::Semantic;
use ruff_python_ast::helpers::contains_effect;
use ruff_python_ast::{Expr, StmtExpr};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UselessExpression;

impl Rule for UselessExpression {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B018",
        name: "useless-expression",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds expressions whose value nobody uses.

A line that only names or builds a value does nothing: often a call's parentheses, an assignment
or a `return` is missing. Calls (but those that make an empty `list()`), subscripts, comprehensions and operators of unknown
objects may do something and are not reported, nor are strings and `...`. An attribute access made for its
effect can say so: `_ = x.attribute`.

```python bad
import sys

sys.exit
```

```python good
import sys

sys.exit()
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

impl UselessExpression {
    fn check<'a>(&self, statement: &'a StmtExpr, checker: &mut Checker<'a>) {
        let value = &*statement.value;
        if matches!(
            value,
            Expr::Compare(_)
                | Expr::StringLiteral(_)
                | Expr::FString(_)
                | Expr::EllipsisLiteral(_)
        ) {
            return;
        }
        // Only calls of builtins' names without arguments may have no effect.
        if let Expr::Call(call) = value
            && !(call.func.is_name_expr() && call.arguments.is_empty())
        {
            return;
        }
        let semantic = checker.semantic();
        let scope = semantic.scope_of(statement);
        let has_effect = |value| contains_effect(value, |name| semantic.is_builtin_in(name, scope));
        let is_useless = !has_effect(value)
            && !defaults_of_lambdas(value, semantic).any(has_effect);
        if is_useless {
            checker.report(value, "Expression without effect");
        } else if let Expr::Attribute(attribute) = value {
            let name = &attribute.attr;
            checker.report(value, format!("Access to the attribute `{name}` without effect"));
        }
    }
}

/// The defaults of lambdas in an expression: they are evaluated although the lambda is not called.
fn defaults_of_lambdas<'a>(
    value: &'a Expr,
    semantic: &Semantic<'a>,
) -> impl Iterator<Item = &'a Expr> {
    semantic
        .nodes()
        .subtree(semantic.id(value))
        .filter_map(|id| semantic.node(id).syntax.as_expr_lambda())
        .filter_map(|lambda| lambda.parameters.as_deref())
        .flat_map(|parameters| parameters.iter_non_variadic_params())
        .filter_map(|parameter| parameter.default.as_deref())
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UselessExpression>();
