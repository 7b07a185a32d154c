//! Classes of a stub.

use ruff_python_ast::visitor::transformer::{Transformer, walk_expr, walk_stmt};
use ruff_python_ast::{Decorator, Expr, Keyword, Stmt, StmtClassDef};
use rustc_hash::FxHashSet;

use super::super::ancestry::Ancestry;
use super::super::instance_attributes::stores;
use super::piece::{Piece, select_members};
use super::walk::Writer;
use crate::syntax;

/// Calls that make a class to derive from.
const CLASS_FACTORIES: &[&str] = &[
    "collections.namedtuple",
    "typing.NamedTuple",
    "typing.TypedDict",
    "typing_extensions.NamedTuple",
    "typing_extensions.TypedDict",
];

impl<'a> Writer<'_, 'a> {
    /// A class.
    pub(super) fn class(&mut self, class: &'a StmtClassDef) -> Option<Piece> {
        let name = class.name.to_string();
        let decorators = self.decorators(&class.decorator_list, &name);
        let mut bases = Vec::new();
        for base in class.bases() {
            bases.push(self.base(base, &name));
        }
        let keywords: Vec<Keyword> = class.keywords().to_vec();
        let kind = self.kind_of(class);
        let outer = std::mem::replace(&mut self.class_kind, kind);
        let inherited = self.inherited_names(class);
        let outer_inherited = std::mem::replace(&mut self.inherited, inherited);
        let inner = self.inner_body(&class.body);
        let mut pieces = self.instance_attributes(class, &inner);
        pieces.extend(inner);
        self.class_kind = outer;
        self.inherited = outer_inherited;
        let mut body = select_members(pieces);
        self.qualify_builtins(&mut body);
        if body.is_empty() {
            body.push(syntax::expression_statement(syntax::ellipsis()));
        }
        let mut statement = syntax::class(syntax::ClassDefinition {
            name: &name,
            decorators,
            type_parameters: None,
            bases,
            keywords,
            body,
        });
        if let Stmt::ClassDef(definition) = &mut statement {
            definition.type_params.clone_from(&class.type_params);
        }
        Some(self.definition(name, vec![statement]))
    }

    /// The names that the bases of a class have, as far as they are in the project: what the class
    /// assigns to them is of the type they have there.
    fn inherited_names(&self, class: &'a StmtClassDef) -> FxHashSet<&'a str> {
        let Ok(ancestry) = Ancestry::of(self.library, self.module, class) else {
            return FxHashSet::default();
        };
        let mut names = FxHashSet::default();
        for base in &ancestry.classes[1..] {
            let semantic = &base.environment.module.semantic;
            names.extend(stores(base).into_iter().map(|store| store.name));
            if let Some(scope) = semantic.scope_made_by(base.class) {
                let symbols = semantic.symbols_of(scope);
                names.extend(symbols.map(|symbol| semantic.symbol(symbol).name));
            }
        }
        names
    }

    /// Whether a base has a name.
    pub(super) fn is_inherited(&self, name: &str) -> bool {
        self.inherited.contains(name)
    }

    /// Builtins whose names are members of the class, so that they mean those in its body.
    fn qualify_builtins(&mut self, body: &mut [Stmt]) {
        let mut members: FxHashSet<String> = FxHashSet::default();
        for statement in body.iter() {
            match statement {
                Stmt::FunctionDef(function) => {
                    members.insert(function.name.to_string());
                }
                Stmt::AnnAssign(assignment) => {
                    members.extend(assignment.target.as_name_expr().map(|it| it.id.to_string()));
                }
                _ => {}
            }
        }
        members.retain(|name| ruff_python_stdlib::builtins::is_python_builtin(name, 14, false));
        if members.is_empty() {
            return;
        }
        let qualifier = Qualifier { members, is_used: std::cell::Cell::new(false) };
        body.iter_mut().for_each(|statement| qualifier.visit_stmt(statement));
        if qualifier.is_used.get() {
            self.needed("builtins", "builtins");
        }
    }

    /// A base that is a type; of any other expression nothing is known.
    fn base(&mut self, base: &'a Expr, class: &str) -> Expr {
        let is_type = match base {
            Expr::Name(_) | Expr::Attribute(_) | Expr::Subscript(_) | Expr::Starred(_) => true,
            Expr::Call(call) => self
                .semantic
                .qualified_name(&call.func)
                .is_some_and(|name| name.is_any(CLASS_FACTORIES)),
            _ => false,
        };
        if is_type {
            return self.annotation(base);
        }
        self.warn(base, format!("what `{class}` has from this base is not in the stub"));
        self.incomplete()
    }
}

/// Writes `builtins.type` for `type` in annotations.
struct Qualifier {
    members: FxHashSet<String>,
    is_used: std::cell::Cell<bool>,
}

impl Transformer for Qualifier {
    fn visit_stmt(&self, statement: &mut Stmt) {
        match statement {
            Stmt::AnnAssign(assignment) => self.visit_annotation(&mut assignment.annotation),
            Stmt::FunctionDef(_) => walk_stmt(self, statement),
            _ => {}
        }
    }

    // `@property`, too, means the builtin, but decorators come before what shadows them.
    fn visit_decorator(&self, _: &mut Decorator) {}

    fn visit_expr(&self, expression: &mut Expr) {
        if let Expr::Name(name) = expression
            && self.members.contains(name.id.as_str())
        {
            self.is_used.set(true);
            let builtin = name.id.to_string();
            *expression = syntax::attribute(syntax::name("builtins"), &builtin);
            return;
        }
        walk_expr(self, expression);
    }
}
