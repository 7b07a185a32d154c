//! A class and those it inherits from, in the order in which members are looked up.

use std::rc::Rc;

use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, StmtClassDef};
use ruff_text_size::Ranged;

use super::environment::{Argument, Environment};
use super::resolution::class_of;
use super::type_variable::TypeVariable;
use super::{Library, Module};
use crate::SpecError;
use crate::model::TypeParameterKind;

/// How many classes deep is looked for bases.
const DEPTH: usize = 64;

/// A class of the project.
#[derive(Clone)]
pub(super) struct ClassReference<'a> {
    /// Where it is defined, and what its type parameters stand for.
    pub(super) environment: Rc<Environment<'a>>,
    /// Its definition.
    pub(super) class: &'a StmtClassDef,
}

/// A base of somebody else's.
pub(super) struct ForeignBase<'a> {
    /// The module that names it.
    pub(super) module: Rc<Module<'a>>,
    /// The expression.
    pub(super) expression: &'a Expr,
    /// Its dotted name, or how it is written.
    pub(super) name: String,
}

/// A class and those it inherits from.
pub(super) struct Ancestry<'a> {
    /// The classes of the project, in the order of lookup; the class itself first.
    pub(super) classes: Vec<ClassReference<'a>>,
    /// The others.
    pub(super) foreign: Vec<ForeignBase<'a>>,
    /// The class's own type parameters.
    pub(super) parameters: Vec<TypeVariable<'a>>,
}

impl<'a> ClassReference<'a> {
    fn is(&self, other: &Self) -> bool {
        self.class.range() == other.class.range()
            && self.environment.module.path == other.environment.module.path
    }
}

impl<'a> Ancestry<'a> {
    /// Those of a class.
    pub(super) fn of(
        library: &Library<'a>,
        module: &Rc<Module<'a>>,
        class: &'a StmtClassDef,
    ) -> Result<Self, SpecError> {
        let mut foreign = Vec::new();
        let first = ClassReference { environment: Environment::plain(module), class };
        let Some(classes) = linearize(library, &first, &mut foreign, DEPTH) else {
            let message = format!("the bases of `{}` cannot be put in an order", class.name);
            return Err(module.error(&class.name, message));
        };
        Ok(Self { classes, foreign, parameters: parameters(library, module, class) })
    }

    /// Whether it is a TypedDict.
    pub(super) fn is_typed_dict(&self) -> bool {
        self.has_foreign(&["typing.TypedDict", "typing_extensions.TypedDict"])
    }

    /// Whether a class of the project among them has a method of that name.
    pub(super) fn defines(&self, method: &str) -> bool {
        self.classes.iter().any(|class| {
            let semantic = &class.environment.module.semantic;
            let scope = semantic.scope_made_by(class.class);
            scope.is_some_and(|scope| semantic.symbol_in(scope, method).is_some())
        })
    }

    /// Whether a base of somebody else's has one of these dotted names.
    pub(super) fn has_foreign(&self, names: &[&str]) -> bool {
        self.foreign.iter().any(|base| names.contains(&base.name.as_str()))
    }
}

/// C3: a class, then what is in all bases' orders before anything that comes after it there.
fn linearize<'a>(
    library: &Library<'a>,
    class: &ClassReference<'a>,
    foreign: &mut Vec<ForeignBase<'a>>,
    depth: usize,
) -> Option<Vec<ClassReference<'a>>> {
    let bases = bases(library, class, foreign);
    let mut sequences: Vec<Vec<ClassReference<'a>>> = Vec::new();
    for base in &bases {
        if depth == 0 || base.is(class) {
            return None;
        }
        sequences.push(linearize(library, base, foreign, depth - 1)?);
    }
    sequences.push(bases);
    let mut order = vec![class.clone()];
    loop {
        sequences.retain(|sequence| !sequence.is_empty());
        if sequences.is_empty() {
            return Some(order);
        }
        let next = sequences.iter().map(|sequence| &sequence[0]).find(|candidate| {
            sequences.iter().all(|other| !other[1..].iter().any(|class| class.is(candidate)))
        })?;
        let next = next.clone();
        for sequence in &mut sequences {
            if sequence[0].is(&next) {
                sequence.remove(0);
            }
        }
        order.push(next);
    }
}

fn bases<'a>(
    library: &Library<'a>,
    class: &ClassReference<'a>,
    foreign: &mut Vec<ForeignBase<'a>>,
) -> Vec<ClassReference<'a>> {
    let module = &class.environment.module;
    let mut found = Vec::new();
    for base in class.class.bases() {
        let head = map_subscript(base);
        if let Some(definition) = class_of(library, module, head)
            && let Some(inner) = definition.class()
        {
            let parameters = parameters(library, &definition.module, inner);
            let environment = Rc::new(Environment {
                module: Rc::clone(&definition.module),
                arguments: pair(&parameters, base, &class.environment),
            });
            found.push(ClassReference { environment, class: inner });
            continue;
        }
        let name = module.semantic.qualified_name(head).map_or_else(
            || module.source.text[head.range().to_std_range()].to_owned(),
            |name| name.to_string(),
        );
        if !foreign.iter().any(|other| other.name == name) {
            foreign.push(ForeignBase { module: Rc::clone(module), expression: base, name });
        }
    }
    found
}

