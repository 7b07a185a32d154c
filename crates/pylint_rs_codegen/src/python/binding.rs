//! How names are spelt, once all of a module is there.

use std::cell::RefCell;

use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::transformer::{Transformer, walk_expr};
use ruff_python_ast::{Expr, Operator, Parameters, PythonVersion, Stmt, TypeParam, TypeParams};
use rustc_hash::{FxHashMap, FxHashSet};

use super::imports::Imports;
use super::local_names::{collect_names, members};
use super::references::{Origin, References, as_evaluated};
use crate::free_names::free_names;
use crate::{printing, syntax};

/// The first version that evaluates annotations when they are asked for.
const LAZY_ANNOTATIONS: u8 = 14;

/// The first version whose `type X = ...` is evaluated when it is asked for.
const TYPE_STATEMENT: u8 = 12;

/// Spells the names of a module.
pub(super) struct Binding<'m> {
    references: References,
    target: PythonVersion,
    /// What each name at the top of the module means.
    names: FxHashMap<String, Origin>,
    /// Every name that anything in the module has.
    taken: FxHashSet<String>,
    /// When each definition is there.
    positions: FxHashMap<&'m str, usize>,
    /// The definition that is being bound.
    position: usize,
    /// Names that are imported for checkers alone.
    for_checkers: FxHashSet<&'m str>,
    /// Aliases that are strings when the module runs.
    strings: FxHashSet<String>,
    /// What modules are imported as, where their members are written with them.
    modules: FxHashMap<String, String>,
    /// Other names of definitions, for where a member has theirs.
    aliases: FxHashMap<String, String>,
    /// Definitions of such names.
    before: Vec<Stmt>,
    /// What is imported when the module is, and what only checkers import.
    imports: Imports,
    checker_imports: Imports,
}

/// Where names are looked up before the module.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// The names that are found there.
    names: &'p FxHashSet<String>,
    /// Whether it is the body of a function, whose annotations nothing evaluates.
    is_body: bool,
}

