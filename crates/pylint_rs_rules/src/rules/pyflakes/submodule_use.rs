//! Which of several submodules of one package are used.

use pylint_rs_semantic::{BindingFlags, BindingId, BindingKind, Reference, Semantic};
use ruff_python_ast::AnyNodeRef;

/// Whether every use of a package is plainly that of some other submodule imported besides:
/// `import xml.sax` where there are `import xml.dom` and `xml.dom.Node` alone.
pub(super) fn only_others_are_used(semantic: &Semantic<'_>, id: BindingId) -> bool {
    let binding = semantic.binding(id);
    let BindingKind::SubmoduleImport(own) = binding.kind else { return false };
    if semantic.symbol(binding.symbol).last == Some(id) && binding.previous.is_none() {
        return false;
    }
    let mut paths = Vec::new();
    for other in semantic.bindings_of(binding.symbol) {
        let other = semantic.binding(other);
        let BindingKind::SubmoduleImport(alias) = other.kind else { return false };
        let is_elsewhere = BindingFlags::GLOBAL | BindingFlags::NONLOCAL;
        if other.flags.intersects(is_elsewhere | BindingFlags::USED_BY_ALIAS) {
            return false;
        }
        paths.push(alias.name.as_str());
    }
    let mut is_used = false;
    for other in semantic.bindings_of(binding.symbol) {
        for reference in semantic.references_to(other) {
            is_used = true;
            if starts_with(semantic, reference, &own.name)
                || !paths.iter().any(|path| starts_with(semantic, reference, path))
            {
                return false;
            }
        }
    }
    is_used
}

/// Whether a use of a package goes on with attributes to the dotted name `path`.
fn starts_with(semantic: &Semantic<'_>, reference: &Reference, path: &str) -> bool {
    let mut id = reference.node;
    if reference.is_export || !semantic.node(id).syntax.is_expr_name() {
        return false;
    }
    path.split('.').skip(1).all(|part| {
        let Some(parent) = semantic.parent_id(id) else { return false };
        id = parent;
        matches!(semantic.node(parent).syntax,
            AnyNodeRef::ExprAttribute(attribute) if attribute.attr.as_str() == part)
    })
}
