//! B023.

use pylint_rs_diagnostics::Severity;
use pylint_rs_semantic::{Context, NodeId, Semantic};
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall, NodeKind, Parameters};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};
use super::assigned_names::names_assigned_in;

struct FunctionUsesLoopVariable;

impl Rule for FunctionUsesLoopVariable {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "B023",
        name: "function-uses-loop-variable",
        category: Category::Suspicious,
        severity: Severity::Warning,
        fix: FixAvailability::None,
        default: true,
        documentation: r#"
Finds functions made in a loop that use a variable the loop changes.

The function looks the variable up when it is called: after the loop, all of them see the last
value. A default argument (`x=x`) or `functools.partial` keeps the value of the moment.

A lambda that is called at once, returned, given as `key=` or to `map`, `filter` or `reduce` is not
reported.

```python bad
def adders():
    return [lambda x: x + i for i in range(3)]
```

```python good
def adders():
    return [lambda x, i=i: x + i for i in range(3)]
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

impl FunctionUsesLoopVariable {
    fn check(&self, checker: &mut Checker<'_>) {
        let semantic = checker.semantic();
        let mut assigned = FxHashMap::default();
        for kind in [NodeKind::ExprLambda, NodeKind::StmtFunctionDef] {
            for function in semantic.nodes().of_kind(kind) {
                check_function(*function, &mut assigned, checker);
            }
        }
    }
}

/// Names assigned in the loops looked at so far.
type AssignedNames<'a> = FxHashMap<NodeId, FxHashSet<&'a str>>;

fn check_function<'a>(
    function: NodeId,
    assigned: &mut AssignedNames<'a>,
    checker: &mut Checker<'a>,
) {
    let semantic = checker.semantic();
    if is_harmless(function, semantic) {
        return;
    }
    let loops = loops_around(function, semantic);
    if loops.is_empty() {
        return;
    }
    let mut found = Vec::new();
    for (name, id) in free_names(function, semantic) {
        let is_assigned = loops.iter().any(|around| {
            assigned
                .entry(*around)
                .or_insert_with(|| names_assigned_in(*around, semantic))
                .contains(name)
        });
        if is_assigned {
            found.push((name, id));
        }
    }
    for (name, id) in found {
        checker.report(
            semantic.node(id).syntax,
            format!("`{name}` has its last value by the time this function is called"),
        );
    }
}

/// The loops and comprehensions in whose rounds the function is made.
fn loops_around(function: NodeId, semantic: &Semantic<'_>) -> Vec<NodeId> {
    let mut loops = Vec::new();
    for id in semantic.ancestor_ids(function) {
        match semantic.node(id).syntax {
            // What is inside another function is a matter of that one.
            AnyNodeRef::StmtFunctionDef(_) => break,
            AnyNodeRef::ExprLambda(_) if !is_harmless(id, semantic) => break,
            AnyNodeRef::StmtFor(_)
            | AnyNodeRef::StmtWhile(_)
            | AnyNodeRef::ExprListComp(_)
            | AnyNodeRef::ExprSetComp(_)
            | AnyNodeRef::ExprDictComp(_)
            | AnyNodeRef::ExprGenerator(_) => loops.push(id),
            _ => {}
        }
    }
    loops
}

/// Whether it is a lambda that runs before the loop goes on.
fn is_harmless(id: NodeId, semantic: &Semantic<'_>) -> bool {
    if !semantic.node(id).syntax.is_expr_lambda() {
        return false;
    }
    match semantic.parent_id(id).map(|parent| semantic.node(parent).syntax) {
        Some(AnyNodeRef::StmtReturn(_)) => true,
        Some(AnyNodeRef::Keyword(keyword)) => {
            keyword.arg.as_ref().is_some_and(|name| name.as_str() == "key")
        }
        Some(AnyNodeRef::ExprCall(call)) => {
            semantic.id(&*call.func) == id || calls_its_arguments(call)
        }
        _ => false,
    }
}

fn calls_its_arguments(call: &ExprCall) -> bool {
    match &*call.func {
        Expr::Name(name) => matches!(name.id.as_str(), "filter" | "reduce" | "map"),
        Expr::Attribute(attribute) => {
            attribute.attr.as_str() == "reduce"
                && attribute.value.as_name_expr().is_some_and(|name| name.id == "functools")
        }
        _ => false,
    }
}

/// Names that a function's body reads and does not bind.
fn free_names<'a>(function: NodeId, semantic: &Semantic<'a>) -> Vec<(&'a str, NodeId)> {
    let (parameters, body): (Option<&Parameters>, Vec<NodeId>) =
        match semantic.node(function).syntax {
            AnyNodeRef::StmtFunctionDef(function) => (
                Some(&function.parameters),
                function.body.iter().map(|statement| semantic.id(statement)).collect(),
            ),
            AnyNodeRef::ExprLambda(lambda) => {
                (lambda.parameters.as_deref(), vec![semantic.id(&*lambda.body)])
            }
            _ => return Vec::new(),
        };
    let mut read = Vec::new();
    let mut bound = FxHashSet::default();
    for id in body.into_iter().flat_map(|id| semantic.nodes().subtree(id)) {
        let node = semantic.node(id);
        let AnyNodeRef::ExprName(name) = node.syntax else { continue };
        if name.ctx.is_store() {
            bound.insert(name.id.as_str());
        } else if name.ctx.is_load() && !node.context.intersects(Context::STRING_ANNOTATION) {
            read.push((name.id.as_str(), id));
        }
    }
    let is_parameter = |name: &str| parameters.is_some_and(|parameters| parameters.includes(name));
    read.retain(|(name, _)| !bound.contains(name) && !is_parameter(name));
    read
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<FunctionUsesLoopVariable>();
