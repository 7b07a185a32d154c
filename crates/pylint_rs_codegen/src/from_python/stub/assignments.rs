//! Constants, attributes, aliases and what else is assigned.

use pylint_rs_semantic::{BindingKind, Type};
use ruff_python_ast::{Expr, ExprCall, Operator, StmtAnnAssign, StmtAssign};
use ruff_text_size::Ranged;

use super::function::default_value;
use super::piece::Piece;
use super::walk::{BodyKind, Writer};
use crate::syntax;

/// Calls whose result is a type or a part of one, which a stub makes in the same way.
const TYPE_FACTORIES: &[&str] = &[
    "NamedTuple",
    "NewType",
    "ParamSpec",
    "TypeAliasType",
    "TypeVar",
    "TypeVarTuple",
    "TypedDict",
];

impl<'a> Writer<'_, 'a> {
    /// `name: annotation = value`
    pub(super) fn annotated(&mut self, assignment: &'a StmtAnnAssign) -> Option<Piece> {
        let name = assignment.target.as_name_expr()?.id.to_string();
        let head = ruff_python_ast::helpers::map_subscript(&assignment.annotation);
        let annotation = self.annotation(&assignment.annotation);
        let value = assignment.value.as_deref();
        let value = if self.semantic.is_typing(head, "TypeAlias") {
            value.map(|value| self.annotation(value))
        } else if self.semantic.is_typing(&assignment.annotation, "Final") {
            // Its value is its type.
            return Some(self.final_value(name, annotation, value));
        } else if self.class_kind == BodyKind::Fields && !self.is_at_top {
            value.and_then(|value| self.field_default(value))
        } else {
            None
        };
        let statement = syntax::annotated(&name, annotation, value);
        let is_field = self.class_kind == BodyKind::Fields && !self.is_at_top;
        // Fields are parameters, whatever they are called.
        let is_wanted = is_field || self.is_wanted(&name);
        Some(Piece::Definition { name, is_wanted, statements: vec![statement] })
    }

    fn final_value(&mut self, name: String, annotation: Expr, value: Option<&'a Expr>) -> Piece {
        let simple = value.map(default_value).filter(|value| !value.is_ellipsis_literal_expr());
        let statement = match (simple, value) {
            (Some(simple), _) => syntax::annotated(&name, annotation, Some(simple)),
            (None, value) => {
                let inferred = value.and_then(|value| self.semantic.type_of(value));
                let inner = self.inferred(inferred.filter(Type::is_precise));
                syntax::annotated(&name, syntax::subscript(annotation, inner), None)
            }
        };
        self.definition(name, vec![statement])
    }

    /// What a field is if it is not given: of `field(...)`, all that says how it is given.
    fn field_default(&mut self, value: &'a Expr) -> Option<Expr> {
        let call = value.as_call_expr().filter(|call| {
            self.semantic.qualified_name(&call.func).is_some_and(|name| {
                name.is_any(&["dataclasses.field", "attr.field", "attrs.field", "attr.ib"])
            })
        });
        let Some(call) = call else { return Some(syntax::ellipsis()) };
        let (mut keywords, mut is_told, mut has_default) = (Vec::new(), false, false);
        for keyword in &call.arguments.keywords {
            let Some(name) = keyword.arg.as_ref() else { continue };
            match name.as_str() {
                "init" | "kw_only" | "alias" => {
                    is_told = true;
                    keywords.push(syntax::keyword(name, keyword.value.clone()));
                }
                "default" => {
                    has_default = true;
                    let value = default_value(&keyword.value);
                    if !value.is_ellipsis_literal_expr() {
                        keywords.push(syntax::keyword(name, value));
                    }
                }
                "default_factory" | "factory" => {
                    has_default = true;
                    if matches!(keyword.value, Expr::Name(_) | Expr::Attribute(_)) {
                        keywords.push(syntax::keyword(name, keyword.value.clone()));
                    }
                }
                _ => {}
            }
        }
        if !is_told {
            return has_default.then(syntax::ellipsis);
        }
        Some(syntax::call((*call.func).clone(), Vec::new(), keywords))
    }

    /// `name = value`
    pub(super) fn assigned(&mut self, assignment: &'a StmtAssign) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for target in &assignment.targets {
            match target {
                Expr::Name(name) => {
                    pieces.extend(self.assigned_name(name.id.as_str(), &assignment.value));
                }
                Expr::Tuple(_) | Expr::List(_) => self.unpacked(target, &mut pieces),
                _ => {}
            }
        }
        pieces
    }

    fn unpacked(&mut self, target: &'a Expr, pieces: &mut Vec<Piece>) {
        match target {
            Expr::Tuple(tuple) => {
                tuple.elts.iter().for_each(|element| self.unpacked(element, pieces));
            }
            Expr::List(list) => list.elts.iter().for_each(|element| self.unpacked(element, pieces)),
            Expr::Starred(starred) => self.unpacked(&starred.value, pieces),
            Expr::Name(name) => {
                let incomplete = self.incomplete();
                let statement = syntax::annotated(&name.id, incomplete, None);
                pieces.push(self.definition(name.id.to_string(), vec![statement]));
            }
            _ => {}
        }
    }

    fn assigned_name(&mut self, name: &str, value: &'a Expr) -> Option<Piece> {
        let keep = |value: Expr| vec![syntax::assign(name, value)];
        if name == "__all__" && self.is_at_top {
            return Some(Piece::Definition {
                name: name.to_owned(),
                is_wanted: true,
                statements: keep(value.clone()),
            });
        }
        if name == "__slots__" && !self.is_at_top {
            let is_plain = match value {
                Expr::Tuple(tuple) => tuple.elts.iter().all(Expr::is_string_literal_expr),
                Expr::List(list) => list.elts.iter().all(Expr::is_string_literal_expr),
                other => other.is_string_literal_expr(),
            };
            return is_plain.then(|| self.definition(name.to_owned(), keep(value.clone())));
        }
        if name == "__match_args__" && value.is_tuple_expr() {
            return Some(self.definition(name.to_owned(), keep(value.clone())));
        }
        if self.class_kind == BodyKind::MadeMembers && !self.is_at_top {
            return Some(self.definition(name.to_owned(), keep(syntax::ellipsis())));
        }
        if self.class_kind == BodyKind::Members && !self.is_at_top {
            return Some(self.member(name, value));
        }
        if self.is_type(value) {
            return Some(self.definition(name.to_owned(), keep(self.annotation(value))));
        }
        if name == "__doc__" || (!self.is_at_top && self.is_inherited(name)) {
            return None;
        }
        let annotation = match self.semantic.type_of(value) {
            None => match self.constructed(value) {
                Some(class) => class,
                None => self.incomplete(),
            },
            Some(Type::None) => syntax::union(self.incomplete(), syntax::none()),
            Some(inferred) => self.inferred(Some(inferred)),
        };
        let statement = syntax::annotated(name, annotation, None);
        Some(self.definition(name.to_owned(), vec![statement]))
    }

    /// A member of an enumeration, with its value if that is simple.
    fn member(&mut self, name: &str, value: &'a Expr) -> Piece {
        let is_tuple = value.as_tuple_expr().is_some_and(|tuple| {
            tuple.elts.iter().all(|element| !default_value(element).is_ellipsis_literal_expr())
        });
        let value = if is_tuple { value.clone() } else { default_value(value) };
        self.definition(name.to_owned(), vec![syntax::assign(name, value)])
    }

    /// Whether a value is a type, a function or a module, or makes a part of types: then the name
    /// is another name for it.
    fn is_type(&self, value: &'a Expr) -> bool {
        match value {
            Expr::Call(call) => self.is_type_factory(call),
            Expr::Subscript(subscript) => self.is_generic(&subscript.value),
            Expr::BinOp(operation) if operation.op == Operator::BitOr => {
                let is_part = |side: &'a Expr| side.is_none_literal_expr() || self.is_type(side);
                is_part(&operation.left) && is_part(&operation.right)
            }
            Expr::StringLiteral(string) => self.semantic.string_annotation(string).is_some(),
            Expr::Name(name) => match self.semantic.binding_of(name) {
                Some(binding) => match self.semantic.binding(binding).kind {
                    BindingKind::Class(_) | BindingKind::Function(_) => true,
                    BindingKind::TypeAlias(_) => true,
                    kind if kind.is_import() => true,
                    BindingKind::Assignment(Some(other)) => {
                        other.range() != value.range()
                            && self.semantic.binding(binding).range.start() < value.range().start()
                            && self.is_type(other)
                    }
                    _ => false,
                },
                None => {
                    let first = name.id.chars().next().unwrap_or_default();
                    let is_class = first.is_uppercase()
                        || ruff_python_stdlib::builtins::is_python_builtin(&name.id, 14, false);
                    is_class
                        && self.semantic.is_builtin(value, &name.id)
                        && !matches!(name.id.as_str(), "NotImplemented" | "Ellipsis" | "__debug__")
                }
            },
            Expr::Attribute(_) => self.semantic.qualified_name(value).is_some_and(|name| {
                let last = name.segments().last().copied().unwrap_or_default();
                last.chars().next().is_some_and(char::is_uppercase)
                    && last.chars().any(char::is_lowercase)
            }),
            _ => false,
        }
    }

    fn is_type_factory(&self, call: &'a ExprCall) -> bool {
        self.semantic.qualified_name(&call.func).is_some_and(|name| {
            name.is("collections.namedtuple")
                || TYPE_FACTORIES.iter().any(|member| name.is_typing(member))
        })
    }

    /// Whether what stands before brackets is a class, and not a container.
    fn is_generic(&self, head: &'a Expr) -> bool {
        let Some(name) = self.semantic.qualified_name(head) else {
            return head.is_name_expr() && self.is_type(head);
        };
        let last = name.segments().last().copied().unwrap_or_default();
        let is_class = last.chars().next().is_some_and(char::is_uppercase)
            && last.chars().any(char::is_lowercase);
        is_class
            || matches!(
                name.segments(),
                ["builtins", "list" | "dict" | "set" | "frozenset" | "tuple" | "type"]
                    | ["collections", "deque" | "defaultdict"]
            )
    }
}
