//! Forms as Python's types, records under names of their own.

use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use ruff_python_ast::Expr;
use ruff_python_parser::parse_expression;
use ruff_python_stdlib::identifiers::is_identifier;
use rustc_hash::{FxHashMap, FxHashSet};

use super::forms::{Form, FormId, Forms, RecordField, RecordId};
use super::naming::singular;
use super::ordering::parts_first;
use super::others::{OtherForms, TupleForms};
use super::shape::{Place, Scalars};
use crate::json_schema::Shape as Records;
use crate::json_schema::naming::class_name;
use crate::model::{DefaultValue, Definition, DefinitionKind, Field, TypeExpression};
use crate::names::is_reserved;
use crate::records::record;
use crate::syntax;

/// Words that tell a record from another, should both be called the same at the same path.
const SUFFIXES: [&str; 4] = ["Value", "Object", "Entry", "Variant"];

/// How a record is called, unless the name is taken; then what it is in goes before it.
#[derive(Clone, Debug)]
struct Hint {
    name: String,
    parent: Option<Rc<Hint>>,
}

impl Hint {
    fn of_part(self: &Rc<Self>, name: Option<String>) -> Rc<Self> {
        let name = name.unwrap_or_else(|| format!("{}Value", self.name));
        Rc::new(Self { name, parent: Some(Rc::clone(self)) })
    }
}

/// A key that a record of attributes cannot have.
pub(super) struct WrongKey {
    pub(super) key: String,
    pub(super) place: Place,
}

pub(super) struct Definitions<'f, 'd> {
    forms: &'f Forms<'d>,
    records: Records,
    in_first: usize,
    taken: FxHashSet<String>,
    /// What a record is called that would be called so if the name were free.
    named: FxHashMap<(String, RecordId), String>,
    /// Records with names that are still to be defined.
    open: VecDeque<(Rc<Hint>, RecordId)>,
    pub(super) definitions: Vec<Definition>,
    pub(super) wrong_keys: Vec<WrongKey>,
}

impl<'f, 'd> Definitions<'f, 'd> {
    pub(super) fn new(
        forms: &'f Forms<'d>,
        records: Records,
        in_first: usize,
        reserved: FxHashSet<String>,
    ) -> Self {
        Self {
            forms,
            records,
            in_first,
            taken: reserved,
            named: FxHashMap::default(),
            open: VecDeque::new(),
            definitions: Vec::new(),
            wrong_keys: Vec::new(),
        }
    }

    /// Defines the type of a form under a name, and what it consists of.
    pub(super) fn define(&mut self, id: FormId, name: &str) {
        let form = self.forms.get(id);
        let hint = Rc::new(Hint { name: name.to_owned(), parent: None });
        if let Some(record) = only_record(form) {
            self.name_of(record, &hint);
        } else {
            // The name is the alias's, whatever is within.
            self.taken.insert(name.to_owned());
            let expression = self.type_of(id, &hint);
            let span = self.span(form.place);
            self.definitions.push(Definition {
                name: name.to_owned(),
                documentation: None,
                type_parameters: Vec::new(),
                kind: DefinitionKind::Alias(TypeExpression { expression, span: span.clone() }),
                span,
            });
        }
        while let Some((hint, id)) = self.open.pop_front() {
            self.define_record(&hint, id);
        }
        self.definitions = parts_first(std::mem::take(&mut self.definitions));
    }

    fn define_record(&mut self, hint: &Rc<Hint>, id: RecordId) {
        let forms = self.forms;
        let found = forms.record(id);
        let fields = found.fields.iter().map(|field| self.field(field, hint)).collect();
        self.definitions.push(Definition {
            name: hint.name.clone(),
            documentation: None,
            type_parameters: Vec::new(),
            kind: record(self.records, fields),
            span: self.span(found.place),
        });
    }

    fn field(&mut self, field: &RecordField<'d>, hint: &Rc<Hint>) -> Field {
        let is_attribute = self.records != Records::TypedDict;
        if is_attribute && !is_identifier(&field.key) {
            self.wrong_keys
                .push(WrongKey { key: field.key.clone().into_owned(), place: field.place });
        }
        let mut expression = self.type_of_key(field.form, &field.key, hint);
        let mut default = None;
        if is_attribute && !field.is_required {
            if !self.forms.get(field.form).scalars.null {
                expression = syntax::union(expression, syntax::none());
            }
            default = Some(DefaultValue::Value(syntax::none()));
        }
        Field {
            name: field.key.clone().into_owned(),
            annotation: TypeExpression { expression, span: self.span(field.place) },
            default,
            documentation: None,
            is_read_only: false,
            is_required: field.is_required,
            is_class_variable: false,
            span: self.span(field.place),
        }
    }

    /// The type of the values of a key.
    fn type_of_key(&mut self, id: FormId, key: &str, hint: &Rc<Hint>) -> Expr {
        let named = hint.of_part(class_name(key));
        let part = |suffix: &str| match singular(key).as_deref().and_then(class_name) {
            Some(name) => hint.of_part(Some(name)),
            None => hint.of_part(Some(format!("{}{suffix}", named.name))),
        };
        let hints = Hints { item: part("Item"), value: part("Value"), named };
        self.type_with(id, &hints)
    }

