//! Which accessors an attribute gets, or why it gets none.

use pylint_rs_diagnostics::Edit;
use pylint_rs_rules::Checker;
use pylint_rs_semantic::{BindingId, BindingKind, ScopeId, Semantic};
use ruff_python_ast::{Expr, StmtClassDef};
use ruff_python_stdlib::identifiers::is_identifier;
use ruff_text_size::{Ranged, TextRange};

use super::class_kind::ClassKind;
use super::names_in_types::{at_end_of_class, has_variance, is_used_in_body};
use super::{Request, Style, storage};
use crate::SpecError;
use crate::from_python::above::Above;
use crate::from_python::attribute_types::{Known, parameter_of, type_of_attribute};
use crate::from_python::attributes::{Attribute, StoreKind, attributes_of};
use crate::from_python::edits::add_imports;
use crate::from_python::{Module, Untyped};
use crate::syntax;

/// The accessors that are to be added for an attribute.
pub(super) struct Accessors {
    /// What it is called by those outside.
    pub(super) name: String,
    /// The attribute that has the value.
    pub(super) stored: String,
    /// Its type.
    pub(super) annotation: Expr,
    /// Whether reading is added.
    pub(super) getter: bool,
    /// Whether setting is added.
    pub(super) setter: bool,
    /// Whether deleting is added: to a property only.
    pub(super) deleter: bool,
}

/// Goes through attributes one by one.
pub(super) struct Planner<'p, 'a> {
    pub(super) checker: &'p Checker<'a>,
    pub(super) module: &'p Module<'a>,
    pub(super) class: &'a StmtClassDef,
    /// What is above the class.
    pub(super) above: &'p Above<'a>,
    pub(super) scope: ScopeId,
    pub(super) request: &'p Request,
    pub(super) kind: ClassKind,
    pub(super) edits: Vec<Edit>,
    pub(super) warnings: Vec<SpecError>,
    pub(super) errors: Vec<SpecError>,
}

/// Why an attribute gets no accessors.
pub(super) struct Obstacle {
    pub(super) range: TextRange,
    pub(super) message: String,
}

impl Obstacle {
    pub(super) fn new(place: impl Ranged, message: impl Into<String>) -> Self {
        Self { range: place.range(), message: message.into() }
    }
}

