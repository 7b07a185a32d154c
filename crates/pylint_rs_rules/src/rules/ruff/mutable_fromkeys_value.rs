//! RUF024.

use pylint_rs_diagnostics::{Fix, Severity};
use pylint_rs_semantic::ScopeKind;
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall};
use ruff_text_size::Ranged;

use crate::edits::{parenthesized_range, replace_word};
use crate::mutability::{Mutability, is_empty_container, mutability};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct MutableFromkeysValue;

impl Rule for MutableFromkeysValue {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "RUF024",
        name: "mutable-fromkeys-value",
        category: Category::Correctness,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds `dict.fromkeys` with a mutable value.

All keys get the one object: what is put in under one key is there under all of them. A
comprehension makes an object for each key.

The fix is unsafe: the object may be shared on purpose. It is not offered where a comprehension
cannot take the expressions.

```python bad
groups = dict.fromkeys(["red", "green"], [])
groups["red"].append("rose")
```

```python good
groups = {colour: [] for colour in ["red", "green"]}
groups["red"].append("rose")
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.direct_calls(&["builtins.dict.fromkeys"], Self::check);
    }
}

impl MutableFromkeysValue {
    fn check<'a>(&self, call: &'a ExprCall, _: &'static str, checker: &mut Checker<'a>) {
        let [keys, value] = &*call.arguments.args else { return };
        let Some(kind) = mutability(value, checker.semantic()) else { return };
        // A name for something with content is data that keys may well share.
        let is_data = matches!(kind, Mutability::Named(_))
            && !is_empty_container(checker.semantic().resolve_value(value));
        if is_data || !call.arguments.keywords.is_empty() {
            return;
        }
        let fix = checker.wants_fixes().then(|| comprehension(call, keys, value, kind, checker));
        checker.report_with(
            call,
            "All keys share the one mutable value given to `dict.fromkeys`",
            fix.flatten(),
        );
    }
}

/// `{key: [] for key in keys}`.
fn comprehension<'a>(
    call: &'a ExprCall,
    keys: &'a Expr,
    value: &'a Expr,
    kind: Mutability<'a>,
    checker: &Checker<'a>,
) -> Option<Fix> {
    if !can_be_inside(call, checker) {
        return None;
    }
    let value = match kind {
        Mutability::Named(name) if value.is_name_expr() => format!("{}.copy()", name.id),
        Mutability::Named(_) => return None,
        _ => checker.source()[parenthesized_range(checker, value)].to_owned(),
    };
    let range = parenthesized_range(checker, keys);
    let text = &checker.source()[range];
    let needs_parentheses = (keys.is_if_expr() || keys.is_lambda_expr()) && range == keys.range();
    let iterable = if needs_parentheses { format!("({text})") } else { text.to_owned() };
    let key = free_name(call, checker);
    let content = format!("{{{key}: {value} for {key} in {iterable}}}");
    Some(
        Fix::unsafe_(replace_word(checker, &content, call.range()))
            .with_message("Make a value for each key"),
    )
}

/// Whether what the call is given can stand in a comprehension: no `:=`, no `yield`, no starred
/// argument, no names that only a class's body sees.
fn can_be_inside<'a>(call: &'a ExprCall, checker: &Checker<'a>) -> bool {
    let semantic = checker.semantic();
    semantic.nodes().subtree(semantic.id(call)).all(|id| match semantic.node(id).syntax {
        AnyNodeRef::ExprNamed(_) | AnyNodeRef::ExprYield(_) | AnyNodeRef::ExprYieldFrom(_) => false,
        AnyNodeRef::ExprStarred(starred) => !call
            .arguments
            .args
            .iter()
            .any(|argument| argument.range() == starred.range()),
        AnyNodeRef::ExprName(name) => semantic.binding_of(name).is_none_or(|binding| {
            let scope = semantic.binding(binding).scope;
            !matches!(semantic.scope(scope).kind, ScopeKind::Class(_))
        }),
        _ => true,
    })
}

/// A name for the key that means nothing else there.
fn free_name(call: &ExprCall, checker: &Checker<'_>) -> String {
    let semantic = checker.semantic();
    let scope = semantic.scope_of(call);
    std::iter::once("key".to_owned())
        .chain((0..).map(|number| format!("key_{number}")))
        .find(|name| {
            semantic.lookup(name, scope).is_none()
                && semantic.unbound_references(name).next().is_none()
        })
        .unwrap_or_default()
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MutableFromkeysValue>();
