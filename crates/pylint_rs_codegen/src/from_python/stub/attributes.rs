//! Attributes that methods give to instances.

use pylint_rs_semantic::Type;
use ruff_python_ast::helpers::map_callable;
use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{Expr, StmtClassDef};
use rustc_hash::FxHashSet;

use super::super::ancestry::{ClassReference, VariableFinder, parameters};
use super::super::environment::Environment;
use super::super::instance_attributes::{Store, stores};
use super::piece::Piece;
use super::walk::{BodyKind, Writer};
use crate::syntax;

impl<'a> Writer<'_, 'a> {
    /// What a class's body is a list of.
    pub(super) fn kind_of(&self, class: &'a StmtClassDef) -> BodyKind {
        let semantic = self.semantic;
        let is_enumeration = semantic
            .any_base(class, &mut |base| base.is_any(super::super::class_kind::ENUMERATIONS));
        let has_fields = class.decorator_list.iter().any(|decorator| {
            semantic.qualified_name(map_callable(&decorator.expression)).is_some_and(|name| {
                matches!(
                    name.segments(),
                    ["dataclasses", "dataclass"]
                        | ["pydantic", "dataclasses", "dataclass"]
                        | ["attr", "s" | "attrs" | "define" | "mutable" | "frozen" | "dataclass"]
                        | ["attrs", "define" | "mutable" | "frozen"]
                )
            })
        }) || class.bases().iter().any(|base| {
            semantic.qualified_name(base).is_some_and(|name| {
                name.is_typing("NamedTuple")
                    || name.is("pydantic.BaseModel")
                    || name.is("msgspec.Struct")
            })
        });
        let makes_values = semantic.scope_made_by(class).is_some_and(|scope| {
            ["__new__", "__init__"].iter().any(|it| semantic.symbol_in(scope, it).is_some())
        });
        if is_enumeration && makes_values {
            BodyKind::MadeMembers
        } else if is_enumeration {
            BodyKind::Members
        } else if has_fields {
            BodyKind::Fields
        } else {
            BodyKind::Attributes
        }
    }

    /// The attributes that a class's methods set and its body does not have.
    pub(super) fn instance_attributes(
        &mut self,
        class: &'a StmtClassDef,
        pieces: &[Piece],
    ) -> Vec<Piece> {
        let reference = ClassReference { environment: Environment::plain(self.module), class };
        let all = stores(&reference);
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut found = Vec::new();
        for store in &all {
            if !seen.insert(store.name) || has(pieces, store.name) {
                continue;
            }
            let same: Vec<&Store<'a>> = all.iter().filter(|it| it.name == store.name).collect();
            let is_declared = same.iter().any(|store| store.annotation.is_some());
            if !is_declared && self.is_inherited(store.name) {
                continue;
            }
            let annotation = self.attribute_type(&same, class);
            let statement = syntax::annotated(store.name, annotation, None);
            found.push(Piece::Definition {
                name: store.name.to_owned(),
                is_wanted: self.is_member_wanted(store.name),
                statements: vec![statement],
            });
        }
        found
    }

    fn is_member_wanted(&self, name: &str) -> bool {
        self.has_private || !name.starts_with('_')
    }

    fn attribute_type(&mut self, stores: &[&Store<'a>], class: &'a StmtClassDef) -> Expr {
        if let Some(annotation) = stores.iter().find_map(|store| store.annotation) {
            return self.declared(annotation, stores);
        }
        let mut types: Vec<Expr> = Vec::new();
        for store in stores {
            let written = match store.parameter_annotation(self.semantic) {
                // What a method is called with says what its type variables are.
                Some(annotation) if self.has_variables_of_methods(annotation, class) => {
                    self.incomplete()
                }
                Some(annotation) => self.annotation(annotation),
                None => {
                    let inferred = store.value.and_then(|value| self.semantic.type_of(value));
                    let inferred = inferred.filter(|it| it.is_precise() || *it == Type::None);
                    self.inferred(inferred)
                }
            };
            let text = crate::printing::expression(&written);
            if !types.iter().any(|other| crate::printing::expression(other) == text) {
                types.push(written);
            }
        }
        if types.len() == 1 && types[0].is_none_literal_expr() {
            return syntax::union(self.incomplete(), syntax::none());
        }
        types.sort_by_key(Expr::is_none_literal_expr);
        types.into_iter().reduce(syntax::union).unwrap_or_else(syntax::none)
    }

    /// The type of what is declared; of `Final` alone, that of its value.
    fn declared(&mut self, annotation: &'a Expr, stores: &[&Store<'a>]) -> Expr {
        if annotation.is_subscript_expr() || !self.semantic.is_typing(annotation, "Final") {
            return self.annotation(annotation);
        }
        let value = stores.iter().find_map(|store| store.value);
        let inner = match stores.iter().find_map(|it| it.parameter_annotation(self.semantic)) {
            Some(annotation) => self.annotation(annotation),
            None => match value.and_then(|value| self.constructed(value)) {
                Some(class) => class,
                None => {
                    let inferred = value.and_then(|value| self.semantic.type_of(value));
                    self.inferred(inferred.filter(Type::is_precise))
                }
            },
        };
        syntax::subscript(annotation.clone(), inner)
    }

    /// Whether a type names type variables that are not the class's own.
    fn has_variables_of_methods(&self, annotation: &'a Expr, class: &'a StmtClassDef) -> bool {
        let mut finder =
            VariableFinder { library: self.library, module: self.module, found: Vec::new() };
        finder.visit_expr(annotation);
        let own = parameters(self.library, self.module, class);
        finder.found.iter().any(|found| !own.iter().any(|it| it.key() == found.key()))
    }

    /// The class that a call makes an instance of, where it is the project's.
    pub(super) fn constructed(&self, value: &'a Expr) -> Option<Expr> {
        super::super::construction::constructed_class(self.library, self.module, value)
            .map(|(callee, _)| callee.clone())
    }
}

fn has(pieces: &[Piece], wanted: &str) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Definition { name, .. } => name == wanted,
        Piece::Import(_) => false,
        Piece::If(branches) => branches.iter().any(|(_, pieces)| has(pieces, wanted)),
    })
}