impl<'p, 'a> Planner<'p, 'a> {
    pub(super) fn new(
        checker: &'p Checker<'a>,
        module: &'p Module<'a>,
        class: &'a StmtClassDef,
        above: &'p Above<'a>,
        kind: ClassKind,
        request: &'p Request,
    ) -> Self {
        let scope = module.semantic.scope_made_by(class).unwrap_or(ScopeId::MODULE);
        Self {
            checker,
            module,
            class,
            above,
            scope,
            request,
            kind,
            edits: Vec::new(),
            warnings: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// The accessors that an attribute lacks.
    pub(super) fn plan(&mut self, attribute: &Attribute<'a>) -> Option<Accessors> {
        let found = match self.request.style {
            Style::Methods => self.methods(attribute),
            Style::Property => self.property(attribute),
        };
        found.unwrap_or_else(|obstacle| {
            let is_asked_for = self.request.only.iter().any(|name| name == attribute.name);
            let problems = if is_asked_for { &mut self.errors } else { &mut self.warnings };
            problems.push(self.module.error(obstacle.range, obstacle.message));
            None
        })
    }

    fn methods(&mut self, attribute: &Attribute<'a>) -> Result<Option<Accessors>, Obstacle> {
        let name = public_name(attribute)?;
        let getter = !self.is_defined(&format!("get_{name}"));
        let mut setter = !self.is_defined(&format!("set_{name}"))
            && !self.request.is_read_only
            && self.kind.is_changeable
            && !attribute.is_final(self.checker.semantic());
        if !getter && !setter {
            return Ok(None);
        }
        let Some((known, annotation)) = self.annotation(attribute) else { return Ok(None) };
        match &known {
            Some(known) => {
                setter &= !has_variance(known, "covariant", "_co", self.checker);
                if has_variance(known, "contravariant", "_contra", self.checker) {
                    let message = format!("the type of `{name}` can only be taken, never returned");
                    return Err(Obstacle::new(attribute.range, message));
                }
            }
            // Anything may be stored if what is stored is anything already.
            None => setter &= self.takes_anything(attribute),
        }
        if !getter && !setter {
            return Ok(None);
        }
        let stored = attribute.name.to_owned();
        Ok(Some(Accessors { name, stored, annotation, getter, setter, deleter: false }))
    }

    fn property(&mut self, attribute: &Attribute<'a>) -> Result<Option<Accessors>, Obstacle> {
        let name = public_name(attribute)?;
        let semantic = self.checker.semantic();
        let is_renamed = name == attribute.name;
        if !is_identifier(&name) {
            let message = format!("no property can be called `{name}`");
            return Err(Obstacle::new(attribute.range, message));
        }
        if let Some(existing) = self.existing(&name) {
            return match existing {
                Existing::Definition => Ok(None),
                Existing::Value => {
                    let message = format!(
                        "`{name}` has a value in the class: `{}.{name}` would no longer give it",
                        self.class.name
                    );
                    Err(Obstacle::new(attribute.range, message))
                }
            };
        }
        let is_read_only = self.request.is_read_only || attribute.is_final(semantic);
        if is_used_in_body(&name, self.scope, self.checker) {
            let message = format!("a property `{name}` would take the place of the type `{name}`");
            return Err(Obstacle::new(attribute.range, message));
        }
        let storage = if is_renamed {
            let storage = storage::plan(self, attribute, is_read_only)?;
            self.warnings.extend(storage.warnings);
            Some(storage.edits)
        } else {
            None
        };
        let Some((known, annotation)) = self.annotation(attribute) else { return Ok(None) };
        let varies = |keyword, ending| {
            known.as_ref().is_some_and(|it| has_variance(it, keyword, ending, self.checker))
        };
        if varies("contravariant", "_contra") || (!is_read_only && varies("covariant", "_co")) {
            let message = format!("the type of `{name}` cannot be both given and taken");
            return Err(Obstacle::new(attribute.range, message));
        }
        self.edits.extend(storage.into_iter().flatten());
        let is_deleted = attribute.stores.iter().any(|it| matches!(it.kind, StoreKind::Deleted));
        Ok(Some(Accessors {
            stored: if is_renamed { format!("_{name}") } else { attribute.name.to_owned() },
            name,
            annotation,
            getter: true,
            setter: !is_read_only,
            deleter: is_deleted && is_renamed && !is_read_only,
        }))
    }

    /// The type of an attribute, as it is known and as it is written; `object` is not known. None
    /// if it is to be left out, which is said.
    fn annotation(&mut self, attribute: &Attribute<'a>) -> Option<(Option<Known<'a>>, Expr)> {
        let known = type_of_attribute(attribute, self.checker.semantic());
        if let Some(known) = known
            && let Some(at_end) = at_end_of_class(&known, self.class, self.checker)
            && add_imports(&mut self.edits, at_end.imports, self.checker.source())
        {
            return Some((Some(known), at_end.expression));
        }
        let what = format!("the type of `{}` is not evident", attribute.name);
        match self.request.untyped {
            Some(Untyped::Object) => return Some((None, syntax::name("object"))),
            Some(Untyped::Skip) => {
                let message = format!("{what}: it gets no accessors");
                self.warnings.push(self.module.error(attribute.range, message));
            }
            None => {
                let message =
                    format!("{what}: annotate it, or say `--untyped object` or `--untyped skip`");
                self.errors.push(self.module.error(attribute.range, message));
            }
        }
        None
    }

    /// Whether the class, or one of the project above it, has something of that name that can be
    /// called.
    fn is_defined(&self, name: &str) -> bool {
        self.checker.semantic().symbol_in(self.scope, name).is_some()
            || self.above.classes.iter().any(|(module, class)| {
                let semantic = &module.semantic;
                let scope = semantic.scope_made_by(*class);
                let symbol = scope.and_then(|scope| semantic.symbol_in(scope, name));
                symbol.is_some_and(|symbol| {
                    semantic.bindings_of(symbol).any(|id| !is_abstract(id, semantic))
                })
            })
    }

    /// What the class has of a name already, but for a bare declaration.
    fn existing(&self, name: &str) -> Option<Existing> {
        let semantic = self.checker.semantic();
        let symbol = semantic.symbol_in(self.scope, name)?;
        semantic.bindings_of(symbol).find_map(|id| match semantic.binding(id).kind {
            BindingKind::Annotation(_) => None,
            BindingKind::Function(_) | BindingKind::Class(_) => Some(Existing::Definition),
            _ => Some(Existing::Value),
        })
    }

    /// Whether the values of an attribute are all parameters that nobody gave a type.
    fn takes_anything(&self, attribute: &Attribute<'a>) -> bool {
        attribute.stores.iter().all(|store| match store.kind {
            StoreKind::Assigned(value) => {
                parameter_of(value, store.function, self.checker.semantic())
                    .is_some_and(|(_, parameter)| parameter.annotation.is_none())
            }
            StoreKind::Deleted => true,
            _ => false,
        })
    }

    /// The class above this one that has an attribute, too.
    pub(super) fn owner_above(&self, name: &str) -> Option<String> {
        let owner = self.above.classes.iter().find(|(module, class)| {
            let semantic = &module.semantic;
            let scope = semantic.scope_made_by(*class);
            scope.is_some_and(|scope| semantic.symbol_in(scope, name).is_some())
                || attributes_of(class, semantic).iter().any(|it| it.name == name)
        });
        if let Some((_, class)) = owner {
            return Some(class.name.to_string());
        }
        self.above.foreign.iter().map(|base| last_part(base)).find_map(|base| {
            let is_of_base = match base {
                "Exception"
                | "BaseException"
                | "ValueError"
                | "TypeError"
                | "RuntimeError"
                | "KeyError"
                | "IndexError"
                | "LookupError"
                | "NotImplementedError" => name == "args",
                _ if is_exception(base) => EXCEPTION_ATTRIBUTES.contains(&name),
                _ => false,
            };
            is_of_base.then(|| base.to_owned())
        })
    }

    /// Bases that may have a property's name for something else.
    pub(super) fn warn_of_foreign_bases(&mut self) {
        if self.request.style != Style::Property {
            return;
        }
        for base in &self.above.foreign {
            let name = last_part(base);
            if INERT_BASES.contains(&name) || is_exception(name) {
                continue;
            }
            let message = format!(
                "`{base}` is not known here: the properties take the place of what it has of the \
                 same names"
            );
            self.warnings.push(self.module.error(&self.class.name, message));
        }
    }
}

/// Bases without attributes of their own.
const INERT_BASES: &[&str] = &["object", "ABC", "Generic", "Protocol"];

/// Attributes that some exceptions of Python's own have.
const EXCEPTION_ATTRIBUTES: &[&str] = &[
    "args",
    "characters_written",
    "code",
    "encoding",
    "end",
    "end_lineno",
    "end_offset",
    "errno",
    "filename",
    "filename2",
    "lineno",
    "msg",
    "name",
    "obj",
    "object",
    "offset",
    "path",
    "print_file_and_line",
    "reason",
    "start",
    "strerror",
    "text",
    "value",
    "winerror",
];

fn is_exception(name: &str) -> bool {
    ["Error", "Exception", "Exit", "Interrupt", "StopIteration", "Warning"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn last_part(dotted: &str) -> &str {
    dotted.rsplit('.').next().unwrap_or(dotted)
}

fn is_abstract(id: BindingId, semantic: &Semantic<'_>) -> bool {
    let BindingKind::Function(function) = semantic.binding(id).kind else { return false };
    function.decorator_list.iter().any(|decorator| {
        semantic
            .qualified_name(&decorator.expression)
            .is_some_and(|name| name.is("abc.abstractmethod"))
    })
}

/// What a class has of a name.
enum Existing {
    Definition,
    Value,
}

/// What an attribute is called by those outside.
fn public_name(attribute: &Attribute<'_>) -> Result<String, Obstacle> {
    let name = attribute.name.trim_start_matches('_');
    let is_special = name.is_empty() || attribute.name.ends_with("__");
    if is_special {
        let message =
            format!("`{}` can have no accessors: they would have no name", attribute.name);
        return Err(Obstacle::new(attribute.range, message));
    }
    Ok(name.to_owned())
}
