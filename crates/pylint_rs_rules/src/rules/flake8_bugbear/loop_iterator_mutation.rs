//! B909.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{NodeId, Semantic};
use ruff_python_ast::comparable::ComparableExpr;
use ruff_python_ast::{AnyNodeRef, Expr, StmtFor};
use ruff_text_size::{Ranged, TextRange};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use super::loop_exits::{Mutation, lasting_mutations};

struct LoopIteratorMutation;

impl Rule for LoopIteratorMutation {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B909",
        name: "loop-iterator-mutation",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: false,
        documentation: r#"
Finds loops that change what they go over.

A list that grows or shrinks under a loop makes it skip elements, or never end; a set or a
dictionary makes it raise `RuntimeError`. Go over a copy (`for x in list(items)`), or collect the
changes and make them after the loop.

A change after which the loop is left (by `break` or `return`) is fine, and so is to assign the
loop's own element (`items[index] = value`).

```python bad
def drop_empty(lines):
    for line in lines:
        if not line:
            lines.remove(line)
```

```python good
def drop_empty(lines):
    for line in list(lines):
        if not line:
            lines.remove(line)
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

impl LoopIteratorMutation {
    fn check<'a>(&self, statement: &'a StmtFor, checker: &mut Checker<'a>) {
        let Some(subject) = Subject::of(statement, checker.semantic()) else { return };
        let mutations = subject.mutations(&statement.body, checker.semantic());
        if mutations.is_empty() {
            return;
        }
        let text = checker.excerpt(subject.iterable);
        for range in lasting_mutations(&statement.body, &mutations, checker.semantic()) {
            checker.report(range, format!("`{text}` is changed while a loop goes over it"));
        }
    }
}

/// What a loop goes over.
struct Subject<'a> {
    iterable: &'a Expr,
    root: Root<'a>,
    /// Indices and elements: `iterable[these] = ...` is no change of its length.
    own: Vec<ComparableExpr<'a>>,
}

/// What is looked for first, since it is cheap to compare.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Root<'a> {
    Name(&'a str),
    Attribute(&'a str),
}

impl<'a> Root<'a> {
    fn of(expression: &'a Expr) -> Option<Self> {
        match expression {
            Expr::Name(name) => Some(Self::Name(&name.id)),
            Expr::Attribute(attribute) => Some(Self::Attribute(&attribute.attr)),
            _ => None,
        }
    }
}

impl<'a> Subject<'a> {
    /// A name or an attribute, also inside `enumerate`.
    fn of(statement: &'a StmtFor, semantic: &Semantic<'a>) -> Option<Self> {
        let (iterable, own): (&Expr, Vec<&Expr>) = match &*statement.iter {
            Expr::Call(call) => {
                let iterable = call.arguments.args.first()?;
                let Expr::Tuple(target) = &*statement.target else { return None };
                let [index, element] = target.elts.as_slice() else { return None };
                let name = semantic.qualified_name(&call.func)?;
                if !name.is("builtins.enumerate") {
                    return None;
                }
                (iterable, vec![index, element])
            }
            iterable => (iterable, vec![&*statement.target]),
        };
        let root = Root::of(iterable)?;
        let own = own.into_iter().map(ComparableExpr::from).collect();
        Some(Self { iterable, root, own })
    }

    fn is(&self, expression: &Expr) -> bool {
        Root::of(expression) == Some(self.root)
            && ComparableExpr::from(expression) == ComparableExpr::from(self.iterable)
    }

    /// Everything in the body that changes it, whatever comes after.
    fn mutations(&self, body: &'a [ruff_python_ast::Stmt], semantic: &Semantic<'a>) -> Vec<Mutation> {
        let nodes = semantic.nodes();
        body.iter()
            .flat_map(|statement| nodes.subtree(semantic.id(statement)))
            .filter_map(|id| self.mutation(nodes.get(id).syntax, id))
            .collect()
    }

    fn mutation(&self, node: AnyNodeRef<'a>, id: NodeId) -> Option<Mutation> {
        let range: TextRange = match node {
            AnyNodeRef::ExprCall(call) => match &*call.func {
                Expr::Attribute(method)
                    if is_mutating_method(&method.attr) && self.is(&method.value) =>
                {
                    method.range()
                }
                _ => return None,
            },
            AnyNodeRef::StmtDelete(delete)
                if delete.targets.iter().any(|target| self.is_item(target).is_some()) =>
            {
                delete.range()
            }
            AnyNodeRef::StmtAssign(assign)
                if assign.targets.iter().any(|target| {
                    self.is_item(target).is_some_and(|key| !self.own.contains(&key.into()))
                }) =>
            {
                assign.range()
            }
            AnyNodeRef::StmtAugAssign(assign) if self.is(&assign.target) => assign.range(),
            _ => return None,
        };
        Some(Mutation { node: id, range })
    }

    /// The key, if the expression is an item of the iterable.
    fn is_item<'e>(&self, expression: &'e Expr) -> Option<&'e Expr> {
        match expression {
            Expr::Subscript(subscript) if self.is(&subscript.value) => Some(&subscript.slice),
            _ => None,
        }
    }
}

fn is_mutating_method(name: &str) -> bool {
    matches!(
        name,
        "append"
            | "remove"
            | "pop"
            | "sort"
            | "reverse"
            | "clear"
            | "extend"
            | "insert"
            | "add"
            | "discard"
            | "update"
            | "setdefault"
            | "popitem"
            | "difference_update"
            | "intersection_update"
            | "symmetric_difference_update"
    )
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<LoopIteratorMutation>();