/// What type parameters stand for in `Base[int, str]`.
fn pair<'a>(
    parameters: &[TypeVariable<'a>],
    base: &'a Expr,
    environment: &Rc<Environment<'a>>,
) -> rustc_hash::FxHashMap<super::type_variable::TypeVariableKey, Argument<'a>> {
    let given: Vec<&'a Expr> = match base {
        Expr::Subscript(subscript) => match &*subscript.slice {
            Expr::Tuple(tuple) => tuple.elts.iter().collect(),
            single => vec![single],
        },
        _ => Vec::new(),
    };
    let mut arguments = rustc_hash::FxHashMap::default();
    let mut rest = given.as_slice();
    for (index, parameter) in parameters.iter().enumerate() {
        let later = parameters.len() - index - 1;
        let argument = match parameter.kind {
            _ if rest.is_empty() => match parameter.default {
                Some(default) => Argument::Written(default, Environment::plain(&parameter.module)),
                None => Argument::Object,
            },
            TypeParameterKind::TypeVarTuple => {
                let (taken, left) = rest.split_at(rest.len().saturating_sub(later));
                rest = left;
                Argument::Several(taken.to_vec(), Rc::clone(environment))
            }
            // `Base[int, str]` where the only parameter is a `ParamSpec`.
            TypeParameterKind::ParamSpec
                if parameters.len() == 1 && !matches!(rest[0], Expr::List(_)) && rest.len() > 1 =>
            {
                let taken = std::mem::take(&mut rest);
                Argument::Several(taken.to_vec(), Rc::clone(environment))
            }
            TypeParameterKind::TypeVar | TypeParameterKind::ParamSpec => {
                let argument = Argument::Written(rest[0], Rc::clone(environment));
                rest = &rest[1..];
                argument
            }
        };
        arguments.insert(parameter.key(), argument);
    }
    arguments
}

/// The type parameters of a class, in order.
pub(super) fn parameters<'a>(
    library: &Library<'a>,
    module: &Rc<Module<'a>>,
    class: &'a StmtClassDef,
) -> Vec<TypeVariable<'a>> {
    let semantic = &module.semantic;
    if let Some(parameters) = &class.type_params {
        let made = parameters.iter().filter_map(|parameter| {
            let binding = match parameter {
                ruff_python_ast::TypeParam::TypeVar(it) => semantic.binding_made_by(it),
                ruff_python_ast::TypeParam::ParamSpec(it) => semantic.binding_made_by(it),
                ruff_python_ast::TypeParam::TypeVarTuple(it) => semantic.binding_made_by(it),
            }?;
            let name = semantic.binding(binding).name.to_owned();
            let exporter = module.dotted_name();
            let definition = super::resolution::Definition {
                module: Rc::clone(module),
                binding,
                exporter,
                name,
            };
            TypeVariable::of(&definition)
        });
        return made.collect();
    }
    let is_explicit = |base: &&'a Expr| {
        matches!(base, Expr::Subscript(_))
            && semantic
                .qualified_name(map_subscript(base))
                .is_some_and(|name| name.is_typing("Generic") || name.is_typing("Protocol"))
    };
    let mut finder = VariableFinder { library, module, found: Vec::new() };
    match class.bases().iter().find(is_explicit) {
        Some(base) => finder.visit_expr(base),
        None => {
            let subscripted = class.bases().iter().filter(|base| base.is_subscript_expr());
            subscripted.for_each(|base| finder.visit_expr(base));
        }
    }
    finder.found
}

/// Finds the type variables that an expression names, in order.
pub(super) struct VariableFinder<'l, 'a> {
    pub(super) library: &'l Library<'a>,
    pub(super) module: &'l Rc<Module<'a>>,
    pub(super) found: Vec<TypeVariable<'a>>,
}

impl<'a> Visitor<'a> for VariableFinder<'_, 'a> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(_) | Expr::Attribute(_) => {
                if let Some(variable) = TypeVariable::named(self.library, self.module, expression)
                    && !self.found.iter().any(|other| other.key() == variable.key())
                {
                    self.found.push(variable);
                }
            }
            Expr::StringLiteral(string) => {
                if let Some(parsed) = self.module.semantic.string_annotation(string) {
                    self.visit_expr(parsed);
                }
            }
            _ => walk_expr(self, expression),
        }
    }
}
