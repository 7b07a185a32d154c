//! E402.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{QualifiedName, Semantic};
use ruff_python_ast::{Expr, Stmt};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct ModuleImportNotAtTopOfFile;

impl Rule for ModuleImportNotAtTopOfFile {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E402",
        name: "module-import-not-at-top-of-file",
        category: Category::Style,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds imports of the module's own level that stand below other code.

At the top of the file, after its docstring and its `__dunder__` names, imports tell at a glance
what the module depends on; and what runs before them does not depend on their order.

What makes later imports work may stand between them: changes of `sys.path` and `os.environ`,
`site.addsitedir`, `matplotlib.use`, `pytest.importorskip`; also `if`, `try`, `with` and `match`
statements, whatever is in them.

```python bad
import os

HOME = os.environ["HOME"]

import sys
```

```python good
import os
import sys

HOME = os.environ["HOME"]
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

impl ModuleImportNotAtTopOfFile {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        let body = &checker.file().parsed.syntax().body;
        let code = body
            .iter()
            .enumerate()
            .position(|(index, statement)| !may_stand_above(semantic, statement, index == 0));
        let Some(code) = code else { return };
        for statement in &body[code..] {
            if matches!(statement, Stmt::Import(_) | Stmt::ImportFrom(_)) {
                checker.report(statement, "Import below other code");
            }
        }
    }
}

/// Whether imports may follow a statement.
fn may_stand_above<'a>(semantic: &Semantic<'a>, statement: &'a Stmt, is_first: bool) -> bool {
    let is_environment = |target: &'a Expr| is_environment(semantic, target);
    match statement {
        Stmt::Import(_)
        | Stmt::ImportFrom(_)
        | Stmt::If(_)
        | Stmt::Try(_)
        | Stmt::With(_)
        | Stmt::Match(_) => true,
        Stmt::Expr(expression) => match &*expression.value {
            Expr::StringLiteral(_) => is_first,
            Expr::Call(call) => {
                semantic.qualified_name(&call.func).is_some_and(|name| is_preparation(&name))
            }
            _ => false,
        },
        Stmt::Assign(assign) => {
            assign.targets.iter().any(is_environment)
                || matches!(assign.targets.as_slice(), [target] if is_dunder(target))
        }
        Stmt::AnnAssign(assign) => is_dunder(&assign.target) || is_environment(&assign.target),
        Stmt::AugAssign(assign) => {
            is_environment(&assign.target)
                || augmented_name(semantic, &assign.target)
                    .is_some_and(|name| name.is_any(&["sys.path", "os.environ"]))
        }
        Stmt::Delete(delete) => delete.targets.iter().any(is_environment),
        _ => false,
    }
}

/// Whether a target is `os.environ` or one of its variables.
fn is_environment<'a>(semantic: &Semantic<'a>, target: &'a Expr) -> bool {
    let target = match target {
        Expr::Subscript(subscript) => &subscript.value,
        target => target,
    };
    semantic.qualified_name(target).is_some_and(|name| name.is("os.environ"))
}

/// What the target of `+=` and its like meant before.
fn augmented_name<'a>(semantic: &Semantic<'a>, target: &'a Expr) -> Option<QualifiedName<'a>> {
    match target {
        Expr::Name(name) => {
            let before = semantic.binding(semantic.binding_made_by(name)?).shadowed?;
            semantic.import_path(before)
        }
        target => semantic.qualified_name(target),
    }
}

/// Whether the function of that name prepares the ground for imports.
fn is_preparation(name: &QualifiedName<'_>) -> bool {
    match name.segments() {
        ["sys", "path", method] => matches!(
            *method,
            "append" | "insert" | "extend" | "remove" | "pop" | "clear" | "reverse" | "sort"
        ),
        ["os", "environ", method] => {
            matches!(*method, "update" | "pop" | "popitem" | "setdefault" | "clear")
        }
        ["os", "putenv" | "unsetenv"]
        | ["site", "addsitedir"]
        | ["pytest", "importorskip"]
        | ["matplotlib", "use"] => true,
        _ => false,
    }
}

fn is_dunder(target: &Expr) -> bool {
    target.as_name_expr().is_some_and(|name| name.id.starts_with("__") && name.id.ends_with("__"))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ModuleImportNotAtTopOfFile>();
