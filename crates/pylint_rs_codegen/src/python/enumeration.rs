//! Enumerations.

use ruff_python_ast::Stmt;

use super::scope::Scope;
use super::type_alias::define_as;
use crate::model::{Enumeration, EnumerationKind, Member};
use crate::syntax;

/// The first version with `enum.StrEnum`.
const STRING_ENUMERATION: u8 = 11;

pub(super) fn define(enumeration: &Enumeration, scope: &mut Scope<'_>) {
    let bases = match enumeration.kind {
        EnumerationKind::Enum => vec![scope.imports.member("enum", "Enum")],
        EnumerationKind::Integer => vec![scope.imports.member("enum", "IntEnum")],
        EnumerationKind::Flag => vec![scope.imports.member("enum", "Flag")],
        EnumerationKind::IntegerFlag => vec![scope.imports.member("enum", "IntFlag")],
        EnumerationKind::String if scope.target.minor >= STRING_ENUMERATION => {
            vec![scope.imports.member("enum", "StrEnum")]
        }
        EnumerationKind::String => {
            vec![syntax::name("str"), scope.imports.member("enum", "Enum")]
        }
        EnumerationKind::Literal => return literal(&enumeration.members, scope),
    };
    let mut body: Vec<Stmt> = Vec::new();
    for member in &enumeration.members {
        let value = match &member.value {
            Some(value) => value.clone(),
            // `auto()` of a `str` that is an `Enum` is a number's text.
            None if enumeration.kind == EnumerationKind::String => {
                syntax::string(&member.name.to_lowercase())
            }
            None => syntax::call(scope.imports.member("enum", "auto"), Vec::new(), Vec::new()),
        };
        body.push(syntax::assign(&member.name, value));
        body.extend(member.documentation.as_deref().map(syntax::docstring));
    }
    scope.push_class(Vec::new(), bases, Vec::new(), body);
}

/// `Name = Literal["a", "b"]`
fn literal(members: &[Member], scope: &mut Scope<'_>) {
    let mut values: Vec<_> = members
        .iter()
        .map(|member| member.value.clone().unwrap_or_else(|| syntax::string(&member.name)))
        .collect();
    let slice = if values.len() == 1 { values.remove(0) } else { syntax::tuple(values, false) };
    let literal = syntax::subscript(scope.imports.typing("Literal"), slice);
    define_as(literal, scope);
}
