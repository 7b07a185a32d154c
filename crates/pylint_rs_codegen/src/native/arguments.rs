//! How many types stand in brackets: what checkers, and some types at run time, insist on.

use std::ops::Range;

use ruff_python_ast::{Expr, ExprName};
use rustc_hash::{FxHashMap, FxHashSet};

use super::File;
use super::reader::Reader;
use crate::expressions::{Role, for_each_expression};
use crate::known::{Arity, builtin_arity, known};
use crate::model::{Definition, TypeParameter, TypeParameterKind};
use crate::names::{bound_name, place_of};

/// Complains of types with too many or too few types in brackets.
pub(super) fn check(files: &[File], reader: &mut Reader<'_>) {
    for file in files {
        let mut arities: FxHashMap<&str, Arity> = FxHashMap::default();
        for import in &file.module.imports {
            let name = bound_name(import);
            let home = files.iter().find(|it| it.name.as_deref() == Some(&*import.module));
            let member = import.member.as_deref().unwrap_or_default();
            let of_home = home.and_then(|home| {
                let definitions = &home.module.definitions;
                definitions.iter().find(|it| it.name == member).map(arity_of)
            });
            let of_known = known(member).filter(|it| it.module == import.module);
            if let Some(arity) = of_home.or(of_known.map(|it| it.arity)) {
                arities.insert(name, arity);
            } else {
                // Nobody can tell.
                arities.insert(name, UNKNOWN);
            }
        }
        let mut defined = FxHashSet::default();
        for definition in &file.module.definitions {
            arities.insert(&definition.name, arity_of(definition));
            defined.insert(definition.name.as_str());
        }
        for definition in &file.module.definitions {
            for_each_expression(definition, &mut |place| {
                if place.role != Role::Value {
                    let mut check = Check {
                        defined: &defined,
                        arities: &arities,
                        parameters: &place.parameters,
                        span: place.span,
                        reader,
                    };
                    match (place.role, place.expression) {
                        (Role::Bound, Expr::Tuple(tuple)) => {
                            tuple.elts.iter().for_each(|it| check.visit(it));
                        }
                        (_, expression) => check.visit(expression),
                    }
                }
            });
        }
    }
}

/// Of what is not known.
const UNKNOWN: Arity = Arity::Between(0, usize::MAX);

fn arity_of(definition: &Definition) -> Arity {
    let parameters = &definition.type_parameters;
    if parameters.is_empty() {
        return Arity::None;
    }
    if parameters.iter().any(|it| it.kind != TypeParameterKind::TypeVar) {
        return UNKNOWN;
    }
    let required = parameters.iter().filter(|it| it.default.is_none()).count();
    Arity::Between(required, parameters.len())
}

/// Names that are no types of themselves.
const QUALIFIERS: &[&str] = &[
    "Annotated",
    "ClassVar",
    "Concatenate",
    "Final",
    "Generic",
    "Literal",
    "NotRequired",
    "Optional",
    "ParamSpec",
    "Protocol",
    "ReadOnly",
    "Required",
    "TypeAlias",
    "TypeVarTuple",
    "TypedDict",
    "Union",
    "Unpack",
    "override",
];

/// How a spec says what Python says around a type.
fn instead_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "ClassVar" => "class_variable = true",
        "Final" | "ReadOnly" => "read_only = true",
        "NotRequired" => "required = false",
        "Required" => "required = true",
        "Generic" | "Protocol" => "type_params",
        _ => return None,
    })
}

struct Check<'a, 'r, 's> {
    /// The names that the spec defines.
    defined: &'a FxHashSet<&'a str>,
    arities: &'a FxHashMap<&'a str, Arity>,
    parameters: &'a [&'a TypeParameter],
    span: &'a Range<usize>,
    reader: &'r mut Reader<'s>,
}

