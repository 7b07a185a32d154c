//! RUF013.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use pylint_rs_semantic::{Context, QualifiedName, Semantic};
use ruff_python_ast::{Expr, Operator, ParameterWithDefault, PythonVersion};
use ruff_python_stdlib::sys::is_known_standard_library;
use ruff_text_size::{Ranged, TextRange};

use crate::edits::{import_for_annotation, parenthesized_range};
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

/// How deep unions are looked into.
const DEPTH_LIMIT: usize = 200;

struct ImplicitOptional;

impl Rule for ImplicitOptional {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "RUF013",
        name: "implicit-optional",
        category: Category::Typing,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds parameters whose default is `None` but whose annotation does not allow it.

Type checkers no longer read `x: int = None` as `x: int | None = None`: they report the default,
or the callers that pass `None`.

Types that this file or another package defines are passed over: they may be aliases that allow
`None`.

The fix adds `| None`, or `Optional[...]` for Python before 3.10. It is unsafe: what is wrong may
be the default, and programs that read annotations see another one.

```python bad
def connect(host: str, port: int = None) -> None: ...
```

```python good
def connect(host: str, port: int | None = None) -> None: ...
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

impl ImplicitOptional {
    fn check<'a>(&self, parameter: &'a ParameterWithDefault, checker: &mut Checker<'a>) {
        if !parameter.default.as_deref().is_some_and(Expr::is_none_literal_expr) {
            return;
        }
        let Some(annotation) = parameter.annotation() else { return };
        let minor = checker.target_version().minor;
        let Some(found) = part_without_none(annotation, checker.semantic(), minor, 0) else { return };
        let fix = checker.wants_unsafe_fixes().then(|| fix(found, parameter, checker)).flatten();
        checker.report_with(found, "The annotation does not allow the default `None`", fix);
    }
}

/// The part of an annotation that `None` would have to be added to: all of it, or the type in a
/// string or in `Annotated`. None if `None` may be allowed already.
fn part_without_none<'a>(
    annotation: &'a Expr,
    semantic: &Semantic<'a>,
    minor: u8,
    depth: usize,
) -> Option<&'a Expr> {
    if depth > DEPTH_LIMIT {
        return None;
    }
    match annotation {
        Expr::StringLiteral(string) => {
            let inner = semantic.string_annotation(string)?;
            let found = part_without_none(inner, semantic, minor, depth + 1)?;
            // A range inside a string of several parts means nothing.
            let is_simple =
                semantic.context(inner).contains(Context::SIMPLE_STRING_ANNOTATION);
            Some(if is_simple { found } else { annotation })
        }
        Expr::Subscript(inner)
            if semantic.qualified_name(&inner.value).is_some_and(|it| it.is_typing("Annotated")) =>
        {
            let part = inner.slice.as_tuple_expr()?.elts.first()?;
            match part {
                Expr::StringLiteral(_) => {
                    (!may_allow_none(part, semantic, minor, 0)).then_some(part)
                }
                part => part_without_none(part, semantic, minor, depth + 1),
            }
        }
        _ => (!may_allow_none(annotation, semantic, minor, 0)).then_some(annotation),
    }
}

fn may_allow_none<'a>(
    annotation: &'a Expr,
    semantic: &Semantic<'a>,
    minor: u8,
    depth: usize,
) -> bool {
    if depth > DEPTH_LIMIT {
        return true;
    }
    let recurse = |part: &'a Expr| may_allow_none(part, semantic, minor, depth + 1);
    match annotation {
        Expr::Name(_) | Expr::Attribute(_) => {
            // What is not known may be an alias.
            let Some(name) = semantic.qualified_name(annotation) else { return true };
            const TAKERS: [&str; 4] = ["Any", "Optional", "Hashable", "Annotated"];
            TAKERS.iter().any(|taker| name.is_typing(taker))
                || name.is_any(&["builtins.object", "collections.abc.Hashable"])
                || !is_standard(&name, minor)
        }
        Expr::Subscript(inner) => {
            let Some(name) = semantic.qualified_name(&inner.value) else { return true };
            let parts = match &*inner.slice {
                Expr::Tuple(tuple) => tuple.elts.as_slice(),
                part => std::slice::from_ref(part),
            };
            if name.is_typing("Optional") {
                true
            } else if name.is_typing("Union") {
                parts.iter().any(recurse)
            } else if name.is_typing("Literal") {
                // It may be nested: `Literal[1, Literal[None]]`.
                let nodes = semantic.nodes();
                nodes
                    .subtree(semantic.id(&*inner.slice))
                    .any(|id| nodes.get(id).syntax.is_expr_none_literal())
            } else if name.is_typing("Annotated") {
                parts.first().is_none_or(recurse)
            } else {
                !is_standard(&name, minor)
            }
        }
        Expr::BinOp(inner) if inner.op == Operator::BitOr => {
            recurse(&inner.left) || recurse(&inner.right)
        }
        Expr::StringLiteral(string) => semantic.string_annotation(string).is_none_or(recurse),
        _ => true,
    }
}

/// Whether a name is a builtin or of the standard library, whose classes are what they seem.
fn is_standard(name: &QualifiedName<'_>, minor: u8) -> bool {
    match name.segments() {
        ["builtins" | "typing_extensions", ..] => true,
        [module, ..] => is_known_standard_library(minor, module),
        [] => false,
    }
}

fn fix<'a>(
    found: &'a Expr,
    parameter: &'a ParameterWithDefault,
    checker: &Checker<'a>,
) -> Option<Fix> {
    let semantic = checker.semantic();
    let is_in_string = semantic.context(found).intersects(Context::STRING_ANNOTATION);
    // The string is inside `Annotated`, or is one of several parts.
    let (content, range) = match found {
        Expr::StringLiteral(string) => {
            let value = &string.value;
            if value.is_implicit_concatenated() || value.to_str().contains(['\'', '"', '\\', '\n']) {
                return None;
            }
            (value.to_str(), string.range())
        }
        _ => (checker.text(found), found.range()),
    };
    let quote = if found.is_string_literal_expr() { "\"" } else { "" };
    if checker.target_version() >= PythonVersion::PY310 {
        // `(int)` keeps its parentheses, and `None` comes into them.
        let edit = if quote.is_empty() {
            Edit::insertion(" | None", range.end())
        } else {
            Edit::replacement(format!("{quote}{content} | None{quote}"), range)
        };
        return Some(Fix::unsafe_(edit).with_message("Allow `None`: `T | None`"));
    }
    let function = semantic
        .ancestor_ids(semantic.id(parameter))
        .find(|id| semantic.node(*id).syntax.is_stmt_function_def())?;
    let (import, name) = import_for_annotation(checker, "typing", "Optional", function)?;
    let whole: TextRange =
        if is_in_string { range } else { parenthesized_range(checker, found) };
    let mut edits = vec![
        Edit::insertion(format!("{name}["), whole.start()),
        Edit::insertion("]", whole.end()),
    ];
    edits.push(import);
    Some(Fix::unsafe_(edits).with_message("Allow `None`: `Optional[T]`"))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<ImplicitOptional>();
