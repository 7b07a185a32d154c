//! From the statements of a module or class to what its stub could have.

use std::rc::Rc;

use pylint_rs_semantic::{ScopeId, Semantic};
use ruff_python_ast::{Decorator, Expr, Stmt};
use ruff_text_size::Ranged;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::conditions::evaluate;
use super::super::{Library, Module};
use super::StubRequest;
use super::imports::Import;
use super::piece::Piece;
use crate::{SpecError, syntax};

/// What the body of a class is a list of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum BodyKind {
    /// Attributes.
    Attributes,
    /// Fields of a dataclass, which may have a default.
    Fields,
    /// The members of an enumeration, whose values are their interface.
    Members,
    /// The members of an enumeration that makes its values itself.
    MadeMembers,
}

/// Writes the stub of a module.
pub(super) struct Writer<'w, 'a> {
    pub(super) library: &'w Library<'a>,
    pub(super) module: &'w Rc<Module<'a>>,
    /// What other modules import from each other.
    imported: &'w FxHashSet<(String, String)>,
    pub(super) semantic: &'w Semantic<'a>,
    pub(super) has_private: bool,
    /// What the body is a list of.
    pub(super) class_kind: BodyKind,
    /// The names that the bases of the class have.
    pub(super) inherited: FxHashSet<&'a str>,
    /// Whether it is at the module's top, and not in a class.
    pub(super) is_at_top: bool,
    /// What is imported for the types that were read off: module and member.
    extra: FxHashSet<(&'static str, &'static str)>,
    /// The names whose overloads are written, so that what implements them is not.
    pub(super) overloads: FxHashSet<String>,
    /// Of those, the names whose implementation is abstract, and the decorator that says so.
    pub(super) abstract_overloads: FxHashMap<String, Decorator>,
    /// Names that are there already.
    defined: FxHashSet<String>,
    pub(super) warnings: Vec<SpecError>,
}

impl<'w, 'a> Writer<'w, 'a> {
    pub(super) fn new(
        library: &'w Library<'a>,
        module: &'w Rc<Module<'a>>,
        request: &StubRequest,
        imported: &'w FxHashSet<(String, String)>,
    ) -> Self {
        Self {
            library,
            imported,
            module,
            semantic: &module.semantic,
            has_private: request.has_private,
            class_kind: BodyKind::Attributes,
            inherited: FxHashSet::default(),
            is_at_top: true,
            extra: FxHashSet::default(),
            overloads: FxHashSet::default(),
            abstract_overloads: FxHashMap::default(),
            defined: FxHashSet::default(),
            warnings: Vec::new(),
        }
    }

