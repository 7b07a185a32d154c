//! PRS011.

use pylint_rs_diagnostics::{Edit, Fix, Severity};
use pylint_rs_semantic::{BindingKind, NodeId, ScopeId, Semantic, Type};
use ruff_python_ast::{
    AnyNodeRef, Expr, ExprAttribute, NodeKind, StmtAssign, StmtClassDef, StmtFunctionDef,
};
use ruff_text_size::Ranged;
use rustc_hash::FxHashMap;

use crate::edits::annotation_of;
use crate::visibility::Visibility;
use crate::{Category, Checker, FixAvailability, Metadata, NoOptions, Rule, RuleEntry, Subscriptions};

struct UntypedAttribute;

impl Rule for UntypedAttribute {
    type Options = NoOptions;

    const METADATA: Metadata = Metadata {
        code: "PRS011",
        name: "untyped-attribute",
        category: Category::Typing,
        severity: Severity::Info,
        fix: FixAvailability::Sometimes,
        default: false,
        documentation: r#"
Finds public attributes that `__init__` sets without a type annotation.

They are part of what a class offers, and what may be assigned to them later should not follow
from the first value by accident: type checkers take `self.parent = None` to mean that there is
never a parent.

Private classes and attributes are passed over, and so are attributes that the class, or a base
class in the same file, declares, and those that take over an annotated parameter: they have its
type.

The fix adds the type if the values show it. It is unsafe: other values may be meant.

```python bad
class Queue:
    def __init__(self) -> None:
        self.length = 0
```

```python good
class Queue:
    def __init__(self, name: str) -> None:
        self.name = name
        self.length: int = 0
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

impl UntypedAttribute {
    fn check<'a>(&self, function: &'a StmtFunctionDef, checker: &mut Checker<'a>) {
        if function.name.as_str() != "__init__" {
            return;
        }
        let semantic = checker.semantic();
        let Some(class) = semantic.enclosing_class(function) else { return };
        if !Visibility::new(checker).is_public_class(class) {
            return;
        }
        for attribute in attributes_set_in(function, semantic) {
            let name = attribute.target.attr.as_str();
            if name.starts_with('_')
                || takes_typed_parameter(&attribute.assignment.value, semantic)
                || declares(class, name, semantic, 0)
            {
                continue;
            }
            let fix = checker.wants_unsafe_fixes().then(|| fix(&attribute, checker)).flatten();
            let message = format!("Public attribute `{name}` has no type annotation");
            checker.report_with(attribute.target, message, fix);
        }
    }
}

/// An attribute of `self` where it is first set.
struct AttributeSet<'a> {
    assignment: &'a StmtAssign,
    target: &'a ExprAttribute,
    id: NodeId,
    /// The other values it is given.
    others: Vec<&'a Expr>,
}

/// The attributes that are set by plain assignments and never annotated.
fn attributes_set_in<'a>(
    function: &'a StmtFunctionDef,
    semantic: &Semantic<'a>,
) -> Vec<AttributeSet<'a>> {
    let root = semantic.id(function);
    let scope = semantic.scope_made_by(function);
    let nodes = semantic.nodes();
    let mut found: Vec<AttributeSet<'a>> = Vec::new();
    let mut by_name: FxHashMap<&'a str, usize> = FxHashMap::default();
    for id in nodes.of_kind_within(NodeKind::StmtAssign, root) {
        let node = semantic.node(*id);
        let AnyNodeRef::StmtAssign(assignment) = node.syntax else { continue };
        let [Expr::Attribute(target)] = assignment.targets.as_slice() else { continue };
        if Some(node.scope) != scope || !is_receiver(&target.value, function, semantic) {
            continue;
        }
        if let Some(index) = by_name.get(target.attr.as_str()) {
            found[*index].others.push(&assignment.value);
            continue;
        }
        by_name.insert(target.attr.as_str(), found.len());
        found.push(AttributeSet { assignment, target, id: *id, others: Vec::new() });
    }
    if found.is_empty() {
        return found;
    }
    for id in nodes.of_kind_within(NodeKind::StmtAnnAssign, root) {
        if let AnyNodeRef::StmtAnnAssign(annotated) = semantic.node(*id).syntax
            && let Expr::Attribute(target) = &*annotated.target
            && is_receiver(&target.value, function, semantic)
        {
            found.retain(|attribute| attribute.target.attr.as_str() != target.attr.as_str());
        }
    }
    found
}

fn is_receiver(expression: &Expr, function: &StmtFunctionDef, semantic: &Semantic<'_>) -> bool {
    let Some(first) = function.parameters.iter_non_variadic_params().next() else { return false };
    expression
        .as_name_expr()
        .and_then(|name| semantic.binding_of(name))
        .is_some_and(|binding| semantic.binding_made_by(&first.parameter) == Some(binding))
}

/// Whether a value is a parameter with an annotation.
fn takes_typed_parameter(value: &Expr, semantic: &Semantic<'_>) -> bool {
    let Some(binding) = value.as_name_expr().and_then(|name| semantic.binding_of(name)) else {
        return false;
    };
    let binding = semantic.binding(binding);
    matches!(binding.kind, BindingKind::Parameter)
        && matches!(semantic.node(binding.node).syntax, AnyNodeRef::Parameter(parameter)
            if parameter.annotation.is_some())
}

/// Whether the class's body, or that of a base class in the file, has the name.
fn declares<'a>(
    class: &'a StmtClassDef,
    name: &str,
    semantic: &Semantic<'a>,
    depth: usize,
) -> bool {
    const DEPTH_LIMIT: usize = 16;
    let has_it = |scope: ScopeId| semantic.symbol_in(scope, name).is_some();
    semantic.scope_made_by(class).is_some_and(has_it)
        || (depth < DEPTH_LIMIT
            && class.bases().iter().any(|base| {
                let base = base.as_subscript_expr().map_or(base, |subscript| &*subscript.value);
                let binding = base.as_name_expr().and_then(|base| semantic.binding_of(base));
                binding.is_some_and(|binding| match semantic.binding(binding).kind {
                    BindingKind::Class(base) => declares(base, name, semantic, depth + 1),
                    _ => false,
                })
            }))
}

fn fix<'a>(attribute: &AttributeSet<'a>, checker: &Checker<'a>) -> Option<Fix> {
    let semantic = checker.semantic();
    let values = attribute.others.iter().copied().chain([&*attribute.assignment.value]);
    let types: Option<Vec<Type<'a>>> = values.map(|value| semantic.type_of(value)).collect();
    let found = Type::union(types?).filter(Type::is_precise)?;
    let (mut edits, text) = annotation_of(checker, &found, attribute.id)?;
    edits.push(Edit::insertion(format!(": {text}"), attribute.target.end()));
    Some(Fix::unsafe_(edits).with_message(format!("Add the type `{text}`")))
}

#[linkme::distributed_slice(crate::registry::RULES)]
static ENTRY: RuleEntry = RuleEntry::of::<UntypedAttribute>();
