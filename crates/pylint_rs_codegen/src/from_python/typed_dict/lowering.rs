//! Literals as what samples are: shapes, which are put together and named as those of JSON are.

use std::borrow::Cow;

use ruff_python_ast::{DictItem, Expr, ExprDict, Number};
use ruff_text_size::Ranged;

use crate::SpecError;
use crate::from_python::Module;
use crate::model::Import;
use crate::sample::others::{Others, Tuples};
use crate::sample::shape::{Object, Place, Shape};

/// How deep literals, and the names in them, are looked into.
const DEPTH_LIMIT: usize = 100;

/// Literals while they are looked into.
pub(super) struct Lowering<'m, 'a> {
    pub(super) module: &'m Module<'a>,
    pub(super) imports: Vec<Import>,
    pub(super) warnings: Vec<SpecError>,
    pub(super) errors: Vec<SpecError>,
    depth: usize,
}

impl<'m, 'a> Lowering<'m, 'a> {
    pub(super) fn new(module: &'m Module<'a>) -> Self {
        Self { module, imports: Vec::new(), warnings: Vec::new(), errors: Vec::new(), depth: 0 }
    }

    /// What a value is.
    pub(super) fn shape(&mut self, value: &'a Expr) -> Shape<'a> {
        if self.depth >= DEPTH_LIMIT {
            let message = format!("this is nested deeper than {DEPTH_LIMIT} levels");
            self.errors.push(self.module.error(value, message));
            return Shape::default();
        }
        self.depth += 1;
        let mut shape = self.shape_within(value);
        self.depth -= 1;
        shape.place = self.place(value);
        shape
    }

    fn shape_within(&mut self, value: &'a Expr) -> Shape<'a> {
        let mut shape = Shape::default();
        match value {
            Expr::NoneLiteral(_) => shape.scalars.null = true,
            Expr::BooleanLiteral(_) => shape.scalars.boolean = true,
            Expr::StringLiteral(_) | Expr::FString(_) => shape.scalars.string = true,
            Expr::NumberLiteral(literal) => match literal.value {
                Number::Int(_) => shape.scalars.integer = true,
                Number::Float(_) => shape.scalars.float = true,
                Number::Complex { .. } => return named("complex"),
            },
            Expr::List(list) => shape.list = Some(Box::new(self.elements(&list.elts))),
            Expr::Set(set) => {
                let elements = self.elements(&set.elts);
                return of_others(Others { set: Some(elements), ..Others::default() });
            }
            Expr::Tuple(tuple) => return self.tuple(&tuple.elts),
            Expr::Dict(dict) => return self.dict(dict),
            Expr::Named(inner) => return self.shape(&inner.value),
            Expr::If(inner) => {
                shape = self.shape(&inner.body);
                shape.merge(self.shape(&inner.orelse));
            }
            Expr::Name(name) => return self.name(value, name),
            Expr::Call(call) if self.module.semantic.is_builtin(&call.func, "dict") => {
                return self.dict_call(call);
            }
            _ => return self.other(value),
        }
        shape
    }

    /// What all of these are together.
    fn elements(&mut self, elements: &'a [Expr]) -> Shape<'a> {
        let mut together = Shape::default();
        for element in elements {
            match element {
                Expr::Starred(starred) => {
                    let spread = self.module.semantic.resolve_value(&starred.value);
                    let inner = match spread {
                        Expr::List(list) => &list.elts,
                        Expr::Tuple(tuple) => &tuple.elts,
                        Expr::Set(set) => &set.elts,
                        _ => {
                            together.merge(self.unknown(element, "what this adds"));
                            continue;
                        }
                    };
                    together.merge(self.elements(inner));
                }
                _ => together.merge(self.shape(element)),
            }
        }
        together
    }

    fn tuple(&mut self, elements: &'a [Expr]) -> Shape<'a> {
        let tuples = if elements.iter().any(Expr::is_starred_expr) {
            Tuples::Any(self.elements(elements))
        } else {
            Tuples::Fixed(elements.iter().map(|element| self.shape(element)).collect())
        };
        of_others(Others { tuples: Some(tuples), ..Others::default() })
    }

    /// What a name stands for.
    fn name(&mut self, value: &'a Expr, name: &'a ruff_python_ast::ExprName) -> Shape<'a> {
        let semantic = &self.module.semantic;
        let binding = semantic.binding_of(name);
        if let Some(id) = binding {
            if let pylint_rs_semantic::BindingKind::AnnotatedAssignment { annotation, .. } =
                semantic.binding(id).kind
                && !semantic.is_typing(ruff_python_ast::helpers::map_subscript(annotation), "Final")
            {
                return self.annotated(annotation);
            }
            if let Some(found) = semantic.only_value(id)
                && !std::ptr::eq(found, value)
            {
                return self.shape(found);
            }
        }
        self.other(value)
    }

    fn dict(&mut self, dict: &'a ExprDict) -> Shape<'a> {
        let mut fields: Vec<Entry<'a>> = Vec::new();
        let mut others: Option<(Shape<'a>, Shape<'a>)> = None;
        for DictItem { key, value } in &dict.items {
            let Some(key) = key else {
                self.spread(value, &mut fields);
                continue;
            };
            match self.module.semantic.resolve_value(key) {
                Expr::StringLiteral(string) => {
                    let shape = self.shape(value);
                    set(&mut fields, Cow::Borrowed(string.value.to_str()), shape, self.place(key));
                }
                other => {
                    let (keys, values) = others.get_or_insert_default();
                    keys.merge(self.shape(other));
                    values.merge(self.shape(value));
                }
            }
        }
        match others {
            None => object(fields),
            Some((mut keys, mut values)) => {
                keys.scalars.string |= !fields.is_empty();
                fields.into_iter().for_each(|(_, shape, _)| values.merge(shape));
                of_others(Others { dict: Some((keys, values)), ..Others::default() })
            }
        }
    }

    /// `dict(a=1)`, `dict({"a": 1}, b=2)`
    fn dict_call(&mut self, call: &'a ruff_python_ast::ExprCall) -> Shape<'a> {
        let mut fields = Vec::new();
        match &*call.arguments.args {
            [] => {}
            [argument] if self.fields_of(argument).is_some() => self.spread(argument, &mut fields),
            [first, ..] => {
                let message = "the keys that this gives are not known here";
                self.errors.push(self.module.error(first, message));
            }
        }
        for keyword in &call.arguments.keywords {
            match &keyword.arg {
                Some(name) => {
                    let shape = self.shape(&keyword.value);
                    let key = Cow::Borrowed(name.as_str());
                    set(&mut fields, key, shape, self.place(name));
                }
                None => self.spread(&keyword.value, &mut fields),
            }
        }
        object(fields)
    }

    /// The literal dict that a value is, itself or by name.
    fn fields_of(&self, value: &'a Expr) -> Option<&'a Expr> {
        let resolved = self.module.semantic.resolve_value(value);
        let is_dict = resolved.is_dict_expr()
            || resolved
                .as_call_expr()
                .is_some_and(|call| self.module.semantic.is_builtin(&call.func, "dict"));
        is_dict.then_some(resolved)
    }

    /// `**value`
    fn spread(&mut self, value: &'a Expr, fields: &mut Vec<Entry<'a>>) {
        let found = self.fields_of(value).map(|found| self.shape(found));
        match found.and_then(|shape| shape.object) {
            Some(object) => {
                for field in object.fields {
                    set(fields, field.key, field.shape, field.place);
                }
            }
            None => {
                let message = "the keys that this adds are not known here";
                self.errors.push(self.module.error(value, message));
            }
        }
    }

    /// `object`, which is said.
    pub(super) fn unknown(&mut self, value: &Expr, what: &str) -> Shape<'a> {
        let message = format!("{what} is not evident: its type is `object`");
        self.warnings.push(self.module.error(value, message));
        named("object")
    }

    fn place(&self, part: impl Ranged) -> Place {
        Place::new(0, &part.range().to_std_range())
    }
}

/// A key, what its value is, and where it is.
type Entry<'a> = (Cow<'a, str>, Shape<'a>, Place);

/// Sets a key, in its first place if it is there already.
fn set<'a>(fields: &mut Vec<Entry<'a>>, key: Cow<'a, str>, shape: Shape<'a>, place: Place) {
    match fields.iter_mut().find(|(other, ..)| *other == key) {
        Some(known) => known.1 = shape,
        None => fields.push((key, shape, place)),
    }
}

fn object(fields: Vec<Entry<'_>>) -> Shape<'_> {
    let mut object = Object::default();
    object.count = 1;
    for (key, shape, place) in fields {
        let field = object.field(key, place);
        field.count = 1;
        field.shape = shape;
    }
    Shape { object: Some(Box::new(object)), ..Shape::default() }
}

/// A type that is known by name.
pub(super) fn named<'a>(name: &str) -> Shape<'a> {
    let mut others = Others::default();
    others.add_named(name.to_owned());
    of_others(others)
}

pub(super) fn of_others(others: Others<'_>) -> Shape<'_> {
    Shape { others: Some(Box::new(others)), ..Shape::default() }
}