    /// What a body could have.
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for statement in body {
            for piece in self.statement(statement) {
                add(&mut pieces, piece);
            }
        }
        pieces
    }

    /// What a class's body could have: names in it are its own.
    pub(super) fn inner_body(&mut self, body: &'a [Stmt]) -> Vec<Piece> {
        let is_at_top = std::mem::replace(&mut self.is_at_top, false);
        let overloads = std::mem::take(&mut self.overloads);
        let defined = std::mem::take(&mut self.defined);
        let abstract_overloads = std::mem::take(&mut self.abstract_overloads);
        let mut pieces = self.body(body);
        for (name, decorator) in std::mem::replace(&mut self.abstract_overloads, abstract_overloads)
        {
            for piece in &mut pieces {
                if let Piece::Definition { name: other, statements, .. } = piece
                    && *other == name
                    && let Some(Stmt::FunctionDef(function)) = statements.first_mut()
                {
                    function.decorator_list.push(decorator.clone());
                }
            }
        }
        self.is_at_top = is_at_top;
        self.overloads = overloads;
        self.defined = defined;
        pieces
    }

    fn statement(&mut self, statement: &'a Stmt) -> Vec<Piece> {
        match statement {
            Stmt::Import(import) => vec![Piece::Import(Import::plain(import))],
            Stmt::ImportFrom(import) if import.module.as_deref() == Some("__future__") => {
                Vec::new()
            }
            Stmt::ImportFrom(import) => vec![Piece::Import(Import::from(import, self))],
            Stmt::FunctionDef(function) => self.function(function).into_iter().collect(),
            Stmt::ClassDef(class) => self.class(class).into_iter().collect(),
            Stmt::AnnAssign(assignment) => self.annotated(assignment).into_iter().collect(),
            Stmt::Assign(assignment) => self.assigned(assignment),
            Stmt::AugAssign(assignment) => {
                let is_all = assignment.target.as_name_expr().is_some_and(|it| it.id == "__all__");
                if is_all && self.is_at_top { vec![self.export(statement)] } else { Vec::new() }
            }
            Stmt::Expr(expression) if self.is_at_top && is_call_of_all(&expression.value) => {
                vec![self.export(statement)]
            }
            Stmt::TypeAlias(alias) => {
                let name = alias.name.as_name_expr().map(|name| name.id.to_string());
                let name = name.unwrap_or_default();
                vec![self.definition(name, vec![self.unquoted_statement(statement)])]
            }
            Stmt::If(inner) => self.conditional(inner),
            Stmt::Try(inner) => {
                let mut pieces = self.remember(|it| it.body(&inner.body));
                pieces.extend(self.remember(|it| it.body(&inner.orelse)));
                for handler in &inner.handlers {
                    let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                    pieces.extend(self.alternative(&handler.body));
                }
                pieces.extend(self.body(&inner.finalbody));
                pieces
            }
            Stmt::With(inner) => self.body(&inner.body),
            Stmt::For(inner) => self.alternative(&inner.body),
            _ => Vec::new(),
        }
    }

    /// A condition: on the version or platform as it is, of any other the first branch, and of the
    /// others what that has not.
    fn conditional(&mut self, inner: &'a ruff_python_ast::StmtIf) -> Vec<Piece> {
        let mut branches = vec![(Some(&*inner.test), &*inner.body)];
        let others = inner.elif_else_clauses.iter();
        branches.extend(others.map(|clause| (clause.test.as_ref(), &*clause.body)));
        if is_type_checking(&inner.test) {
            return self.body(&inner.body);
        }
        let is_of_checkers = branches
            .iter()
            .filter_map(|(test, _)| *test)
            .all(|test| is_version_or_platform(test) && evaluate(self.semantic, test).is_some());
        if is_of_checkers {
            let written = branches
                .into_iter()
                .map(|(test, body)| {
                    let overloads = self.overloads.clone();
                    let pieces = self.body(body);
                    self.overloads = overloads;
                    (test.cloned(), pieces)
                })
                .collect();
            return vec![Piece::If(written)];
        }
        let mut pieces = Vec::new();
        for (index, (test, body)) in branches.into_iter().enumerate() {
            if test.is_some_and(|test| evaluate(self.semantic, test) == Some(false)) {
                continue;
            }
            if index == 0 {
                pieces.extend(self.remember(|it| it.body(body)));
            } else {
                pieces.extend(self.alternative(body));
            }
        }
        pieces
    }

    /// Notes what a body defines.
    fn remember(&mut self, write: impl FnOnce(&mut Self) -> Vec<Piece>) -> Vec<Piece> {
        let pieces = write(self);
        for piece in &pieces {
            match piece {
                Piece::Definition { name, .. } => {
                    self.defined.insert(name.clone());
                }
                Piece::Import(import) => self.defined.extend(import.names()),
                Piece::If(_) => {}
            }
        }
        pieces
    }

    /// What a body defines that is not there already.
    fn alternative(&mut self, body: &'a [Stmt]) -> Vec<Piece> {
        let known = self.defined.clone();
        let pieces = self.remember(|it| it.body(body));
        let is_new = |piece: &Piece| match piece {
            Piece::Definition { name, .. } => !known.contains(name),
            // Of what is imported in one way or another, the first way is the usual one.
            Piece::Import(_) => false,
            Piece::If(_) => true,
        };
        pieces.into_iter().filter(is_new).collect()
    }

    /// A definition; whether it is wanted is a matter of its name.
    pub(super) fn definition(&self, name: String, statements: Vec<Stmt>) -> Piece {
        let is_wanted = self.is_wanted(&name);
        Piece::Definition { name, is_wanted, statements }
    }

    /// Whether a name is for others.
    pub(super) fn is_wanted(&self, name: &str) -> bool {
        if self.is_at_top
            && (self.exported().any(|exported| exported == name)
                || self.imported.contains(&(self.module.dotted_name(), name.to_owned())))
        {
            return true;
        }
        let is_special = name.starts_with("__") && name.ends_with("__") && name.len() > 4;
        self.has_private || is_special || !name.starts_with('_')
    }

    /// `__all__` and what is done with it.
    fn export(&self, statement: &'a Stmt) -> Piece {
        Piece::Definition {
            name: "__all__".to_owned(),
            is_wanted: true,
            statements: vec![statement.clone()],
        }
    }

    /// Whether the module says what is for others.
    pub(super) fn has_all(&self) -> bool {
        self.semantic.exports().is_defined && self.semantic.exports().is_complete
    }

    /// What the module says is for others.
    pub(super) fn exported(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.semantic.exports().names.iter().map(|export| export.name)
    }

    /// A member of a module that types name, which is imported if the module does not.
    pub(super) fn needed(&mut self, module: &'static str, member: &'static str) -> Expr {
        let bound = self.semantic.lookup(member, ScopeId::MODULE);
        let is_it = bound.is_some_and(|binding| {
            self.semantic
                .import_path(binding)
                .is_some_and(|path| path.is(&format!("{module}.{member}")))
        });
        if is_it {
            return syntax::name(member);
        }
        self.extra.insert((module, member));
        match bound {
            Some(_) => syntax::name(&format!("_{member}")),
            None => syntax::name(member),
        }
    }

    /// The imports that types need beside the module's own.
    pub(super) fn needed_imports(&self, needed: &FxHashSet<String>) -> Vec<Stmt> {
        let is_needed =
            |member: &str| needed.contains(member) || needed.contains(&format!("_{member}"));
        let mut imports: Vec<_> =
            self.extra.iter().filter(|(_, member)| is_needed(member)).collect();
        imports.sort();
        imports
            .into_iter()
            .map(|(module, member)| {
                if *module == "builtins" {
                    return syntax::plain_import(module, None);
                }
                let is_taken = self.semantic.lookup(member, ScopeId::MODULE).is_some();
                let alias = is_taken.then(|| format!("_{member}"));
                syntax::import(module, &[(member, alias.as_deref())])
            })
            .collect()
    }

    /// Warns of something that the stub does not say.
    pub(super) fn warn(&mut self, place: impl Ranged, message: String) {
        self.warnings.push(self.module.error(place, message));
    }
}