impl Check<'_, '_, '_> {
    fn visit(&mut self, expression: &Expr) {
        match expression {
            Expr::Name(name) => {
                if self.is_of_typing(name) && QUALIFIERS.contains(&name.id.as_str()) {
                    self.error(name, format!("`{}` alone is no type", name.id));
                    return;
                }
                let wanted = match self.arity(name) {
                    Some(Arity::Between(least, _)) if least > 0 => least,
                    Some(Arity::Any | Arity::Callable) => 1,
                    _ => return,
                };
                let hint = match name.id.as_str() {
                    "dict" | "Mapping" | "MutableMapping" => "[str, object]",
                    "tuple" => "[object, ...]",
                    "Callable" => "[..., object]",
                    _ if wanted == 1 => "[object]",
                    _ => "[…]",
                };
                let message =
                    format!("`{0}` says nothing of what it holds: write `{0}{hint}`", name.id);
                self.error(name, message);
            }
            Expr::BinOp(operation) => {
                self.visit(&operation.left);
                self.visit(&operation.right);
            }
            Expr::Starred(starred) => self.visit(&starred.value),
            Expr::List(list) => list.elts.iter().for_each(|it| self.visit(it)),
            Expr::Subscript(subscript) => {
                let arguments = match &*subscript.slice {
                    Expr::Tuple(tuple) => &*tuple.elts,
                    other => std::slice::from_ref(other),
                };
                let Expr::Name(name) = &*subscript.value else {
                    arguments.iter().for_each(|it| self.visit(it));
                    return;
                };
                if self.is_of_typing(name)
                    && let Some(instead) = instead_of(&name.id)
                {
                    self.error(name, format!("say `{instead}` instead of `{}`", name.id));
                    return;
                }
                if let Some(arity) = self.arity(name) {
                    self.count(name, arity, arguments);
                }
                match name.id.as_str() {
                    "Literal" => {}
                    "Annotated" => arguments.iter().take(1).for_each(|it| self.visit(it)),
                    _ => arguments.iter().for_each(|it| self.visit(it)),
                }
            }
            _ => {}
        }
    }

    /// Whether a name is what `typing` or `collections.abc` has under it.
    fn is_of_typing(&self, name: &ExprName) -> bool {
        let text = name.id.as_str();
        known(text).is_some_and(|it| self.arities.get(text) == Some(&it.arity))
            && !self.defined.contains(text)
    }

    /// How many types a name takes; nothing if it stands for a type parameter.
    fn arity(&self, name: &ExprName) -> Option<Arity> {
        let text = name.id.as_str();
        if self.parameters.iter().any(|parameter| parameter.name == text) {
            return Some(Arity::None);
        }
        self.arities.get(text).copied().or_else(|| builtin_arity(text))
    }

    fn count(&mut self, name: &ExprName, arity: Arity, arguments: &[Expr]) {
        let is_open = arguments.iter().any(Expr::is_starred_expr);
        let count = arguments.len();
        let message = match arity {
            Arity::None => format!("`{}` takes no types in brackets", name.id),
            Arity::Between(_, usize::MAX) | Arity::Any => return self.ellipses(name, arguments),
            Arity::Between(least, most) if !is_open && !(least..=most).contains(&count) => {
                let wanted =
                    if least == most { least.to_string() } else { format!("{least} to {most}") };
                format!("`{}` takes {wanted} types in brackets, not {count}", name.id)
            }
            Arity::Between(..) => return self.ellipses(name, arguments),
            Arity::Callable => {
                let is_fine = count == 2
                    && matches!(
                        &arguments[0],
                        Expr::List(_)
                            | Expr::EllipsisLiteral(_)
                            | Expr::Name(_)
                            | Expr::Subscript(_)
                    )
                    && !matches!(&arguments[1], Expr::List(_) | Expr::EllipsisLiteral(_));
                if is_fine {
                    return;
                }
                format!("`{}` takes parameters and a type: `[[int, str], None]`", name.id)
            }
        };
        self.error(name, message);
    }

    /// `...` and lists stand for parameters, or say of a tuple that it goes on.
    fn ellipses(&mut self, name: &ExprName, arguments: &[Expr]) {
        let text = name.id.as_str();
        let takes_parameters = matches!(text, "Concatenate" | "Generic" | "Protocol")
            || self.arities.get(text) == Some(&UNKNOWN);
        for (index, argument) in arguments.iter().enumerate() {
            let is_fine = match argument {
                Expr::EllipsisLiteral(_) if text == "tuple" => {
                    index == 1 && arguments.len() == 2 && !arguments[0].is_starred_expr()
                }
                Expr::EllipsisLiteral(_) | Expr::List(_) => takes_parameters,
                Expr::Tuple(_) => text == "tuple",
                _ => true,
            };
            if !is_fine && text != "Literal" && !(text == "Annotated" && index > 0) {
                let message =
                    format!("`{text}`: `{}` is no type", crate::printing::expression(argument));
                self.error(name, message);
            }
        }
    }

    fn error(&mut self, name: &ExprName, message: String) {
        let place = place_of(name, self.span);
        self.reader.error(&place, message);
    }
}
