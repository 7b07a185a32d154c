//! What `__init__` does, as fields and as what is left to do after they are set.

use pylint_rs_rules::Checker;
use pylint_rs_rules::edits::annotation_of;
use ruff_python_ast::helpers::is_docstring_stmt;
use ruff_python_ast::{AnyNodeRef, Expr, NodeKind, Parameter, Stmt, StmtAnnAssign};
use ruff_text_size::{Ranged, TextRange};

use super::DataclassRequest;
use super::class::Facts;
use super::fields::{Default, Field, Passing};
use super::statements::{AfterSetting, Substitution};
use crate::SpecError;
use crate::from_python::Module;
use crate::from_python::attribute_types::{
    Known, Part, none_test, parameter_of, type_of_attribute, union_members, with_replacement,
    without_none,
};
use crate::from_python::edits::add_imports;
use crate::printing;

/// What becomes of `__init__`.
pub(super) struct Plan {
    pub(super) fields: Vec<Field>,
    /// What is left to do when the fields are set.
    pub(super) after: Vec<AfterSetting>,
    /// `__init__`'s docstring.
    pub(super) documentation: Option<TextRange>,
    /// Imports that types need, as edits of the module.
    pub(super) imports: Vec<pylint_rs_diagnostics::Edit>,
    pub(super) warnings: Vec<SpecError>,
}

/// A parameter of `__init__`.
struct Given<'a> {
    parameter: &'a Parameter,
    whole: TextRange,
    default: Option<&'a Expr>,
    is_keyword: bool,
    /// The assignment to the attribute of the same name, once it is met.
    stored: Option<Stored<'a>>,
    /// What an `if` puts in the place of `None`.
    replacement: Option<&'a Expr>,
    /// Whether what is left to do needs it.
    is_needed_after: bool,
}

struct Stored<'a> {
    place: TextRange,
    /// What is stored instead of `None`, and whether instead of all that is false.
    replacement: Option<(&'a Expr, bool)>,
}

struct Planner<'p, 'a> {
    facts: &'p Facts<'a>,
    module: &'p Module<'a>,
    checker: &'p Checker<'a>,
    request: &'p DataclassRequest,
    given: Vec<Given<'a>>,
    derived: Vec<(&'a str, Default, TextRange)>,
    after: Vec<(&'a Stmt, TextRange)>,
    imports: Vec<pylint_rs_diagnostics::Edit>,
    errors: Vec<SpecError>,
}

/// Reads `__init__`.
///
/// # Errors
/// What of it no dataclass does.
pub(super) fn plan<'a>(
    facts: &Facts<'a>,
    module: &Module<'a>,
    request: &DataclassRequest,
) -> Result<Plan, Vec<SpecError>> {
    let file = super::output::parsed_file(module);
    let settings = super::output::settings(request);
    let checker = Checker::new(&file, &module.semantic, &settings);
    let mut planner = Planner {
        facts,
        module,
        checker: &checker,
        request,
        given: given(facts),
        derived: Vec::new(),
        after: Vec::new(),
        imports: Vec::new(),
        errors: Vec::new(),
    };
    let documentation = planner.read_body();
    planner.finish(documentation)
}

fn given<'a>(facts: &Facts<'a>) -> Vec<Given<'a>> {
    let parameters = &facts.initializer.parameters;
    let positional = parameters.posonlyargs.iter().chain(&parameters.args).skip(1);
    let by_position = positional.map(|parameter| (parameter, false));
    let by_keyword = parameters.kwonlyargs.iter().map(|parameter| (parameter, true));
    by_position
        .chain(by_keyword)
        .map(|(parameter, is_keyword)| Given {
            parameter: &parameter.parameter,
            whole: parameter.range(),
            default: parameter.default.as_deref(),
            is_keyword,
            stored: None,
            replacement: None,
            is_needed_after: false,
        })
        .collect()
}

