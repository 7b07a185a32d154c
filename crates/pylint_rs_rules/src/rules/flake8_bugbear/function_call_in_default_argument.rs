//! B008.

use pylint_rs_diagnostics::Severity;
use ruff_python_ast::name::UnqualifiedName;
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall, ExprLambda, ParameterWithDefault};

use crate::mutability::{
    ImmutableCallOptions, ImmutableCalls, is_immutable_annotation, is_container_call,
};
use crate::{Category, Checker, FixAvailability, Metadata, Rule, RuleEntry, Subscriptions};

struct FunctionCallInDefaultArgument {
    calls: ImmutableCalls,
}

impl Rule for FunctionCallInDefaultArgument {
    type Options = ImmutableCallOptions;

    const METADATA: Metadata = Metadata {
        code: "B008",
        name: "function-call-in-default-argument",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds calls in defaults of parameters.

The call happens once, when the function is defined, and all calls of the function share its
result: `now=datetime.now()` is the time of the import.

Calls known to give something immutable are not reported: `int`, `tuple`, `re.compile`,
`datetime.timedelta`, `decimal.Decimal`, `pathlib.Path`, frozen dataclasses and a `NewType` of
something immutable among them. `extend-immutable-calls` names more, such as `fastapi.Depends`.
A parameter whose annotation is immutable is left out, too. Containers (`list()`) are B006's.

```python bad
from datetime import datetime


def log(message, at=datetime.now()):
    print(at, message)
```

```python good
from datetime import datetime, timedelta


def log(message, at=None, zone=timedelta(hours=1)):
    print((at or datetime.now()) + zone, message)
```

```python good
# options: { extend-immutable-calls = ["fastapi.Depends"] }
from fastapi import Depends


def read(session=Depends(open_session)):
    return session
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

impl FunctionCallInDefaultArgument {
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
        // `lambda x=lambda x=...` without end is not to be gone through from each of them.
        if default.is_lambda_expr() {
            return;
        }
        let semantic = checker.semantic();
        let mut calls = Vec::new();
        // What a lambda does, it does when it is called; its own defaults come by themselves.
        let mut inside_lambda = None;
        for id in semantic.nodes().subtree(semantic.id(default)) {
            if inside_lambda.is_some_and(|lambda| semantic.nodes().contains(lambda, id)) {
                continue;
            }
            match semantic.node(id).syntax {
                AnyNodeRef::ExprLambda(_) => inside_lambda = Some(id),
                AnyNodeRef::ExprCall(call) => calls.push(call),
                _ => {}
            }
        }
        if calls.is_empty()
            || parameter.annotation().is_some_and(|annotation| {
                is_immutable_annotation(annotation, semantic, &self.calls)
            })
        {
            return;
        }
        for call in calls {
            self.check_call(call, checker);
        }
    }

    fn check_call<'a>(&self, call: &'a ExprCall, checker: &mut Checker<'a>) {
        let semantic = checker.semantic();
        if self.calls.gives_immutable(call, semantic) || is_container_call(call, semantic) {
            return;
        }
        let message = match UnqualifiedName::from_expr(&call.func) {
            Some(name) => format!("`{name}` is called once, when the function is defined"),
            None => "The default is computed once, when the function is defined".to_owned(),
        };
        checker.report(call, message);
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<FunctionCallInDefaultArgument>();
