//! Types as a generated module writes them.

use std::path::PathBuf;
use std::rc::Rc;

use pylint_rs_semantic::{BindingKind, Target};
use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{Expr, ExprName, ExprSubscript, Operator, StmtClassDef};
use ruff_text_size::{Ranged, TextRange};

use super::Library;
use super::ancestry::{Ancestry, parameters};
use super::environment::{Argument, Environment};
use super::output_names::{OutputNames, When};
use super::resolution::{Definition, Meaning, class_of, definition_of, meaning_of_name};
use super::type_variable::{TypeVariable, TypeVariableKey};
use super::variance::{Variance, of_arguments};
use crate::model::TypeParameterKind;
use crate::syntax;

/// Writes types of a project's modules as another module has to.
pub(super) struct TypeWriter<'l, 'a> {
    pub(super) library: &'l Library<'a>,
    pub(super) names: OutputNames,
    pub(super) subject: Subject<'a>,
    /// How the type parameters of the class are used, in order.
    pub(super) uses: Vec<Vec<Variance>>,
    /// The type variables of the method that is being written.
    pub(super) method_variables: Vec<TypeVariable<'a>>,
    /// Whether `Self` may be written.
    pub(super) allows_self: bool,
}

/// The class whose protocol is written.
pub(super) struct Subject<'a> {
    pub(super) path: PathBuf,
    pub(super) class: &'a StmtClassDef,
    pub(super) protocol: String,
    pub(super) parameters: Vec<TypeVariable<'a>>,
}

/// Why a type cannot be written.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) range: TextRange,
    pub(super) message: String,
}

type Written = Result<Expr, Problem>;

