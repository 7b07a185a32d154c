//! Names for objects that are not reached by an import statement.

use pylint_rs_semantic::{BindingId, NodeId, Semantic};
use ruff_python_ast::{AnyNodeRef, Expr, ExprCall};

/// How many steps are followed.
const LIMIT: usize = 4;

/// The dotted name of what a call of `__import__`, `importlib.import_module` or `getattr` with
/// constants gives; what `getattr` looks into may come from such a call or a name bound to one.
pub(super) fn dotted_name_of_call<'a>(
    call: &'a ExprCall,
    semantic: &Semantic<'a>,
) -> Option<String> {
    of_call(call, semantic, LIMIT)
}

fn within<'a>(expression: &'a Expr, semantic: &Semantic<'a>, limit: usize) -> Option<String> {
    let limit = limit.checked_sub(1)?;
    if let Some(name) = semantic.qualified_name_through_aliases(expression) {
        return Some(name.to_string());
    }
    match expression {
        Expr::Call(call) => of_call(call, semantic, limit),
        Expr::Attribute(attribute) => {
            let value = within(&attribute.value, semantic, limit)?;
            Some(format!("{value}.{}", attribute.attr))
        }
        Expr::Name(name) => {
            within(semantic.only_value(semantic.binding_of(name)?)?, semantic, limit)
        }
        _ => None,
    }
}

fn of_call<'a>(call: &'a ExprCall, semantic: &Semantic<'a>, limit: usize) -> Option<String> {
    let function = semantic.qualified_name_through_aliases(&call.func)?;
    let arguments = &call.arguments.args;
    match function.segments() {
        ["builtins", "__import__"] => {
            let module = arguments.first()?.as_string_literal_expr()?.value.to_str();
            // `__import__("a.b")` gives `a`, unless a `fromlist` says otherwise.
            let is_whole = arguments.len() > 3
                || call.arguments.find_keyword("fromlist").is_some();
            let end = module.find('.').filter(|_| !is_whole).unwrap_or(module.len());
            Some(module[..end].to_owned())
        }
        ["importlib", "import_module"] => {
            let module = arguments.first()?.as_string_literal_expr()?.value.to_str();
            (!module.starts_with('.')).then(|| module.to_owned())
        }
        ["builtins", "getattr"] => {
            let [object, attribute, ..] = &**arguments else { return None };
            let attribute = attribute.as_string_literal_expr()?.value.to_str();
            Some(format!("{}.{attribute}", within(object, semantic, limit)?))
        }
        _ => None,
    }
}

/// The calls that an object, given by an expression, ends in: `hook()`, `module.function()`, and
/// the same through a name bound once to any of these; each with the attributes on the way.
pub(super) fn calls_of<'a>(
    start: NodeId,
    semantic: &Semantic<'a>,
) -> Vec<(&'a ExprCall, String)> {
    let mut calls = Vec::new();
    follow(start, String::new(), semantic, LIMIT, &mut calls);
    calls
}

fn follow<'a>(
    start: NodeId,
    mut path: String,
    semantic: &Semantic<'a>,
    limit: usize,
    calls: &mut Vec<(&'a ExprCall, String)>,
) {
    let mut id = start;
    loop {
        let Some(parent) = semantic.parent_id(id) else { return };
        match semantic.node(parent).syntax {
            AnyNodeRef::ExprAttribute(attribute) => {
                path.push('.');
                path.push_str(&attribute.attr);
                id = parent;
            }
            AnyNodeRef::ExprCall(call) if semantic.id(&*call.func) == id => {
                calls.push((call, path));
                return;
            }
            AnyNodeRef::StmtAssign(assign) if limit > 0 && semantic.id(&*assign.value) == id => {
                let [Expr::Name(target)] = assign.targets.as_slice() else { return };
                for reference in references_to_only(semantic.binding_made_by(target), semantic) {
                    follow(reference, path.clone(), semantic, limit - 1, calls);
                }
                return;
            }
            _ => return,
        }
    }
}

fn references_to_only(binding: Option<BindingId>, semantic: &Semantic<'_>) -> Vec<NodeId> {
    binding
        .filter(|binding| semantic.only_value(*binding).is_some())
        .map(|binding| semantic.references_to(binding).map(|reference| reference.node).collect())
        .unwrap_or_default()
}
