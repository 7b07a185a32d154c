//! B006.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::Semantic;
use ruff_python_ast::{AnyNodeRef, Expr, ExprLambda, ParameterWithDefault, StmtFunctionDef};

use crate::mutability::{
    ImmutableCallOptions, ImmutableCalls, Mutability, is_immutable_annotation, mutability,
};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};
use super::default_in_body::move_into_body;
use super::harmless_constant::is_harmless;

struct MutableArgumentDefault {
    calls: ImmutableCalls,
}

impl Rule for MutableArgumentDefault {
    type Options = ImmutableCallOptions;

    const METADATA: Metadata = Metadata {
        code: "B006",
        name: "mutable-argument-default",
        category: Category::Correctness,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds mutable defaults of parameters.

A default is evaluated once, when the function is defined. All calls that do not give the argument
share the one object, and what one call puts into it the next one finds there.

Lists, dictionaries, sets and the containers of `collections` and `weakref` count as mutable, also
as the result of an operator (`[None] * 3`), in a branch (`[] if strict else None`), inside a tuple,
and by the name of a constant, whose other users are affected as well. Defaults of `lambda` are
looked at too. A parameter whose annotation gives no way to change the value (`Sequence`, `Mapping`,
`Iterable`) is not reported.

A constant is not reported where the file shows that nothing comes of it: it marks a missing
argument (`x is MISSING`), it is bound early on purpose (`cache=cache`, `_cache=CACHE`), or it is a
table with content that the function neither changes, keeps nor returns.

The fix makes the default `None` and the object in the body. It is unsafe: the object may be shared
on purpose, and callers may compare with the default. It is not offered where the expression would
mean something else in the body.

`extend-immutable-calls` names further types whose instances do no harm.

```python bad
def add(item, items=[]):
    items.append(item)
    return items
```

```python bad
DEFAULTS = {"strict": True}


def configure(options=DEFAULTS):
    options["ready"] = True
    return options
```

```python good
def add(item, items=None):
    if items is None:
        items = []
    items.append(item)
    return items
```

```python good
from collections.abc import Sequence


def total(numbers: Sequence[int] = []):
    return sum(numbers)
```
"#,
    };

    fn new(options: ImmutableCallOptions) -> Self {
        Self { calls: options.into() }
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.node(Self::check);
        on.node(Self::check_lambda);
    }
}

impl MutableArgumentDefault {
    fn check<'a>(&self, parameter: &'a ParameterWithDefault, checker: &mut Checker<'a>) {
        if let Some(default) = parameter.default() {
            self.check_default(default, parameter, checker);
        }
    }

    /// The parameters of lambdas are no nodes of the index.
    fn check_lambda<'a>(&self, lambda: &'a ExprLambda, checker: &mut Checker<'a>) {
        for parameter in lambda.parameters.iter().flat_map(|all| all.iter_non_variadic_params()) {
            self.check(parameter, checker);
        }
    }

    fn check_default<'a>(
        &self,
        default: &'a Expr,
        parameter: &'a ParameterWithDefault,
        checker: &mut Checker<'a>,
    ) {
        // A stub's defaults are what they are in the module it describes.
        if checker.is_stub() {
            return;
        }
        let semantic = checker.semantic();
        let Some(kind) = mutability(default, semantic) else { return };
        let name = parameter.name().as_str();
        let is_harmless = matches!(kind, Mutability::Named(constant)
            if is_harmless(&parameter.parameter, constant, checker));
        let is_never_changed = parameter
            .annotation()
            .is_some_and(|annotation| is_immutable_annotation(annotation, semantic, &self.calls));
        if is_never_changed || is_harmless {
            return;
        }
        let message = match kind {
            Mutability::New | Mutability::Computed => {
                format!("The default of `{name}` is one mutable object, shared by all calls")
            }
            Mutability::Nested => {
                format!("The default of `{name}` holds a mutable object, shared by all calls")
            }
            Mutability::Named(constant) => format!(
                "The default of `{name}` is the mutable `{}` itself, shared by all calls",
                constant.id
            ),
        };
        let fix = function_of(parameter, semantic)
            .filter(|_| checker.wants_unsafe_fixes())
            .and_then(|function| move_into_body(parameter, default, kind, function, checker));
        checker.report_with(default, message, fix);
    }
}

/// The function that a parameter is of; none if that is a lambda.
fn function_of<'a>(
    parameter: &'a ParameterWithDefault,
    semantic: &Semantic<'a>,
) -> Option<&'a StmtFunctionDef> {
    let parameter = semantic.nodes().try_id(parameter)?;
    semantic.ancestor_ids(parameter).find_map(|id| match semantic.node(id).syntax {
        AnyNodeRef::StmtFunctionDef(function) => Some(function),
        _ => None,
    })
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<MutableArgumentDefault>();