impl<'a> TypeWriter<'_, 'a> {
    /// A type, which varies with the whole as told.
    pub(super) fn write(
        &mut self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
    ) -> Written {
        let semantic = &environment.module.semantic;
        match expression {
            Expr::NoneLiteral(_) | Expr::EllipsisLiteral(_) => Ok(expression.clone()),
            Expr::StringLiteral(string) => match semantic.string_annotation(string) {
                Some(parsed) => {
                    self.names.defer();
                    self.write(parsed, environment, variance)
                }
                None => Err(problem(expression, "this is no type")),
            },
            Expr::Name(_) | Expr::Attribute(_) => {
                if self.is_subject(expression, environment) {
                    return self.write_subject(expression, None, environment, variance);
                }
                self.write_name(expression, environment, variance)
            }
            Expr::Subscript(subscript) => self.write_subscript(subscript, environment, variance),
            Expr::BinOp(operation) if operation.op == Operator::BitOr => {
                let left = self.write(&operation.left, environment, variance)?;
                let right = self.write(&operation.right, environment, variance)?;
                if self.library.target_version().minor < 10 {
                    self.names.defer();
                }
                Ok(joined(left, right))
            }
            Expr::List(list) => {
                let elements = list.elts.iter();
                let written: Result<Vec<Expr>, Problem> =
                    elements.map(|element| self.write(element, environment, variance)).collect();
                Ok(syntax::list(written?))
            }
            // `tuple[()]`
            Expr::Tuple(tuple) => {
                let written: Result<Vec<Expr>, Problem> = tuple
                    .elts
                    .iter()
                    .map(|element| self.write(element, environment, variance))
                    .collect();
                Ok(syntax::tuple(written?, true))
            }
            Expr::Starred(starred) => {
                let inner = self.write(&starred.value, environment, variance)?;
                Ok(self.unpacked(inner))
            }
            _ => Err(problem(expression, "this is no type")),
        }
    }

    /// `*inner`, or `Unpack[inner]` where that came later.
    pub(super) fn unpacked(&mut self, inner: Expr) -> Expr {
        if self.library.target_version().minor >= 11 {
            return syntax::starred(inner);
        }
        syntax::subscript(self.names.typing("Unpack"), inner)
    }

    fn is_subject(&self, expression: &'a Expr, environment: &Rc<Environment<'a>>) -> bool {
        definition_of(self.library, &environment.module, expression).is_some_and(|definition| {
            definition.module.path == self.subject.path
                && definition.class().is_some_and(|it| it.range() == self.subject.class.range())
        })
    }

    /// The class itself: what it gives has the protocol, too, and what it takes is of its kind.
    fn write_subject(
        &mut self,
        head: &'a Expr,
        subscript: Option<&'a ExprSubscript>,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
    ) -> Written {
        let arguments = subscript.map(elements).unwrap_or_default();
        let are_own = arguments.len() == self.subject.parameters.len()
            && arguments.iter().zip(&self.subject.parameters).all(|(argument, parameter)| {
                let argument = match argument {
                    Expr::Starred(starred) => &*starred.value,
                    other => other,
                };
                self.variable(argument, environment)
                    .is_some_and(|variable| variable.key() == parameter.key())
            });
        let is_whole = subscript.is_some() || self.subject.parameters.is_empty();
        if variance == Variance::Contravariant && are_own && self.allows_self {
            return Ok(self.names.typing("Self"));
        }
        let declared: Vec<Variance>;
        let mut variances: &[Variance] = &[Variance::Neutral];
        let value = if variance == Variance::Covariant && is_whole {
            self.names.defer();
            syntax::name(&self.subject.protocol)
        } else {
            let parameters = self.subject.parameters.iter();
            declared = parameters.map(|parameter| parameter.declared).collect();
            variances = &declared;
            self.write_name(head, environment, variance)?
        };
        let Some(subscript) = subscript else { return Ok(value) };
        let slice = self.write_arguments(subscript, environment, variance, variances)?;
        Ok(syntax::subscript(value, slice))
    }

    fn write_subscript(
        &mut self,
        subscript: &'a ExprSubscript,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
    ) -> Written {
        let head = &*subscript.value;
        let module = &environment.module;
        if self.is_subject(head, environment) {
            return self.write_subject(head, Some(subscript), environment, variance);
        }
        let qualified = module.semantic.qualified_name(head);
        let is_typing =
            |member: &str| qualified.as_ref().is_some_and(|name| name.is_typing(member));
        if is_typing("Annotated")
            && let Some(first) = elements(subscript).first()
        {
            return self.write(first, environment, variance);
        }
        if is_typing("Union")
            && let [only] = elements(subscript)[..]
        {
            return self.write(only, environment, variance);
        }
        if is_typing("Literal") {
            let value = self.write_name(head, environment, variance)?;
            let members: Result<Vec<Expr>, Problem> = elements(subscript)
                .into_iter()
                .map(|member| self.write_literal(member, environment))
                .collect();
            return Ok(syntax::subscript(value, slice(members?)));
        }
        let variances = match class_of(self.library, module, head) {
            Some(definition) => {
                definition.class().map_or_else(Vec::new, |class| self.declared(&definition, class))
            }
            None => qualified.as_ref().map(of_arguments).unwrap_or_default().to_vec(),
        };
        let value = self.write_name(map_subscript(head), environment, variance)?;
        let slice = self.write_arguments(subscript, environment, variance, &variances)?;
        Ok(syntax::subscript(value, slice))
    }

    /// How a class of the project varies with its parameters, as they are declared.
    fn declared(&self, definition: &Definition<'a>, class: &'a StmtClassDef) -> Vec<Variance> {
        let is_typed_dict = Ancestry::of(self.library, &definition.module, class)
            .is_ok_and(|ancestry| ancestry.is_typed_dict());
        let parameters = parameters(self.library, &definition.module, class);
        parameters
            .iter()
            .map(|it| if is_typed_dict { Variance::Invariant } else { it.declared })
            .collect()
    }

    fn write_arguments(
        &mut self,
        subscript: &'a ExprSubscript,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
        variances: &[Variance],
    ) -> Written {
        let mut written = Vec::new();
        for (index, argument) in elements(subscript).into_iter().enumerate() {
            let inner = variances.get(index).or(variances.last()).copied();
            let inner = variance.then(inner.unwrap_or(Variance::Invariant));
            let parameter = match argument {
                Expr::Starred(starred) => self.variable(&starred.value, environment),
                other => self.variable(other, environment),
            };
            let replacement =
                parameter.and_then(|it| environment.arguments.get(&it.key()).cloned());
            if let Some(Argument::Several(several, outer)) = replacement {
                for element in several {
                    written.push(self.write(element, &outer, inner)?);
                }
                continue;
            }
            written.push(self.write(argument, environment, inner)?);
        }
        Ok(slice(written))
    }

    /// What `Literal` names: a value, or a member of an enumeration.
    fn write_literal(&mut self, member: &'a Expr, environment: &Rc<Environment<'a>>) -> Written {
        match member {
            Expr::Name(_) | Expr::Attribute(_) => {
                self.write_name(member, environment, Variance::Invariant)
            }
            Expr::Subscript(subscript) => {
                self.write_subscript(subscript, environment, Variance::Invariant)
            }
            other => Ok(other.clone()),
        }
    }

    /// Whether a type is that of functions, so that type checkers take an attribute of it for a
    /// method, or may.
    pub(super) fn is_callable(
        &self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
    ) -> bool {
        let module = &environment.module;
        let head = map_subscript(expression);
        if let Some(name) = module.semantic.qualified_name(head)
            && (name.is_typing("Callable") || name.is("collections.abc.Callable"))
        {
            return true;
        }
        if let Expr::StringLiteral(string) = expression {
            let parsed = module.semantic.string_annotation(string);
            return parsed.is_some_and(|parsed| self.is_callable(parsed, environment));
        }
        let definition = definition_of(self.library, module, head);
        definition.is_some_and(|definition| {
            definition.binding().value().is_some_and(|value| {
                value.range() != expression.range()
                    && self.is_callable(value, &Environment::plain(&definition.module))
            })
        })
    }

    /// Whether a type is that of descriptors: what a class has of it, instances have not.
    pub(super) fn is_descriptor(
        &self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
    ) -> bool {
        let head = map_subscript(expression);
        class_of(self.library, &environment.module, head)
            .and_then(|definition| {
                Ancestry::of(self.library, &definition.module, definition.class()?).ok()
            })
            .is_some_and(|ancestry| ancestry.defines("__get__"))
    }

    /// The type variable that an expression names.
    pub(super) fn variable(
        &self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
    ) -> Option<TypeVariable<'a>> {
        TypeVariable::named(self.library, &environment.module, expression)
    }

    /// A name or an attribute.
    fn write_name(
        &mut self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
    ) -> Written {
        match expression {
            Expr::Attribute(attribute) => {
                if let Some(written) = self.write_submodule(expression, environment) {
                    return Ok(written);
                }
                if let Some(variable) =
                    self.variable(expression, environment).filter(|it| !it.is_any_str())
                {
                    return self.write_variable(&variable, environment, variance);
                }
                if let Some(written) = self.write_any_str(expression, environment, variance) {
                    return written;
                }
                let value = self.write_name(&attribute.value, environment, variance)?;
                Ok(self.names.attribute(value, &attribute.attr))
            }
            Expr::Name(name) => match self.write_any_str(expression, environment, variance) {
                Some(written) => written,
                None => self.write_simple_name(name, environment, variance),
            },
            Expr::StringLiteral(string) => {
                let parsed = environment.module.semantic.string_annotation(string);
                let parsed = parsed.ok_or_else(|| problem(expression, "this is no type"))?;
                self.names.defer();
                self.write_name(parsed, environment, variance)
            }
            _ => Err(problem(expression, "this is no type")),
        }
    }

    /// `AnyStr`, where it is more than what `typing` has.
    fn write_any_str(
        &mut self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
    ) -> Option<Written> {
        let variable = self.variable(expression, environment).filter(|it| it.is_any_str())?;
        let key = variable.key();
        let is_parameter = self.subject.parameters.iter().any(|parameter| parameter.key() == key);
        if !is_parameter && !environment.arguments.contains_key(&key) && !self.has_brackets() {
            return Some(Ok(self.names.typing("AnyStr")));
        }
        Some(self.write_variable(&variable, environment, variance))
    }

    /// `a.b.C` by `import a.b`.
    fn write_submodule(
        &mut self,
        expression: &'a Expr,
        environment: &Rc<Environment<'a>>,
    ) -> Option<Expr> {
        let semantic = &environment.module.semantic;
        let mut parts = Vec::new();
        let mut value = expression;
        while let Expr::Attribute(attribute) = value {
            parts.insert(0, attribute.attr.as_str());
            value = &attribute.value;
        }
        let Expr::Name(name) = value else { return None };
        parts.insert(0, name.id.as_str());
        let Some(Target::Binding(binding)) = semantic.target_of(name) else { return None };
        let whole = parts.join(".");
        let imported = semantic
            .bindings_of(semantic.binding(binding).symbol)
            .filter_map(|id| match semantic.binding(id).kind {
                BindingKind::SubmoduleImport(alias) => Some(alias.name.as_str()),
                _ => None,
            })
            .filter(|module| whole.strip_prefix(module).is_some_and(|rest| rest.starts_with('.')))
            .max_by_key(|module| module.len())?;
        let when = self.when_of_module(imported, environment);
        let head = self.names.module(imported, None, when);
        Some(parts[1..].iter().fold(head, |value, part| self.names.attribute(value, part)))
    }

    fn when_of_module(&mut self, module: &str, environment: &Rc<Environment<'a>>) -> When {
        let first = module.split('.').next().unwrap_or(module);
        if self.library.find(first, &environment.module).is_some() {
            self.names.defer();
            When::Checking
        } else {
            When::Always
        }
    }

    fn write_simple_name(
        &mut self,
        name: &'a ExprName,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
    ) -> Written {
        let local = name.id.as_str();
        match meaning_of_name(self.library, &environment.module, name) {
            Meaning::Builtin => Ok(self.names.builtin(local)),
            Meaning::Module { package: None, name: module, is_ours } => {
                let when = self.when_for(is_ours);
                let alias = (module != local).then_some(local);
                Ok(self.names.module(&module, alias, when))
            }
            Meaning::Module { package: Some(package), name: member, is_ours } => {
                let when = self.when_for(is_ours);
                Ok(self.names.member(&package, &member, local, when))
            }
            Meaning::Foreign { module, name: member, is_for_checkers } => {
                Ok(self.write_foreign(&module, &member, local, is_for_checkers))
            }
            Meaning::Ours(definition) => self.write_ours(name, &definition, environment, variance),
            Meaning::Unknown => {
                Err(problem(name, format!("it is not known where `{local}` comes from")))
            }
        }
    }

    fn when_for(&mut self, is_for_checkers: bool) -> When {
        if is_for_checkers {
            self.names.defer();
            When::Checking
        } else {
            When::Always
        }
    }

    fn write_foreign(&mut self, module: &str, member: &str, local: &str, checking: bool) -> Expr {
        if matches!(module, "typing" | "typing_extensions") && crate::known::is_young(member) {
            return self.names.typing(member);
        }
        let root = module.split('.').next().unwrap_or(module);
        let minor = self.library.target_version().minor;
        let is_standard = ruff_python_stdlib::sys::is_known_standard_library(minor, root);
        let when = self.when_for(checking && !is_standard);
        self.names.member(module, member, local, when)
    }

    fn write_ours(
        &mut self,
        place: &ExprName,
        definition: &Definition<'a>,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
    ) -> Written {
        if let Some(variable) = TypeVariable::of(definition) {
            return self.write_variable(&variable, environment, variance);
        }
        let Some(path) = definition.path() else {
            let message = format!("`{}` is defined inside of a function", place.id);
            return Err(problem(place, message));
        };
        self.names.defer();
        Ok(self.ours(&definition.exporter, &path))
    }

    /// What a module of the project defines; `path` are the classes around it, and its name.
    pub(super) fn ours(&mut self, module: &str, path: &[String]) -> Expr {
        let Some((first, rest)) = path.split_first() else { return syntax::none() };
        let head = self.names.member(module, first, first, When::Checking);
        rest.iter().fold(head, |value, part| self.names.attribute(value, part))
    }

    fn write_variable(
        &mut self,
        variable: &TypeVariable<'a>,
        environment: &Rc<Environment<'a>>,
        variance: Variance,
    ) -> Written {
        let key = variable.key();
        match environment.arguments.get(&key).cloned() {
            Some(Argument::Written(expression, outer)) => {
                return self.write(expression, &outer, variance);
            }
            Some(Argument::Several(several, outer)) => {
                let written: Result<Vec<Expr>, Problem> =
                    several.into_iter().map(|it| self.write(it, &outer, variance)).collect();
                let written = written?;
                return Ok(match variable.kind {
                    TypeParameterKind::ParamSpec => syntax::list(written),
                    _ => {
                        let tuple = self.names.builtin("tuple");
                        syntax::subscript(tuple, slice(written))
                    }
                });
            }
            Some(Argument::Object) => {
                return Ok(match variable.kind {
                    TypeParameterKind::TypeVar => self.names.builtin("object"),
                    TypeParameterKind::ParamSpec => syntax::ellipsis(),
                    TypeParameterKind::TypeVarTuple => {
                        let tuple = self.names.builtin("tuple");
                        let object = self.names.builtin("object");
                        syntax::subscript(tuple, slice(vec![object, syntax::ellipsis()]))
                    }
                });
            }
            Some(Argument::SelfType) => return Ok(self.names.typing("Self")),
            None => {}
        }
        self.note_variable(variable, &key, variance);
        Ok(self.names.variable(&variable.owner(), &variable.name))
    }

    fn note_variable(
        &mut self,
        variable: &TypeVariable<'a>,
        key: &TypeVariableKey,
        variance: Variance,
    ) {
        let index = self.subject.parameters.iter().position(|parameter| parameter.key() == *key);
        if let Some(index) = index {
            if variance != Variance::Neutral {
                self.uses[index].push(variance);
            }
        } else if !self.method_variables.iter().any(|other| other.key() == *key) {
            self.method_variables.push(variable.clone());
        }
    }
}

/// `left | right`, without the parentheses that a union on the right would need.
fn joined(left: Expr, right: Expr) -> Expr {
    match right {
        Expr::BinOp(inner) if inner.op == Operator::BitOr => {
            syntax::union(joined(left, *inner.left), *inner.right)
        }
        right => syntax::union(left, right),
    }
}

/// What is between the brackets.
pub(super) fn elements(subscript: &ExprSubscript) -> Vec<&Expr> {
    match &*subscript.slice {
        Expr::Tuple(tuple) if !tuple.elts.is_empty() => tuple.elts.iter().collect(),
        single => vec![single],
    }
}

fn slice(mut elements: Vec<Expr>) -> Expr {
    match elements.len() {
        1 => elements.remove(0),
        0 => syntax::tuple(elements, true),
        _ => syntax::tuple(elements, false),
    }
}

pub(super) fn problem(place: impl Ranged, message: impl Into<String>) -> Problem {
    Problem { range: place.range(), message: message.into() }
}