/// Adds a definition to others. Of two of a name the later one holds, if it is more than a value;
/// overloads and what belongs to a property stand side by side.
fn add(pieces: &mut Vec<Piece>, mut piece: Piece) {
    if let Piece::Definition { name, statements, .. } = &piece
        && name != "__all__"
    {
        let is_value = !matches!(
            statements.first(),
            Some(
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) | Stmt::AnnAssign(_) | Stmt::TypeAlias(_)
            )
        );
        let is_same =
            |other: &Piece| matches!(other, Piece::Definition { name: other, .. } if other == name);
        let is_one_of_several = match statements.first() {
            Some(Stmt::FunctionDef(function)) => function.decorator_list.iter().any(|decorator| {
                let last = match &decorator.expression {
                    Expr::Attribute(attribute) => attribute.attr.as_str(),
                    Expr::Name(name) => name.id.as_str(),
                    _ => "",
                };
                matches!(last, "overload" | "setter" | "deleter" | "getter" | "register")
            }),
            _ => false,
        };
        let is_declared = matches!(statements.first(), Some(Stmt::AnnAssign(_)));
        if !is_one_of_several && pieces.iter().any(is_same) {
            if is_value || is_declared {
                return;
            }
            pieces.retain(|other| !is_same(other));
        }
    }
    if let Piece::Import(import) = &mut piece {
        import.retain(|bound| {
            !pieces
                .iter()
                .any(|other| matches!(other, Piece::Definition { name, .. } if name == bound))
        });
    }
    pieces.push(piece);
}

fn is_call_of_all(expression: &Expr) -> bool {
    expression
        .as_call_expr()
        .and_then(|call| call.func.as_attribute_expr())
        .is_some_and(|it| it.value.as_name_expr().is_some_and(|name| name.id == "__all__"))
}

fn is_type_checking(test: &Expr) -> bool {
    match test {
        Expr::Name(name) => name.id == "TYPE_CHECKING",
        Expr::Attribute(attribute) => attribute.attr.as_str() == "TYPE_CHECKING",
        _ => false,
    }
}

fn is_version_or_platform(test: &Expr) -> bool {
    match test {
        Expr::Compare(comparison) => {
            let left = match &*comparison.left {
                Expr::Subscript(subscript) => &*subscript.value,
                other => other,
            };
            left.as_attribute_expr()
                .is_some_and(|it| matches!(it.attr.as_str(), "version_info" | "platform"))
        }
        Expr::BoolOp(operation) => operation.values.iter().all(is_version_or_platform),
        Expr::UnaryOp(operation) => is_version_or_platform(&operation.operand),
        _ => false,
    }
}
