//! Values that are no literals: calls, operations, names of classes and functions.

use pylint_rs_semantic::{BindingId, BindingKind, Class, ScopeId, Target, Type};
use ruff_python_ast::Expr;

use super::lowering::{Lowering, named, of_others};
use crate::from_python::attribute_types::union_members;
use crate::model::Import;
use crate::sample::others::{Others, Tuples};
use crate::sample::shape::Shape;

impl<'a> Lowering<'_, 'a> {
    /// What a value is that is no literal.
    pub(super) fn other(&mut self, value: &'a Expr) -> Shape<'a> {
        let semantic = &self.module.semantic;
        if let Some(found) = semantic.type_of(value)
            && let Some(shape) = self.typed(&found)
        {
            return shape;
        }
        let found = match value {
            Expr::Lambda(_) => Some(named("Callable[..., object]")),
            Expr::Name(name) => match semantic.target_of(name) {
                Some(Target::Builtin) if is_class(&name.id) => {
                    Some(named(&format!("type[{}]", name.id)))
                }
                Some(Target::Builtin) => Some(named("Callable[..., object]")),
                Some(Target::Binding(id)) => match semantic.binding(id).kind {
                    BindingKind::Function(_) => Some(named("Callable[..., object]")),
                    BindingKind::Class(_) => {
                        self.class_name(id, &name.id).map(|name| named(&format!("type[{name}]")))
                    }
                    _ => None,
                },
                _ => None,
            },
            Expr::Attribute(attribute) => self.member(attribute),
            Expr::Subscript(subscript) => self.item(subscript),
            _ => None,
        };
        found.unwrap_or_else(|| self.unknown(value, "its value"))
    }

    /// `Color.RED`, of an enumeration of this module.
    fn member(&mut self, attribute: &'a ruff_python_ast::ExprAttribute) -> Option<Shape<'a>> {
        let semantic = &self.module.semantic;
        let owner = attribute.value.as_name_expr()?;
        let id = semantic.binding_of(owner)?;
        let BindingKind::Class(class) = semantic.binding(id).kind else { return None };
        let is_enumeration =
            semantic.any_base(class, &mut |base| base.segments().first() == Some(&"enum"));
        let scope = semantic.scope_made_by(class)?;
        let symbol = semantic.symbol_in(scope, &attribute.attr)?;
        if is_enumeration {
            return self.class_name(id, &owner.id).map(|name| named(&name));
        }
        let value = semantic.symbol(symbol).current.and_then(|it| semantic.only_value(it))?;
        Some(self.shape(value))
    }

    /// `OTHER["key"]`
    fn item(&mut self, subscript: &'a ruff_python_ast::ExprSubscript) -> Option<Shape<'a>> {
        let semantic = &self.module.semantic;
        let dict = semantic.resolve_value(&subscript.value).as_dict_expr()?;
        let key = semantic.resolve_value(&subscript.slice).as_string_literal_expr()?;
        let value = dict.items.iter().rev().find_map(|item| {
            let found = item.key.as_ref()?.as_string_literal_expr()?;
            (found.value.to_str() == key.value.to_str()).then_some(&item.value)
        })?;
        Some(self.shape(value))
    }

    /// What an annotation says.
    pub(super) fn annotated(&mut self, annotation: &'a Expr) -> Shape<'a> {
        let semantic = &self.module.semantic;
        let mut together = Shape::default();
        for member in union_members(annotation, semantic) {
            let found = match member {
                Expr::NoneLiteral(_) => Some(self.shape(member)),
                Expr::Name(name) => match semantic.target_of(name) {
                    Some(Target::Builtin) => self.builtin(&name.id, &[]),
                    Some(Target::Binding(id)) => {
                        self.class_name(id, &name.id).map(|name| named(&name))
                    }
                    _ => None,
                },
                _ => None,
            };
            let found = found.unwrap_or_else(|| self.unknown(member, "what this annotation says"));
            together.merge(found);
        }
        together
    }

    /// A type that the source shows.
    fn typed(&mut self, found: &Type<'a>) -> Option<Shape<'a>> {
        match found {
            Type::Never | Type::SelfInstance => None,
            Type::None => {
                let mut shape = Shape::default();
                shape.scalars.null = true;
                Some(shape)
            }
            Type::Union(members) => {
                let mut together = Shape::default();
                for member in members {
                    together.merge(self.typed(member)?);
                }
                Some(together)
            }
            Type::Instance(Class::Builtin(name), arguments) => self.builtin(name, arguments),
            Type::Instance(Class::Library { module, name }, arguments) => {
                if !arguments.is_empty() {
                    return None;
                }
                self.import(module, name, None);
                Some(named(name))
            }
            Type::Instance(Class::Bound { binding, name }, arguments) => {
                if !arguments.is_empty() || name.contains('.') {
                    return None;
                }
                self.class_name(*binding, name).map(|name| named(&name))
            }
        }
    }

    /// An instance of a builtin class. Containers say what they hold.
    fn builtin(&mut self, name: &str, arguments: &[Type<'a>]) -> Option<Shape<'a>> {
        let mut shape = Shape::default();
        let mut parts = Vec::new();
        for argument in arguments {
            parts.push(self.typed(argument)?);
        }
        let mut parts = parts.into_iter();
        match name {
            "bool" => shape.scalars.boolean = true,
            "int" => shape.scalars.integer = true,
            "float" => shape.scalars.float = true,
            "str" => shape.scalars.string = true,
            "list" => shape.list = Some(Box::new(parts.next()?)),
            "set" => {
                let set = Some(parts.next()?);
                return Some(of_others(Others { set, ..Others::default() }));
            }
            "dict" => {
                let dict = Some((parts.next()?, parts.next()?));
                return Some(of_others(Others { dict, ..Others::default() }));
            }
            "tuple" if !arguments.is_empty() => {
                let tuples = Some(Tuples::Fixed(parts.collect()));
                return Some(of_others(Others { tuples, ..Others::default() }));
            }
            "bytes" | "complex" | "bytearray" | "range" | "object" => return Some(named(name)),
            _ => return None,
        }
        Some(shape)
    }

    /// What a class of the module, or one that it imports, is called where it is imported.
    fn class_name(&mut self, id: BindingId, name: &str) -> Option<String> {
        let semantic = &self.module.semantic;
        let binding = semantic.binding(id);
        if binding.scope != ScopeId::MODULE {
            return None;
        }
        match binding.kind {
            BindingKind::Class(class) => {
                if class.type_params.is_some()
                    || class.bases().iter().any(|base| base.is_subscript_expr())
                {
                    return None;
                }
                self.import(&self.module.dotted_name(), name, None);
            }
            BindingKind::FromImport { alias, .. } => {
                let path = semantic.import_path(id)?.segments().join(".");
                let (owner, member) = path.rsplit_once('.')?;
                if owner.is_empty() || owner.starts_with('.') {
                    return None;
                }
                // Whether it is a class cannot be seen; what is called like one is.
                if !member.starts_with(char::is_uppercase) && !is_library_class(&path) {
                    return None;
                }
                let alias = alias.asname.as_ref().map(|alias| alias.as_str());
                self.import(owner, member, alias.filter(|alias| *alias != member));
            }
            _ => return None,
        }
        Some(name.to_owned())
    }

    fn import(&mut self, module: &str, member: &str, alias: Option<&str>) {
        let import = Import {
            module: module.to_owned(),
            member: Some(member.to_owned()),
            alias: alias.map(str::to_owned),
            span: 0..0,
        };
        if !self.imports.contains(&import) {
            self.imports.push(import);
        }
    }
}

fn is_class(builtin: &str) -> bool {
    matches!(
        builtin,
        "bool" | "bytearray" | "bytes" | "complex" | "float" | "int" | "object" | "range" | "str"
    )
}

/// Classes of the standard library whose names are those of functions.
fn is_library_class(path: &str) -> bool {
    matches!(path, "datetime.date" | "datetime.datetime" | "datetime.time" | "datetime.timedelta")
}
