//! PRS001.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use pylint_rs_semantic::{ScopeId, Target};
use ruff_python_ast::{AnyNodeRef, Decorator, Expr, ExprCall};
use ruff_python_parser::parse_expression;
use ruff_source_file::LineRanges;
use ruff_text_size::{Ranged, TextRange};

use crate::edits::{delete_statement, isolated_by_block};
use crate::{
    Category, Checker, FixAvailability, Metadata, NameUse, NoOptions, Rule, RuleEntry,
    Subscriptions,
};

/// Decorators that measure a function.
const DECORATORS: &[&str] = &[
    "builtins.profile",
    "line_profiler.profile",
    "memory_profiler.profile",
    "pyinstrument.profile",
];

/// Calls that measure.
const CALLS: &[&str] = &[
    "cProfile.run",
    "cProfile.runctx",
    "line_profiler.LineProfiler",
    "line_profiler.profile",
    "memory_profiler.profile",
    "profile.run",
    "profile.runctx",
    "pyinstrument.Profiler",
    "pyinstrument.profile",
];

struct Profiler;

impl Rule for Profiler {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PRS001",
        name: "profiler",
        category: Category::Leftover,
        severity: Severity::Warning,
        fix: FixAvailability::Sometimes,
        default: true,
        documentation: r#"
Finds profilers left in the code.

A profiler makes the program slower for whoever only wants to run it, and prints what they did not
ask for. `@profile` without an import works only under `kernprof` or `mprof`; anywhere else it is a
`NameError`.

Reported are `@profile` where nothing defines it, the decorators of `line_profiler`,
`memory_profiler` and `pyinstrument` and their profilers, `cProfile.run` and `profile.run`, and
`tracemalloc.start` as a module is imported.

The fix removes the decorator, or the call where it is a statement; `cProfile.run("main()")` leaves
`main()`. It is unsafe: measuring may be what the program is for.

```python bad
@profile
def total(numbers):
    return sum(numbers)
```

```python bad
import tracemalloc

tracemalloc.start()
```

```python good
try:
    profile
except NameError:

    def profile(function):
        return function


@profile
def total(numbers):
    return sum(numbers)
```

```python good
import tracemalloc


def measure(function):
    tracemalloc.start()
    function()
    return tracemalloc.take_snapshot()
```
"#,
    };

    fn new(_: NoOptions) -> Self {
        Self
    }

    fn subscribe(&self, on: &mut Subscriptions<Self>) {
        on.names(DECORATORS, Self::check_decorator);
        on.calls(CALLS, Self::check_call);
        on.calls(&["tracemalloc.start"], Self::check_tracemalloc);
        on.node(Self::check_unbound);
    }
}

impl Profiler {
    /// `@profile`, where the program that runs the module is to provide it.
    fn check_unbound<'a>(&self, decorator: &'a Decorator, checker: &mut Checker<'a>) {
        let Expr::Name(name) = &decorator.expression else { return };
        if name.id.as_str() == "profile"
            && checker.semantic().target_of(name) == Some(Target::Unresolved)
        {
            report_decorator(decorator, "Profiler left in: nothing defines `profile`", checker);
        }
    }

    fn check_decorator<'a>(&self, usage: NameUse<'a>, checker: &mut Checker<'a>) {
        if let Some(AnyNodeRef::Decorator(decorator)) = checker.semantic().parent(usage.node) {
            report_decorator(
                decorator,
                &format!("Profiler left in: `{}`", usage.anchor),
                checker,
            );
        }
    }

    fn check_call<'a>(&self, call: &'a ExprCall, name: &'static str, checker: &mut Checker<'a>) {
        let message = format!("Profiler left in: `{name}`");
        if let Some(AnyNodeRef::Decorator(decorator)) = checker.semantic().parent(call) {
            report_decorator(decorator, &message, checker);
            return;
        }
        let fix = checker.wants_unsafe_fixes().then(|| statement_fix(call, name, checker)).flatten();
        checker.report_with(call, message, fix);
    }

    fn check_tracemalloc<'a>(
        &self,
        call: &'a ExprCall,
        name: &'static str,
        checker: &mut Checker<'a>,
    ) {
        let semantic = checker.semantic();
        if semantic.body_scope(semantic.scope_of(call)) == ScopeId::MODULE {
            self.check_call(call, name, checker);
        }
    }
}

fn report_decorator<'a>(decorator: &'a Decorator, message: &str, checker: &mut Checker<'a>) {
    let fix = checker.wants_unsafe_fixes().then(|| {
        let source = checker.source();
        let lines = TextRange::new(
            source.line_start(decorator.start()),
            source.full_line_end(decorator.end()),
        );
        Fix::unsafe_(Edit::deletion(lines)).with_message("Remove the profiler")
    });
    checker.report_with(decorator, message, fix);
}

/// Removes a call that is a statement; `cProfile.run("main()")` leaves `main()`.
fn statement_fix(call: &ExprCall, name: &str, checker: &Checker<'_>) -> Option<Fix> {
    let semantic = checker.semantic();
    let AnyNodeRef::StmtExpr(statement) = semantic.parent(call)? else { return None };
    let edit = match call.arguments.args.first() {
        Some(measured) if measures_code(name) => {
            Edit::replacement(measured_code(measured)?, call.range())
        }
        _ => delete_statement(checker, statement),
    };
    let fix = Fix::unsafe_(edit).with_message("Remove the profiler");
    Some(isolated_by_block(fix, semantic, semantic.id(statement)))
}

fn measures_code(name: &str) -> bool {
    name.ends_with(".run") || name.ends_with(".runctx")
}

/// The code in a string, if it is one expression on one line.
fn measured_code(measured: &Expr) -> Option<String> {
    let code = measured.as_string_literal_expr()?.value.to_str().trim();
    let is_expression = !code.contains(['\n', '\r', '#']) && parse_expression(code).is_ok();
    is_expression.then(|| code.to_owned())
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<Profiler>();