impl<'m> Binding<'m> {
    /// `definitions` are in the order in which they will be there.
    pub(super) fn new(
        references: References,
        target: PythonVersion,
        definitions: &[&'m str],
        variables: &[Stmt],
        statements: &[Vec<Stmt>],
        for_checkers: FxHashSet<&'m str>,
    ) -> Self {
        let mut found = FxHashSet::default();
        let mut taken = FxHashSet::default();
        for statement in variables.iter().chain(statements.iter().flatten()) {
            collect_names(statement, &references, &mut found, &mut taken);
        }
        let mut names = FxHashMap::default();
        for definition in definitions {
            names.insert((*definition).to_owned(), Origin::Definition((*definition).to_owned()));
        }
        let mut origins: Vec<Origin> = found.into_iter().collect();
        // What the spec imports comes before what nobody asked for by that name.
        let is_given = |origin: &Origin| match origin {
            Origin::Variable(_) => 0,
            Origin::Member { alias: Some(_), .. } | Origin::Module { .. } => 1,
            _ => 2,
        };
        origins.sort_by(|left, right| (is_given(left), left).cmp(&(is_given(right), right)));
        for origin in origins {
            if !matches!(origin, Origin::Builtin(_)) {
                names.entry(origin.name().to_owned()).or_insert(origin);
            }
        }
        taken.extend(names.keys().cloned());
        let positions =
            definitions.iter().enumerate().map(|(index, name)| (*name, index)).collect();
        Self {
            references,
            target,
            names,
            taken,
            positions,
            position: 0,
            for_checkers,
            strings: FxHashSet::default(),
            modules: FxHashMap::default(),
            aliases: FxHashMap::default(),
            before: Vec::new(),
            imports: Imports::new(target),
            checker_imports: Imports::new(target),
        }
    }

    /// Spells the names in the statements of the definition that is to be there next.
    pub(super) fn bind(&mut self, position: usize, statements: Vec<Stmt>) -> Vec<Stmt> {
        self.position = position;
        let mut bound = Vec::new();
        for mut statement in statements {
            let nothing = FxHashSet::default();
            self.statement(&mut statement, Place { names: &nothing, is_body: false });
            self.note_string(&statement);
            bound.append(&mut self.before);
            bound.push(statement);
        }
        bound
    }

    /// The imports by section; those for checkers alone last.
    pub(super) fn import_sections(&mut self, siblings: &[String]) -> Vec<Vec<Stmt>> {
        if self.checker_imports.is_empty() {
            return self.imports.sections_beside(siblings);
        }
        let origin = Origin::Member {
            module: "typing".to_owned(),
            member: "TYPE_CHECKING".to_owned(),
            alias: None,
        };
        self.names.entry(origin.name().to_owned()).or_insert_with(|| origin.clone());
        let type_checking = self.spelt(&origin, &FxHashSet::default());
        let body = self.checker_imports.sections_beside(siblings).concat();
        let mut sections = self.imports.sections_beside(siblings);
        sections.push(vec![syntax::if_(type_checking, body)]);
        sections
    }

    /// An alias that is a string cannot be part of another type that is evaluated.
    fn note_string(&mut self, statement: &Stmt) {
        if let Stmt::AnnAssign(assignment) = statement
            && let Expr::Name(name) = &*assignment.target
            && assignment.value.as_deref().is_some_and(Expr::is_string_literal_expr)
        {
            self.strings.insert(name.id.to_string());
        }
    }

    fn statement(&mut self, statement: &mut Stmt, place: Place<'_>) {
        match statement {
            Stmt::ClassDef(class) => {
                for decorator in &mut class.decorator_list {
                    self.value(&mut decorator.expression, place);
                }
                self.type_parameters(class.type_params.as_deref_mut(), place);
                if let Some(arguments) = class.arguments.as_deref_mut() {
                    arguments.args.iter_mut().for_each(|base| self.value(base, place));
                    for keyword in &mut arguments.keywords {
                        self.value(&mut keyword.value, place);
                    }
                }
                let names = members(&class.body);
                let inside = Place { names: &names, is_body: false };
                class.body.iter_mut().for_each(|statement| self.statement(statement, inside));
            }
            Stmt::FunctionDef(function) => {
                for decorator in &mut function.decorator_list {
                    self.value(&mut decorator.expression, place);
                }
                self.type_parameters(function.type_params.as_deref_mut(), place);
                self.parameters(&mut function.parameters, place);
                if let Some(returns) = function.returns.as_deref_mut() {
                    self.annotation(returns, place);
                }
                let names: FxHashSet<String> =
                    function.parameters.iter().map(|it| it.name().to_string()).collect();
                let inside = Place { names: &names, is_body: true };
                function.body.iter_mut().for_each(|statement| self.statement(statement, inside));
            }
            Stmt::AnnAssign(assignment) => {
                self.annotation(&mut assignment.annotation, place);
                if let Some(value) = assignment.value.as_deref_mut() {
                    self.value(value, place);
                }
            }
            Stmt::Assign(assignment) => self.value(&mut assignment.value, place),
            Stmt::Return(it) => {
                if let Some(value) = it.value.as_deref_mut() {
                    self.value(value, place);
                }
            }
            Stmt::Expr(it) => self.value(&mut it.value, place),
            Stmt::If(it) => {
                self.value(&mut it.test, place);
                it.body.iter_mut().for_each(|statement| self.statement(statement, place));
            }
            Stmt::TypeAlias(alias) => {
                self.type_parameters(alias.type_params.as_deref_mut(), place);
                self.value(&mut alias.value, place);
            }
            _ => {}
        }
    }

    fn type_parameters(&mut self, parameters: Option<&mut TypeParams>, place: Place<'_>) {
        for parameter in parameters.into_iter().flat_map(|it| it.type_params.iter_mut()) {
            let (bound, default) = match parameter {
                TypeParam::TypeVar(it) => (it.bound.as_deref_mut(), it.default.as_deref_mut()),
                TypeParam::TypeVarTuple(it) => (None, it.default.as_deref_mut()),
                TypeParam::ParamSpec(it) => (None, it.default.as_deref_mut()),
            };
            for part in [bound, default].into_iter().flatten() {
                self.value(part, place);
            }
        }
    }

    fn parameters(&mut self, parameters: &mut Parameters, place: Place<'_>) {
        let Parameters { posonlyargs, args, kwonlyargs, vararg, kwarg, .. } = parameters;
        for parameter in posonlyargs.iter_mut().chain(args.iter_mut()).chain(kwonlyargs.iter_mut())
        {
            if let Some(annotation) = parameter.parameter.annotation.as_deref_mut() {
                self.annotation(annotation, place);
            }
            if let Some(default) = parameter.default.as_deref_mut() {
                self.value(default, place);
            }
        }
        for parameter in [vararg, kwarg].into_iter().flatten() {
            if let Some(annotation) = parameter.annotation.as_deref_mut() {
                self.annotation(annotation, place);
            }
        }
    }

    fn annotation(&mut self, annotation: &mut Expr, place: Place<'_>) {
        if place.is_body || self.target.minor >= LAZY_ANNOTATIONS {
            self.value(annotation, place);
        } else {
            let whole = std::mem::replace(annotation, syntax::none());
            *annotation = self.quoted(whole, place);
        }
    }

    /// Spells the names of an expression that is evaluated, or never will be.
    fn value(&mut self, expression: &mut Expr, place: Place<'_>) {
        Spelling(RefCell::new(self), place).visit_expr(expression);
    }

    /// A type in which what cannot be evaluated yet is quoted.
    fn quoted(&mut self, mut expression: Expr, place: Place<'_>) -> Expr {
        if self.is_evaluable(&expression) {
            self.value(&mut expression, place);
            return expression;
        }
        match &mut expression {
            Expr::Subscript(subscript) if self.can_quote_inside(subscript) => {
                self.value(&mut subscript.value, place);
                match &mut *subscript.slice {
                    Expr::Tuple(tuple) => {
                        for element in &mut tuple.elts {
                            self.quote(element, place);
                        }
                    }
                    slice => self.quote(slice, place),
                }
                return expression;
            }
            Expr::BinOp(operation) if operation.op == Operator::BitOr => {
                let left = self.quoted((*operation.left).clone(), place);
                let right = self.quoted((*operation.right).clone(), place);
                // `"A" | None` fails.
                if !left.is_string_literal_expr() && !right.is_string_literal_expr() {
                    return syntax::union(left, right);
                }
            }
            _ => {}
        }
        self.value(&mut expression, place);
        syntax::string(&printing::expression(&expression))
    }

    fn quote(&mut self, expression: &mut Expr, place: Place<'_>) {
        if let Expr::List(list) = expression {
            list.elts.iter_mut().for_each(|element| self.quote(element, place));
            return;
        }
        let whole = std::mem::replace(expression, syntax::none());
        *expression = self.quoted(whole, place);
    }

    /// Whether the arguments of a generic type may be strings.
    fn can_quote_inside(&self, subscript: &ruff_python_ast::ExprSubscript) -> bool {
        let arguments = match &*subscript.slice {
            Expr::Tuple(tuple) => &*tuple.elts,
            other => std::slice::from_ref(other),
        };
        let head = match &*subscript.value {
            Expr::Name(name) => self.references.origin(&name.id).map(Origin::name),
            _ => None,
        };
        // The arguments of these are values, and parameters are no type.
        let has_parameters = |first: &Expr| !first.is_list_expr() && !self.is_evaluable(first);
        let are_types = match head {
            Some("Literal" | "Annotated") => false,
            Some("Callable") => !arguments.first().is_some_and(has_parameters),
            _ => true,
        };
        are_types
            && self.is_evaluable(&subscript.value)
            && arguments.iter().all(|it| !it.is_starred_expr() || self.is_evaluable(it))
    }

    fn is_evaluable(&self, expression: &Expr) -> bool {
        let mut is_evaluable = true;
        free_names(expression, &mut |name, _| {
            is_evaluable &= match self.references.origin(&name.id) {
                Some(Origin::Definition(definition)) => {
                    !self.strings.contains(definition)
                        && self
                            .positions
                            .get(definition.as_str())
                            .is_none_or(|at| *at < self.position)
                }
                // Until 3.10, parameters of a callable had to be a list.
                Some(Origin::Member { member, .. })
                    if member == "Concatenate" && self.target.minor < 10 =>
                {
                    false
                }
                Some(origin) => !self.for_checkers.contains(origin.name()),
                None => true,
            };
        });
        is_evaluable
    }

    /// How a name is written where other names are in its way.
    fn spelt(&mut self, origin: &Origin, nearer: &FxHashSet<String>) -> Expr {
        let name = origin.name();
        let is_free = match self.names.get(name) {
            Some(other) => other == origin,
            None => true,
        };
        if is_free && !nearer.contains(name) {
            self.import(origin, self.for_checkers.contains(name));
            return syntax::name(name);
        }
        match origin {
            Origin::Builtin(name) => self.of_module("builtins", name, false),
            Origin::Member { module, member, .. } => {
                let is_for_checkers = self.for_checkers.contains(name);
                self.of_module(module, member, is_for_checkers)
            }
            Origin::Module { path, .. } => {
                let alias = self.free_name(path.rsplit('.').next().unwrap_or(path));
                let origin = Origin::Module { path: path.clone(), alias: Some(alias.clone()) };
                self.import(&origin, false);
                syntax::name(&alias)
            }
            Origin::Definition(name) => syntax::name(&self.alias(name)),
            Origin::Variable(name) => syntax::name(name),
        }
    }

    fn import(&mut self, origin: &Origin, is_for_checkers: bool) {
        let imports = if is_for_checkers { &mut self.checker_imports } else { &mut self.imports };
        imports.add(origin);
    }

    /// `module.member`, with the module under a name that is free everywhere.
    fn of_module(&mut self, module: &str, member: &str, is_for_checkers: bool) -> Expr {
        let written = match self.modules.get(module) {
            Some(written) => written.clone(),
            None => {
                let root = module.split('.').next().unwrap_or(module);
                let written = if self.taken.contains(root) {
                    self.free_name(module.rsplit('.').next().unwrap_or(module))
                } else {
                    module.to_owned()
                };
                self.modules.insert(module.to_owned(), written.clone());
                written
            }
        };
        let alias = (written != module).then(|| written.clone());
        self.import(&Origin::Module { path: module.to_owned(), alias }, is_for_checkers);
        let mut parts = written.split('.');
        let first = syntax::name(parts.next().unwrap_or_default());
        let owner = parts.fold(first, syntax::attribute);
        syntax::attribute(owner, member)
    }

    /// Another name for a definition, in whose way a member is.
    fn alias(&mut self, definition: &str) -> String {
        if let Some(alias) = self.aliases.get(definition) {
            return alias.clone();
        }
        let alias = self.free_name(definition);
        let is_there = self.positions.get(definition).is_some_and(|at| *at < self.position);
        let statement = if is_there {
            syntax::assign(&alias, syntax::name(definition))
        } else if self.target.minor >= TYPE_STATEMENT {
            syntax::type_alias(&alias, None, syntax::name(definition))
        } else {
            let origin = Origin::Member {
                module: crate::known::home("typing", "TypeAlias", self.target.minor).to_owned(),
                member: "TypeAlias".to_owned(),
                alias: None,
            };
            let name = origin.name().to_owned();
            self.names.entry(name).or_insert_with(|| origin.clone());
            let annotation = self.spelt(&origin, &FxHashSet::default());
            self.strings.insert(definition.to_owned());
            syntax::annotated(&alias, annotation, Some(syntax::string(definition)))
        };
        self.before.push(statement);
        self.aliases.insert(definition.to_owned(), alias.clone());
        alias
    }

    fn free_name(&mut self, wish: &str) -> String {
        let mut name = format!("{wish}_");
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}

/// Puts names in place of marks.
struct Spelling<'b, 'm, 'p>(RefCell<&'b mut Binding<'m>>, Place<'p>);

impl Transformer for Spelling<'_, '_, '_> {
    fn visit_expr(&self, expression: &mut Expr) {
        if let Some(inner) = as_evaluated(expression) {
            *expression = self.0.borrow_mut().quoted(inner.clone(), self.1);
            return;
        }
        let Expr::Name(name) = expression else { return walk_expr(self, expression) };
        let mut binding = self.0.borrow_mut();
        let Some(origin) = binding.references.origin(&name.id).cloned() else { return };
        match binding.spelt(&origin, self.1.names) {
            Expr::Name(spelt) => name.id = Name::new(&*spelt.id),
            other => *expression = other,
        }
    }
}
