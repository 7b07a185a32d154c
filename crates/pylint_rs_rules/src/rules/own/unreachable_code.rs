//! PRS021.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{NodeId, Semantic};
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UnreachableCode;

impl Rule for UnreachableCode {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PRS021",
        name: "unreachable-code",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds statements that can never be run.

Code after a `return`, `raise`, `break` or `continue`, after `sys.exit()`, after a loop that never
ends or after an `if` all of whose branches leave was either forgotten there, or was meant to be
run and is not. All ways through a function are followed, also through `try`, `finally`, `match`
and loops with `else`; there is one finding for all that follows in the same block.

What is switched off on purpose (`if False:`, `if TYPE_CHECKING:`, checks of versions) is not
reported, nor are a `yield` that makes a function a generator, and lines that only say that nobody
gets there (`raise AssertionError`, `assert False`, `assert_never(x)`, `self.fail()`).

```python bad
def parse(line):
    if line:
        return line.split()
    else:
        raise ValueError("empty")
    print("parsed", line)
```

```python good
def parse(line):
    if not line:
        raise ValueError("empty")
    print("parsing", line)
    return line.split()
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

impl UnreachableCode {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        for scope in semantic.bodies_with_dead_ends() {
            let Some(flow) = semantic.control_flow(scope) else { continue };
            // One past the last node of the region reported last: what follows in it, or is
            // inside, has been said.
            let mut reported = 0;
            for id in flow.unreachable_statements(semantic) {
                if id.index() < reported {
                    continue;
                }
                let region = Region::from(id, semantic);
                let Some(last) = region.statements.last() else { continue };
                reported = semantic.nodes().end_of(semantic.id(last));
                if !region.is_deliberate(semantic) {
                    let range = TextRange::new(region.statements[0].start(), last.end());
                    checker.report(range, format!("This is never run: {}", region.reason()));
                }
            }
        }
    }
}

/// Statements in a row of which none is run.
struct Region<'a> {
    statements: &'a [Stmt],
    /// The one before, which is.
    previous: Option<&'a Stmt>,
}

impl<'a> Region<'a> {
    /// From the first of them to the end of its block.
    fn from(first: NodeId, semantic: &Semantic<'a>) -> Self {
        let block = semantic.block_of(first);
        let index = block.partition_point(|statement| semantic.id(statement) < first);
        let previous = index.checked_sub(1).map(|previous| &block[previous]);
        Self { statements: &block[index..], previous }
    }

    fn reason(&self) -> String {
        let Some(previous) = self.previous else {
            return "no way leads here".to_owned();
        };
        let keyword = match previous {
            Stmt::Return(_) => "return",
            Stmt::Raise(_) => "raise",
            Stmt::Break(_) => "break",
            Stmt::Continue(_) => "continue",
            Stmt::Expr(_) => return "the call before it never returns".to_owned(),
            Stmt::While(_) | Stmt::For(_) => {
                return "the loop before it never comes to its end".to_owned();
            }
            Stmt::If(_) => "if",
            Stmt::Try(_) => "try",
            Stmt::Match(_) => "match",
            Stmt::With(_) => "with",
            _ => return "what is before it never comes to its end".to_owned(),
        };
        match previous {
            Stmt::If(_) | Stmt::Try(_) | Stmt::Match(_) | Stmt::With(_) => {
                format!("the `{keyword}` before it is left on every way")
            }
            _ => format!("it comes after `{keyword}`"),
        }
    }

    /// Whether it says itself that it is not meant to be run.
    fn is_deliberate(&self, semantic: &Semantic<'a>) -> bool {
        let is_yield = |statement: &Stmt| {
            statement
                .as_expr_stmt()
                .is_some_and(|inner| matches!(&*inner.value, Expr::Yield(_) | Expr::YieldFrom(_)))
        };
        match self.statements {
            [only] => is_yield(only) || denies_being_run(only, semantic),
            // `yield` alone, or with `pass`.
            several => several.iter().all(|inner| is_yield(inner) || inner.is_pass_stmt()),
        }
    }
}

/// Whether all that a statement does is to fail, should it ever be run.
fn denies_being_run<'a>(statement: &'a Stmt, semantic: &Semantic<'a>) -> bool {
    match statement {
        Stmt::Assert(inner) => match &*inner.test {
            Expr::BooleanLiteral(literal) => !literal.value,
            Expr::NumberLiteral(_) => true,
            _ => false,
        },
        Stmt::Raise(inner) => inner.exc.as_deref().is_some_and(|exception| {
            let exception = match exception {
                Expr::Call(call) => &*call.func,
                exception => exception,
            };
            semantic.qualified_name(exception).is_some_and(|name| {
                name.is_any(&["builtins.AssertionError", "builtins.NotImplementedError"])
            })
        }),
        Stmt::Expr(inner) => semantic.never_returns(&inner.value),
        _ => false,
    }
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UnreachableCode>();
