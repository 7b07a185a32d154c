//! ANN401.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{NodeId, Semantic};
use ruff_python_ast::{AnyNodeRef, Expr, Operator, Parameter, StmtFunctionDef};
use ruff_text_size::Ranged;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::overloads::OverloadImplementations;
use crate::{Category, Checker, FixAvailability, Metadata, NameUse, Rule, RuleEntry, Subscriptions};

/// How deep unions are looked into.
const DEPTH_LIMIT: usize = 200;

/// Which uses of `Any` count.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Allow `*args: Any` and `**kwargs: Any`.
    allow_star_arg_any: bool,
    /// Also find `Any` inside other types: `list[Any]`.
    nested: bool,
}

struct AnyType {
    options: Options,
}

impl Rule for AnyType {
    type Options = Options;

    const METADATA: Metadata = Metadata {
        code: "ANN401",
        name: "any-type",
        category: Category::Typing,
        severity: Severity::Info,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds parameters and return types annotated as `Any`.

`Any` turns type checking off for all that the value touches. `object` takes any value as well,
but has callers and the body look before they use it; a protocol or a type variable often says
what is really meant.

Methods marked `@override` and the implementations of overloads are passed over: their types are
given elsewhere.

## Options

- `allow-star-arg-any`: allow `*args: Any` and `**kwargs: Any`.
- `nested`: also find `Any` inside other types: `list[Any]`, `Callable[..., Any]`.

```python bad
from typing import Any


def show(value: Any) -> None:
    print(value)
```

```python bad
# options: {nested = true}
from typing import Any


def show(values: list[Any]) -> None:
    print(*values)
```

```python good
from typing import Any


def show(value: object, options: dict[str, Any]) -> None:
    print(value, options)
```
"#,
    };

    fn new(options: Options) -> Self {
        Self { options }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.names(&["typing.Any", "typing_extensions.Any"], Self::check);
    }
}

impl AnyType {
    fn check<'a>(&self, usage: NameUse<'a>, checker: &mut Checker<'a>) {
        if usage.is_alias {
            return;
        }
        let semantic = checker.semantic();
        let Some(place) = Self::place_of(usage.id, semantic) else { return };
        let function = place.function;
        if self.is_exempt(&place, semantic)
            || checker
                .fact::<OverloadImplementations>()
                .0
                .contains(&semantic.id(place.function))
        {
            return;
        }
        // `Any | Any` is one finding.
        let is_whole = first_any(place.annotation, semantic, 0);
        if is_whole != Some(usage.id) && !(self.options.nested && is_whole.is_none()) {
            return;
        }
        let range = if is_whole.is_some() { place.annotation.range() } else { usage.node.range() };
        let message = match place.parameter {
            Some(parameter) => format!(
                "`Any` says nothing about the type of `{}{}`",
                stars(parameter, function),
                parameter.name
            ),
            None => format!("`Any` says nothing about what `{}` returns", function.name),
        };
        checker.report(range, message);
    }

    /// The annotation that a use of `Any` is in.
    fn place_of<'a>(usage: NodeId, semantic: &Semantic<'a>) -> Option<Place<'a>> {
        let mut id = usage;
        loop {
            let parent = semantic.parent_id(id)?;
            match semantic.node(parent).syntax {
                AnyNodeRef::Parameter(parameter) => {
                    let annotation = parameter.annotation.as_deref()?;
                    let function = match semantic.parent(parameter)? {
                        AnyNodeRef::StmtFunctionDef(function) => function,
                        _ => return None,
                    };
                    return Some(Place { annotation, function, parameter: Some(parameter) });
                }
                AnyNodeRef::StmtFunctionDef(function) => {
                    let annotation = function.returns.as_deref()?;
                    let is_return = semantic.id(annotation) == id;
                    return is_return.then_some(Place { annotation, function, parameter: None });
                }
                other if other.is_expression() => {}
                _ => return None,
            }
            id = parent;
        }
    }

    fn is_exempt<'a>(&self, place: &Place<'a>, semantic: &Semantic<'a>) -> bool {
        let function = place.function;
        let is_marked = |name: &str| {
            function
                .decorator_list
                .iter()
                .any(|decorator| semantic.is_typing(&decorator.expression, name))
        };
        if is_marked("override") {
            return true;
        }
        let Some(parameter) = place.parameter else { return false };
        if self.options.allow_star_arg_any && !stars(parameter, function).is_empty() {
            return true;
        }
        let is_first = function
            .parameters
            .posonlyargs
            .iter()
            .chain(&function.parameters.args)
            .next()
            .is_some_and(|first| std::ptr::eq(&raw const first.parameter, parameter));
        is_first
            && semantic.enclosing_class(function).is_some()
            && !function
                .decorator_list
                .iter()
                .any(|decorator| semantic.is_builtin(&decorator.expression, "staticmethod"))
    }
}

/// An annotation, and of what.
struct Place<'a> {
    annotation: &'a Expr,
    function: &'a StmtFunctionDef,
    /// The parameter; none if it is a return type.
    parameter: Option<&'a Parameter>,
}

fn stars(parameter: &Parameter, function: &StmtFunctionDef) -> &'static str {
    let is = |variadic: &Option<Box<Parameter>>| {
        variadic.as_deref().is_some_and(|variadic| std::ptr::eq(&raw const *variadic, parameter))
    };
    if is(&function.parameters.vararg) {
        "*"
    } else if is(&function.parameters.kwarg) {
        "**"
    } else {
        ""
    }
}

/// The first `Any` that makes a type take anything: it is the type, or a part of a union or of
/// `Annotated`.
fn first_any<'a>(annotation: &'a Expr, semantic: &Semantic<'a>, depth: usize) -> Option<NodeId> {
    if depth > DEPTH_LIMIT {
        return None;
    }
    let first_in = |part: &'a Expr| first_any(part, semantic, depth + 1);
    match annotation {
        Expr::Name(_) | Expr::Attribute(_) => {
            semantic.is_typing(annotation, "Any").then(|| semantic.id(annotation))
        }
        Expr::BinOp(inner) if inner.op == Operator::BitOr => {
            first_in(&inner.left).or_else(|| first_in(&inner.right))
        }
        Expr::Subscript(inner) => {
            let name = semantic.qualified_name(&inner.value)?;
            match &*inner.slice {
                Expr::Tuple(tuple) if name.is_typing("Union") => {
                    tuple.elts.iter().find_map(first_in)
                }
                Expr::Tuple(tuple) if name.is_typing("Annotated") => {
                    first_in(tuple.elts.first()?)
                }
                slice if name.is_typing("Union") || name.is_typing("Optional") => {
                    first_in(slice)
                }
                _ => None,
            }
        }
        Expr::StringLiteral(string) => first_in(semantic.string_annotation(string)?),
        _ => None,
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<AnyType>();