impl<'a> Planner<'_, 'a> {
    fn error(&mut self, place: impl Ranged, message: impl Into<String>) {
        self.errors.push(self.module.error(place.range(), message));
    }

    fn text(&self, place: impl Ranged) -> &'a str {
        &self.module.file.text()[place.range().to_std_range()]
    }

    fn read_body(&mut self) -> Option<TextRange> {
        let body = &self.facts.initializer.body;
        let documentation = body.first().filter(|first| is_docstring_stmt(first));
        for statement in body.iter().skip(usize::from(documentation.is_some())) {
            self.read(statement);
        }
        documentation.map(Ranged::range)
    }

    fn read(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Pass(_) => {}
            Stmt::Expr(inner) if inner.value.is_ellipsis_literal_expr() => {}
            Stmt::Expr(inner) if self.is_call_of_base(&inner.value) => {}
            Stmt::Assign(assignment) => match &*assignment.targets {
                [Expr::Tuple(targets)] => {
                    self.read_unpacking(statement, targets, &assignment.value)
                }
                [target @ Expr::Attribute(_)] => {
                    self.read_target(statement, target, &assignment.value);
                }
                _ => self.read_other(statement),
            },
            Stmt::AnnAssign(StmtAnnAssign { target, value: Some(value), .. })
                if target.is_attribute_expr() =>
            {
                self.read_target(statement, target, value);
            }
            Stmt::AnnAssign(StmtAnnAssign { target, value: None, .. })
                if self.attribute(target).is_some() =>
            {
                let message =
                    "an attribute that is declared and not set has no place in a dataclass";
                self.error(statement, message);
            }
            Stmt::If(inner) if self.read_replacement(inner) => {}
            _ => self.read_other(statement),
        }
    }

    /// What `__init__` does beside assigning: it is done when the fields are set.
    fn read_other(&mut self, statement: &'a Stmt) {
        let semantic = &self.module.semantic;
        let root = semantic.id(statement);
        let leaves = [NodeKind::StmtReturn, NodeKind::ExprYield, NodeKind::ExprYieldFrom];
        let has_super = semantic.nodes().of_kind_within(NodeKind::ExprName, root).iter().any(|id| {
            matches!(semantic.node(*id).syntax, AnyNodeRef::ExprName(name) if name.id.as_str() == "super")
        });
        if has_super
            || leaves.iter().any(|kind| !semantic.nodes().of_kind_within(*kind, root).is_empty())
        {
            self.error(statement, "a dataclass's `__init__` does nothing like this");
            return;
        }
        for attribute in &self.facts.attributes {
            let Some(store) = attribute
                .stores
                .iter()
                .find(|store| statement.range().contains_range(store.target.range()))
            else {
                continue;
            };
            let name = attribute.name;
            if self.given.iter().any(|given| given.parameter.name.as_str() == name) {
                self.errors.push(self.made_of_parameter(store.target, name));
            } else if self.derived.iter().all(|(other, ..)| *other != name) {
                self.derived.push((name, Default::None, statement.range()));
            }
        }
        self.after.push((statement, statement.range()));
    }

    fn made_of_parameter(&self, place: impl Ranged, name: &str) -> SpecError {
        let message = format!(
            "`{name}` is made of the parameter `{name}`, and a dataclass has one of that name only"
        );
        self.module.error(place.range(), message)
    }

    /// `super().__init__()`, which has nothing to do: the bases are known.
    fn is_call_of_base(&self, expression: &Expr) -> bool {
        let Expr::Call(call) = expression else { return false };
        let Expr::Attribute(attribute) = &*call.func else { return false };
        attribute.attr.as_str() == "__init__"
            && call.arguments.is_empty()
            && attribute.value.as_call_expr().is_some_and(|call| {
                call.func.as_name_expr().is_some_and(|name| name.id.as_str() == "super")
            })
    }

    /// The name of the attribute that a target is.
    fn attribute(&self, target: &'a Expr) -> Option<&'a str> {
        let attribute = target.as_attribute_expr()?;
        let receiver = attribute.value.as_name_expr()?;
        (receiver.id.as_str() == self.facts.receiver).then_some(attribute.attr.as_str())
    }

    fn read_unpacking(
        &mut self,
        statement: &'a Stmt,
        targets: &'a ruff_python_ast::ExprTuple,
        value: &'a Expr,
    ) {
        // Each of `self.a, self.b = a, b` on its own, where the values are parameters.
        if let Expr::Tuple(values) = value
            && values.elts.len() == targets.elts.len()
            && values.elts.iter().all(|value| self.given_of(value).is_some())
        {
            for (target, value) in targets.elts.iter().zip(&values.elts) {
                self.read_target(statement, target, value);
            }
            return;
        }
        self.read_other(statement);
    }

    /// The parameter that a value is, if it is nothing else.
    fn given_of(&self, value: &'a Expr) -> Option<usize> {
        let name = value.as_name_expr()?;
        let position = self
            .given
            .iter()
            .position(|given| given.parameter.name.as_str() == name.id.as_str())?;
        let is_it = parameter_of(value, self.facts.initializer, &self.module.semantic).is_some()
            || self.given[position].replacement.is_some();
        is_it.then_some(position)
    }

    fn read_target(&mut self, statement: &'a Stmt, target: &'a Expr, value: &'a Expr) {
        let Some(name) = self.attribute(target) else {
            self.read_other(statement);
            return;
        };
        let is_known = self.derived.iter().any(|(other, ..)| *other == name)
            || self
                .given
                .iter()
                .any(|given| given.stored.is_some() && given.parameter.name.as_str() == name);
        if is_known {
            self.error(target, format!("`{name}` is set twice"));
            return;
        }
        let place = statement.range();
        if let Some(position) = self.given_of(value)
            && self.given[position].parameter.name.as_str() == name
        {
            let replacement = self.given[position].replacement.map(|it| (it, false));
            self.given[position].stored = Some(Stored { place, replacement });
            return;
        }
        if let Some((parameter, replacement)) = with_replacement(value)
            && let Some(position) = self.given_of(parameter)
            && self.given[position].parameter.name.as_str() == name
            && self.given[position].default.is_some_and(Expr::is_none_literal_expr)
            && self.is_independent(replacement)
        {
            let is_for_false = value.is_bool_op_expr() || tests_truth(value);
            self.given[position].stored =
                Some(Stored { place, replacement: Some((replacement, is_for_false)) });
            return;
        }
        if self.given.iter().any(|given| given.parameter.name.as_str() == name) {
            self.errors.push(self.made_of_parameter(target, name));
            return;
        }
        let default = self.constant(value);
        if default == Default::None {
            self.after.push((statement, place));
        }
        self.derived.push((name, default, place));
    }

    /// `if x is None: x = value`
    fn read_replacement(&mut self, statement: &'a ruff_python_ast::StmtIf) -> bool {
        let Some((name, true)) = none_test(&statement.test) else { return false };
        let is_of_none = statement.test.is_compare_expr();
        let [Stmt::Assign(assignment)] = &*statement.body else { return false };
        let [Expr::Name(target)] = &*assignment.targets else { return false };
        let Some(given) =
            self.given.iter().position(|it| it.parameter.name.as_str() == name.id.as_str())
        else {
            return false;
        };
        let is_idiom = is_of_none
            && target.id == name.id
            && statement.elif_else_clauses.is_empty()
            && self.given[given].stored.is_none()
            && self.given[given].default.is_some_and(Expr::is_none_literal_expr)
            && self.is_bound_once_more(&self.given[given])
            && self.is_independent(&assignment.value);
        if is_idiom {
            self.given[given].replacement = Some(&assignment.value);
        }
        is_idiom
    }

    /// Whether a parameter is bound again just once.
    fn is_bound_once_more(&self, given: &Given<'a>) -> bool {
        let semantic = &self.module.semantic;
        let binding = semantic.binding_made_by(given.parameter);
        binding.is_some_and(|id| semantic.bindings_of(semantic.binding(id).symbol).count() == 2)
    }

    /// Whether an expression has nothing to do with `__init__`'s own names.
    fn is_independent(&self, expression: &'a Expr) -> bool {
        !ruff_python_ast::helpers::any_over_expr(expression, |part| match part {
            Expr::Name(name) => {
                name.id.as_str() == self.facts.receiver
                    || self.given.iter().any(|it| it.parameter.name.as_str() == name.id.as_str())
            }
            Expr::Named(_) | Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_) => true,
            _ => false,
        })
    }

    /// The default that an attribute has if it is always set to this; none if that is to be
    /// worked out.
    fn constant(&self, value: &'a Expr) -> Default {
        if let Some(factory) = empty_container(value) {
            return Default::Factory(factory.to_owned());
        }
        // Only slots, and instances that cannot be changed, have it set by the dataclass itself.
        let is_set = self.request.is_frozen
            || super::slots::becomes_keyword(self.facts, self.module, self.request);
        if is_set && is_immutable(value) {
            return Default::Value(self.text(value).to_owned());
        }
        Default::None
    }

    fn finish(mut self, documentation: Option<TextRange>) -> Result<Plan, Vec<SpecError>> {
        let mut fields = Vec::new();
        for index in 0..self.given.len() {
            fields.extend(self.field(index));
        }
        let after = self.after_setting();
        for index in 0..self.given.len() {
            if self.given[index].stored.is_none() {
                fields.extend(self.init_only(index));
            }
        }
        // Parameters keep their order, stored or not.
        let position = |field: &Field| {
            self.given.iter().position(|given| given.parameter.name.as_str() == field.name)
        };
        fields.sort_by_key(position);
        for (name, default, place) in std::mem::take(&mut self.derived) {
            fields.extend(self.derived_field(name, default, place));
        }
        if self.request.is_frozen && !after.is_empty() {
            let place = self.after[0].1;
            self.error(place, "a frozen dataclass can set nothing after its fields are set");
        }
        if self.request.is_frozen {
            self.check_other_methods(&fields);
        }
        self.check_names(&fields);
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        Ok(Plan { fields, after, documentation, imports: self.imports, warnings: Vec::new() })
    }

    /// The field of a parameter that is stored under its name.
    fn field(&mut self, index: usize) -> Option<Field> {
        let Given { parameter, whole, default, is_keyword, ref stored, .. } = self.given[index];
        let stored = stored.as_ref()?;
        let name = parameter.name.as_str();
        let places = vec![whole, stored.place];
        let passing = if is_keyword { Passing::Keyword } else { Passing::Any };
        let replacement = stored.replacement;
        let mut default = match default {
            Some(default) => Default::Value(self.default(default)?),
            None => Default::None,
        };
        let mut annotation = None;
        if let Some((replacement, is_for_false)) = replacement {
            let written = parameter.annotation.as_deref();
            let semantic = &self.module.semantic;
            let takes_none = written.is_none_or(|written| {
                union_members(written, semantic).iter().any(|it| it.is_none_literal_expr())
            });
            if (takes_none || is_for_false) && !self.request.none_is_missing {
                let instead = self.text(replacement).to_owned();
                let what = if is_for_false { "what is false" } else { "`None`" };
                self.error(
                    replacement,
                    format!(
                        "{what} given for `{name}` is replaced by `{instead}`, which no field does: \
                         with `--none-is-missing`, that is what it is if nothing is given"
                    ),
                );
                return None;
            }
            annotation = written
                .and_then(|written| without_none(written, semantic))
                .map(|written| printing::expression(&written.expression()));
            default = match empty_container(replacement) {
                Some(factory) => Default::Factory(factory.to_owned()),
                None if is_immutable(replacement) => {
                    Default::Value(self.text(replacement).to_owned())
                }
                None => Default::Factory(format!("lambda: {}", self.text(replacement))),
            };
        }
        let annotation = match annotation {
            Some(annotation) => annotation,
            None => self.annotation_of_parameter(index, name)?,
        };
        Some(Field {
            name: name.to_owned(),
            annotation,
            default,
            passing,
            places,
            declared: self.declaration(name),
        })
    }

    /// The pseudo-field of a parameter that is not stored under its name.
    fn init_only(&mut self, index: usize) -> Option<Field> {
        let Given { parameter, whole, default, is_keyword, is_needed_after, .. } =
            self.given[index];
        let name = parameter.name.as_str();
        if !is_needed_after {
            let message = format!("`{name}` is not stored: a dataclass has no use for it");
            self.error(whole, message);
            return None;
        }
        let semantic = &self.module.semantic;
        if semantic.symbol_in(self.facts.scope, name).is_some() {
            let message = format!(
                "`{name}` is not stored under its name, which is something else in the class"
            );
            self.error(whole, message);
            return None;
        }
        let default = match default {
            Some(default) => Default::Value(self.default(default)?),
            None => Default::None,
        };
        let annotation = self.annotation_of_parameter(index, name)?;
        Some(Field {
            name: name.to_owned(),
            annotation,
            default,
            passing: Passing::Init { is_keyword },
            places: vec![whole],
            declared: None,
        })
    }

    fn derived_field(
        &mut self,
        name: &'a str,
        default: Default,
        place: TextRange,
    ) -> Option<Field> {
        let attribute = self.facts.attributes.iter().find(|attribute| attribute.name == name)?;
        let known = type_of_attribute(attribute, &self.module.semantic);
        let annotation = match known.and_then(|known| self.written(&known)) {
            Some(annotation) => annotation,
            None => self.untyped(name, attribute.range)?,
        };
        Some(Field {
            name: name.to_owned(),
            annotation,
            default,
            passing: Passing::Never,
            places: vec![place],
            declared: self.declaration(name),
        })
    }

    fn declaration(&self, name: &str) -> Option<ruff_text_size::TextSize> {
        let attribute = self.facts.attributes.iter().find(|attribute| attribute.name == name)?;
        attribute.declaration.map(Ranged::end)
    }

    /// A parameter's default, which all instances share.
    fn default(&mut self, default: &'a Expr) -> Option<String> {
        let value = self.module.semantic.resolve_value(default);
        let is_container = matches!(
            value,
            Expr::List(_)
                | Expr::Dict(_)
                | Expr::Set(_)
                | Expr::ListComp(_)
                | Expr::DictComp(_)
                | Expr::SetComp(_)
        ) || value.as_call_expr().is_some_and(|call| {
            ["list", "dict", "set", "bytearray"]
                .iter()
                .any(|name| self.module.semantic.is_builtin(&call.func, name))
        });
        if is_container {
            let message = "all instances share this value, which a dataclass does not allow";
            self.errors.push(self.module.error(default, message));
            return None;
        }
        let text = self.text(default);
        Some(if text.contains(['\n', '\r']) { format!("({text})") } else { text.to_owned() })
    }

    fn annotation_of_parameter(&mut self, index: usize, name: &'a str) -> Option<String> {
        let own = self.facts.attributes.iter().find(|attribute| attribute.name == name);
        let declared = own.and_then(|attribute| attribute.annotations().next());
        let parameter = self.given[index].parameter;
        if let Some(annotation) = declared.or(parameter.annotation.as_deref()) {
            return Some(printing::expression(annotation));
        }
        let semantic = &self.module.semantic;
        let found = self
            .facts
            .initializer
            .parameters
            .iter_non_variadic_params()
            .find(|it| std::ptr::eq(&raw const it.parameter, parameter))
            .and_then(|it| semantic.parameter_type(it));
        match found.and_then(|found| self.written(&Known::Inferred(found))) {
            Some(annotation) => Some(annotation),
            None => self.untyped(name, parameter.range()),
        }
    }

    fn written(&mut self, known: &Known<'a>) -> Option<String> {
        match known {
            Known::Written(written) => Some(match written.part {
                Part::Whole => printing::expression(written.annotation),
                _ => printing::expression(&written.expression()),
            }),
            Known::Inferred(found) => {
                let place = self.module.semantic.id(self.facts.class);
                let (edits, text) = found
                    .is_precise()
                    .then(|| annotation_of(self.checker, found, place))
                    .flatten()?;
                add_imports(&mut self.imports, edits, self.checker.source()).then_some(text)
            }
        }
    }

    fn untyped(&mut self, name: &str, place: TextRange) -> Option<String> {
        if self.request.untyped_is_object {
            return Some("object".to_owned());
        }
        let message =
            format!("the type of `{name}` is not evident: annotate it, or say `--untyped object`");
        self.error(place, message);
        None
    }

    /// The statements that are left, with attributes in the place of parameters.
    fn after_setting(&mut self) -> Vec<AfterSetting> {
        let mut result = Vec::new();
        for (statement, place) in self.after.clone() {
            let substitution = Substitution {
                module: self.module,
                initializer: self.facts.initializer,
                receiver: self.facts.receiver,
            };
            let stored: Vec<&str> = self
                .given
                .iter()
                .filter(|it| it.stored.as_ref().is_some_and(|it| it.replacement.is_none()))
                .map(|it| it.parameter.name.as_str())
                .collect();
            match substitution.apply(statement, &stored) {
                Ok((text, needed)) => {
                    for given in &mut self.given {
                        if !needed.contains(&given.parameter.name.as_str()) {
                            continue;
                        }
                        given.is_needed_after = true;
                        if given.stored.is_some() {
                            let message = format!(
                                "`{}` is replaced where it is stored, and not here",
                                given.parameter.name
                            );
                            self.errors.push(self.module.error(statement, message));
                        }
                    }
                    result.push(AfterSetting { text, place });
                }
                Err(error) => self.errors.push(error),
            }
        }
        result
    }

    /// Methods that set what can no longer be set.
    fn check_other_methods(&mut self, fields: &[Field]) {
        for attribute in &self.facts.attributes {
            let is_field = fields.iter().any(|field| field.name == attribute.name);
            for store in attribute.stores.iter().filter(|_| is_field) {
                if !std::ptr::eq(store.function, self.facts.initializer) {
                    let message = format!("a frozen dataclass cannot set `{}`", attribute.name);
                    self.error(store.target, message);
                }
            }
        }
    }

    /// Names that fields cannot have, as the class has them for something else.
    fn check_names(&mut self, fields: &[Field]) {
        let semantic = &self.module.semantic;
        for field in fields {
            let Some(symbol) = semantic.symbol_in(self.facts.scope, &field.name) else { continue };
            let other = semantic
                .bindings_of(symbol)
                .map(|id| semantic.binding(id))
                .find(|it| !matches!(it.kind, pylint_rs_semantic::BindingKind::Annotation(_)));
            if let Some(other) = other {
                let message = format!("`{}` is something of the class, too", field.name);
                self.errors.push(self.module.error(other.range, message));
            }
        }
        for field in fields {
            let is_type = |annotation: &str| {
                annotation
                    .split(|it: char| !(it.is_alphanumeric() || it == '_' || it == '.'))
                    .any(|word| word.split('.').next() == Some(&*field.name))
            };
            if fields.iter().any(|other| is_type(&other.annotation)) {
                let place = field.places[0];
                let message =
                    format!("a field `{0}` would take the place of the type `{0}`", field.name);
                self.error(place, message);
            }
        }
        if fields.iter().any(Field::is_keyword_only) && self.request.target_version.minor < 10 {
            let place = self.facts.initializer.name.range();
            self.error(place, "dataclasses have parameters by keyword only from Python 3.10 on");
        }
    }
}

/// What makes an empty container such as this.
fn empty_container(value: &Expr) -> Option<&str> {
    match value {
        Expr::List(list) if list.elts.is_empty() => Some("list"),
        Expr::Dict(dict) if dict.items.is_empty() => Some("dict"),
        Expr::Call(call) if call.arguments.is_empty() => {
            let name = call.func.as_name_expr()?.id.as_str();
            ["list", "dict", "set", "bytearray"].contains(&name).then_some(name)
        }
        _ => None,
    }
}

fn is_immutable(value: &Expr) -> bool {
    match value {
        Expr::UnaryOp(operation) => operation.operand.is_number_literal_expr(),
        Expr::Tuple(tuple) => tuple.elts.iter().all(is_immutable),
        _ => value.is_literal_expr(),
    }
}

/// Whether `x if x else y` tests for truth rather than for `None`.
fn tests_truth(value: &Expr) -> bool {
    value.as_if_expr().is_some_and(|conditional| !conditional.test.is_compare_expr())
}
