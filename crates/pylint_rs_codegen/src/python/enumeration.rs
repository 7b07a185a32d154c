//! Enumerations.

use ruff_python_ast::Stmt;

use super::scope::Scope;
use super::type_alias::define_as;
use crate::model::{Enumeration, EnumerationKind, Member};
use crate::syntax;

/// The first version with `enum.StrEnum`.
const STRING_ENUMERATION: u8 = 11;

pub(super) fn define(enumeration: &Enumeration, scope: &mut Scope<'_, '_>) {
    let has_string_enumeration = scope.writer.target.minor >= STRING_ENUMERATION;
    let base = match enumeration.kind {
        EnumerationKind::Integer => "IntEnum",
        EnumerationKind::Flag => "Flag",
        EnumerationKind::IntegerFlag => "IntFlag",
        EnumerationKind::String if has_string_enumeration => "StrEnum",
        EnumerationKind::Enum | EnumerationKind::String => "Enum",
        EnumerationKind::Literal => return literal(&enumeration.members, scope),
    };
    let mut bases = Vec::new();
    if enumeration.kind == EnumerationKind::String && !has_string_enumeration {
        bases.push(scope.writer.builtin("str"));
    }
    bases.push(scope.writer.member("enum", base));
    let mut body: Vec<Stmt> = Vec::new();
    for member in &enumeration.members {
        let value = match &member.value {
            Some(value) => scope.value(value),
            // `auto()` of a `str` that is an `Enum` is a number's text.
            None if enumeration.kind == EnumerationKind::String => {
                syntax::string(&member.name.to_lowercase())
            }
            None => syntax::call(scope.writer.member("enum", "auto"), Vec::new(), Vec::new()),
        };
        body.push(syntax::assign(&member.name, value));
        body.extend(member.documentation.as_deref().and_then(syntax::docstring));
    }
    scope.push_class(Vec::new(), bases, Vec::new(), body);
}

/// `Name = Literal["a", "b"]`
fn literal(members: &[Member], scope: &mut Scope<'_, '_>) {
    let mut values = Vec::new();
    for member in members {
        values.push(match &member.value {
            Some(value) => scope.value(value),
            None => syntax::string(&member.name),
        });
    }
    let slice = if values.len() == 1 { values.remove(0) } else { syntax::tuple(values, false) };
    let literal = syntax::subscript(scope.writer.typing("Literal"), slice);
    define_as(literal, scope);
}
