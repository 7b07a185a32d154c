//! B018.

use pylint_rs_diagnostics::Severity;
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
or a `return` is missing. Calls, subscripts, comprehensions and operators of unknown objects may
do something and are not reported, nor are strings and `...`. An attribute access made for its
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
                | Expr::Call(_)
        ) {
            return;
        }
        let semantic = checker.semantic();
        let scope = semantic.scope_of(statement);
        let has_effect = contains_effect(value, |name| semantic.is_builtin_in(name, scope));
        if !has_effect {
            checker.report(value, "Expression without effect");
        } else if let Expr::Attribute(attribute) = value {
            let name = &attribute.attr;
            checker.report(value, format!("Access to the attribute `{name}` without effect"));
        }
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UselessExpression>();
