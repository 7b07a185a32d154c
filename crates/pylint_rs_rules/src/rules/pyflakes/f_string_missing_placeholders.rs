//! F541.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use ruff_python_ast::{AnyNodeRef, Expr, ExprFString, FString, FStringPart, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct FStringMissingPlaceholders;

impl Rule for FStringMissingPlaceholders {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "F541",
        name: "f-string-missing-placeholders",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::Always,
        default: true,
        documentation: r#"
Finds f-strings without a placeholder.

The `f` does nothing, unless the braces were forgotten. Parts of one string that stand side by
side are taken together: if one of them has a placeholder, none is reported.

The fix removes the `f` and halves doubled braces. It is unsafe where the string would become a
docstring.

```python bad
def greet(name):
    return f"Hello, name"
```

```python good
def greet(name):
    return f"Hello, {name}"
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

impl FStringMissingPlaceholders {
    fn check<'a>(&self, string: &'a ExprFString, checker: &mut Checker<'a>) {
        if string.value.elements().any(|element| element.is_interpolation()) {
            return;
        }
        let becomes_docstring = checker.wants_fixes() && becomes_docstring(string, checker);
        for part in &string.value {
            let FStringPart::FString(part) = part else { continue };
            let fix = checker.wants_fixes().then(|| {
                let edit = without_prefix(part, checker);
                if becomes_docstring { Fix::unsafe_(edit) } else { Fix::safe(edit) }
            });
            checker.report_with(part, "f-string without a placeholder", fix);
        }
    }
}

/// The string from its `f` on, without it.
fn without_prefix(part: &FString, checker: &Checker<'_>) -> Edit {
    let text = checker.text(part);
    let letter = text.find(['f', 'F']).unwrap_or(0);
    let (before, after) = (&text[..letter], &text[letter + 1..]);
    let content = after.replace("{{", "{").replace("}}", "}");
    let start = part.start() + TextSize::try_from(letter).unwrap_or_default();
    // `""f""` must not become the start of a triple-quoted string.
    let touches_quote = before.is_empty()
        && checker.source()[..part.start().to_usize()].ends_with(['"', '\'']);
    let space = if touches_quote { " " } else { "" };
    Edit::replacement(format!("{space}{content}"), TextRange::new(start, part.end()))
}

/// Whether the string would document what it begins, or the attribute before it.
fn becomes_docstring<'a>(string: &'a ExprFString, checker: &Checker<'a>) -> bool {
    let semantic = checker.semantic();
    let Some(AnyNodeRef::StmtExpr(statement)) = semantic.parent(string) else { return false };
    let body: &[Stmt] = match semantic.parent(statement) {
        Some(AnyNodeRef::ModModule(module)) => &module.body,
        Some(AnyNodeRef::StmtClassDef(class)) => &class.body,
        Some(AnyNodeRef::StmtFunctionDef(function)) => {
            return function.body.first().is_some_and(|first| first.start() == statement.start());
        }
        _ => return false,
    };
    let before = body.iter().take_while(|other| other.start() < statement.start()).last();
    match before {
        None => true,
        Some(Stmt::Assign(assign)) => matches!(assign.targets.as_slice(), [Expr::Name(_)]),
        Some(Stmt::AnnAssign(assign)) => assign.target.is_name_expr(),
        Some(_) => false,
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<FStringMissingPlaceholders>();