    /// The type of something without a key, within what the hint names.
    fn type_of(&mut self, id: FormId, hint: &Rc<Hint>) -> Expr {
        let part = |suffix: &str| {
            let one = singular(&hint.name).unwrap_or_else(|| format!("{}{suffix}", hint.name));
            Rc::new(Hint { name: one, parent: hint.parent.clone() })
        };
        let hints = Hints { item: part("Item"), value: part("Value"), named: Rc::clone(hint) };
        self.type_with(id, &hints)
    }

    fn type_with(&mut self, id: FormId, hints: &Hints) -> Expr {
        let form = self.forms.get(id);
        let scalars = form.scalars;
        let mut members: Vec<Expr> = [
            (scalars.boolean, "bool"),
            (scalars.integer, "int"),
            (scalars.float, "float"),
            (scalars.string, "str"),
        ]
        .into_iter()
        .filter(|(is_there, _)| *is_there)
        .map(|(_, name)| syntax::name(name))
        .collect();
        if let Some(items) = form.list {
            let item = self.type_within(items, &hints.item);
            members.push(syntax::subscript(syntax::name("list"), item));
        }
        if let Some(values) = form.map {
            let value = self.type_within(values, &hints.value);
            let slice = syntax::tuple(vec![syntax::name("str"), value], false);
            members.push(syntax::subscript(syntax::name("dict"), slice));
        }
        if let Some(record) = form.record {
            members.push(syntax::name(&self.name_of(record, &hints.named)));
        }
        members.extend(self.types_of_others(&form.others, hints));
        if scalars.null {
            members.push(syntax::none());
        }
        // Of what never came nothing is known.
        members.into_iter().reduce(syntax::union).unwrap_or_else(|| syntax::name("object"))
    }

    /// The types of what JSON has not.
    fn types_of_others(&mut self, others: &OtherForms, hints: &Hints) -> Vec<Expr> {
        let mut members = Vec::new();
        let generic = |name: &str, arguments: Vec<Expr>| {
            let slice = match <[Expr; 1]>::try_from(arguments) {
                Ok([argument]) => argument,
                // `tuple[()]` is the type of the empty one.
                Err(arguments) => {
                    let is_empty = arguments.is_empty();
                    syntax::tuple(arguments, is_empty)
                }
            };
            syntax::subscript(syntax::name(name), slice)
        };
        if let Some(elements) = others.set {
            members.push(generic("set", vec![self.type_within(elements, &hints.item)]));
        }
        match &others.tuples {
            Some(TupleForms::Fixed(elements)) => {
                let types = elements.iter().map(|it| self.type_within(*it, &hints.item)).collect();
                members.push(generic("tuple", types));
            }
            Some(TupleForms::Any(elements)) => {
                let element = self.type_within(*elements, &hints.item);
                members.push(generic("tuple", vec![element, syntax::ellipsis()]));
            }
            None => {}
        }
        if let Some((keys, values)) = others.dict {
            let key = self.type_within(keys, &hints.item);
            let value = self.type_within(values, &hints.value);
            members.push(generic("dict", vec![key, value]));
        }
        members.extend(
            others.named.iter().filter_map(|it| Some(parse_expression(it).ok()?.into_expr())),
        );
        members
    }

    /// The type of items or values, which are called as one of them is, however deep they are.
    fn type_within(&mut self, id: FormId, hint: &Rc<Hint>) -> Expr {
        let hints = Hints { item: Rc::clone(hint), value: Rc::clone(hint), named: Rc::clone(hint) };
        self.type_with(id, &hints)
    }

    /// Where the spec asks for what is at a place: of several files, it is the first that can be
    /// pointed at.
    fn span(&self, place: Place) -> Range<usize> {
        if (place.source as usize) < self.in_first { place.span() } else { 0..0 }
    }

    /// The name of a record: the hint's, unless it is another's.
    fn name_of(&mut self, id: RecordId, hint: &Rc<Hint>) -> String {
        if let Some(name) = self.named.get(&(hint.name.clone(), id)) {
            return name.clone();
        }
        let mut candidate = hint.name.clone();
        let mut parent = hint.parent.as_deref();
        let mut suffixes = SUFFIXES.iter().cycle();
        while !self.take(&candidate) {
            match parent {
                Some(outer) => {
                    // What begins with its parent's name is not told apart by it.
                    if !candidate.starts_with(&outer.name) {
                        candidate = format!("{}{candidate}", outer.name);
                    }
                    parent = outer.parent.as_deref();
                }
                None => candidate.extend(suffixes.next().copied()),
            }
        }
        self.named.insert((hint.name.clone(), id), candidate.clone());
        let parent = hint.parent.clone();
        self.open.push_back((Rc::new(Hint { name: candidate.clone(), parent }), id));
        candidate
    }

    /// Whether a name is free, and if so takes it.
    fn take(&mut self, name: &str) -> bool {
        !is_reserved(name) && self.taken.insert(name.to_owned())
    }
}

/// What parts of a value are called.
struct Hints {
    named: Rc<Hint>,
    item: Rc<Hint>,
    value: Rc<Hint>,
}

/// What record values are, if they are nothing else.
fn only_record(form: &Form) -> Option<RecordId> {
    form.record.filter(|_| {
        form.scalars == Scalars::default()
            && form.list.is_none()
            && form.others == OtherForms::default()
    })
}
