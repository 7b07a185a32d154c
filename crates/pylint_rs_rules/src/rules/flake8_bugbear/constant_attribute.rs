//! Attribute names given as strings to `getattr` and `setattr`.

use ruff_python_ast::Expr;
use ruff_python_stdlib::identifiers::{is_identifier, is_mangled_private};
use unicode_normalization::is_nfkc;

/// The name, if it could be written after a dot to the same effect. In a class, `x.__name` would
/// be mangled, so such names are none.
pub(super) fn attribute_name(expression: &Expr) -> Option<&str> {
    let name = expression.as_string_literal_expr()?.value.to_str();
    (is_identifier(name) && !is_mangled_private(name)).then_some(name)
}

/// Whether Python reads the name as it stands, rather than as a normalised one.
pub(super) fn is_normalized(name: &str) -> bool {
    is_nfkc(name)
}
