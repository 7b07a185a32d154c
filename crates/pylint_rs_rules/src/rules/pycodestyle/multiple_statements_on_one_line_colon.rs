//! E701.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::{AnyNodeRef, NodeKind, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct MultipleStatementsOnOneLineColon;

impl Rule for MultipleStatementsOnOneLineColon {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "E701",
        name: "multiple-statements-on-one-line-colon",
        category: Category::Style,
        severity: Severity::Hint,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds compound statements whose body is on the line of their head.

What is run if the condition holds is easily overlooked there. Definitions of functions on one line,
and bodies that are just `...`, are no matter of this rule.

```python bad
def first(values):
    for value in values: return value
```

```python good
def first(values):
    for value in values:
        return value
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.nodes(
            &[
                NodeKind::StmtIf,
                NodeKind::ElifElseClause,
                NodeKind::StmtFor,
                NodeKind::StmtWhile,
                NodeKind::StmtTry,
                NodeKind::ExceptHandlerExceptHandler,
                NodeKind::StmtWith,
                NodeKind::StmtClassDef,
                NodeKind::MatchCase,
            ],
            Self::check,
        );
    }
}

impl MultipleStatementsOnOneLineColon {
    fn check<'a>(&self, node: AnyNodeRef<'a>, checker: &mut Checker<'a>) {
        match node {
            AnyNodeRef::StmtIf(inner) => check_body(&inner.body, checker),
            AnyNodeRef::ElifElseClause(inner) => check_body(&inner.body, checker),
            AnyNodeRef::StmtFor(inner) => {
                check_body(&inner.body, checker);
                check_body(&inner.orelse, checker);
            }
            AnyNodeRef::StmtWhile(inner) => {
                check_body(&inner.body, checker);
                check_body(&inner.orelse, checker);
            }
            AnyNodeRef::StmtTry(inner) => {
                check_body(&inner.body, checker);
                check_body(&inner.orelse, checker);
                check_body(&inner.finalbody, checker);
            }
            AnyNodeRef::ExceptHandlerExceptHandler(inner) => check_body(&inner.body, checker),
            AnyNodeRef::StmtWith(inner) => check_body(&inner.body, checker),
            AnyNodeRef::StmtClassDef(inner) => check_body(&inner.body, checker),
            AnyNodeRef::MatchCase(inner) => check_body(&inner.body, checker),
            _ => {}
        }
    }
}

fn check_body(body: &[Stmt], checker: &mut Checker<'_>) {
    let Some(first) = body.first() else { return };
    let Some(colon) = colon_before(first, checker) else { return };
    if !matches!(body, [only] if is_ellipsis(only)) {
        checker.report(colon, "The body is on the line of its head");
    }
}

/// The colon that stands before a statement on its own logical line.
fn colon_before(statement: &Stmt, checker: &Checker<'_>) -> Option<TextRange> {
    let before = &checker.source().as_bytes()[..statement.start().to_usize()];
    let mut end = before.len();
    loop {
        end = without_spaces(&before[..end]).len();
        match before[..end] {
            // A backslash at a line's end continues it.
            [.., b'\\', b'\r', b'\n'] => end -= 3,
            [.., b'\\', b'\r' | b'\n'] => end -= 2,
            [.., b':'] => break,
            _ => return None,
        }
    }
    let end = TextSize::try_from(end).unwrap_or_default();
    let range = TextRange::new(end - TextSize::of(':'), end);
    (!checker.has_comment(range)).then_some(range)
}

/// What is before the spaces at the end.
fn without_spaces(mut text: &[u8]) -> &[u8] {
    // Most are indentation, of which this takes a level at a time.
    while let Some((rest, b"    ")) = text.split_last_chunk() {
        text = rest;
    }
    while let [rest @ .., b' ' | b'\t' | b'\x0c'] = text {
        text = rest;
    }
    text
}

fn is_ellipsis(statement: &Stmt) -> bool {
    matches!(
        statement,
        Stmt::Expr(inner)
            if inner.value.is_ellipsis_literal_expr() && inner.value.range() == inner.range
    )
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MultipleStatementsOnOneLineColon>();
