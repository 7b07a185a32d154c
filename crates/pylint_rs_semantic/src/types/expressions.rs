//! Types of expressions.

use ruff_python_ast::{BoolOp, DictItem, Expr, Number};
use rustc_hash::FxHashMap;

use super::{Type, operators};
use crate::{BindingId, Semantic};

/// How deep expressions, and the names in them, are looked into.
const DEPTH_LIMIT: usize = 24;

/// A tuple with more elements than this is not spelled out.
const TUPLE_LIMIT: usize = 4;

/// A union of more types than this is not evident.
const UNION_LIMIT: usize = 4;

/// Elements of more types than this make a record, which no container type describes.
const ELEMENT_LIMIT: usize = 2;

/// One question and what it has been through.
pub(super) struct Inference<'s, 'a> {
    pub(super) semantic: &'s Semantic<'a>,
    depth: usize,
    /// Types of names that have been worked out, and none for those that are just being.
    pub(super) names: FxHashMap<BindingId, Option<Type<'a>>>,
}

impl<'a> Semantic<'a> {
    /// The type of an expression, where the source shows it.
    pub fn type_of(&self, expression: &'a Expr) -> Option<Type<'a>> {
        Inference::new(self).expression(expression)
    }
}

impl<'s, 'a> Inference<'s, 'a> {
    pub(super) fn new(semantic: &'s Semantic<'a>) -> Self {
        Self { semantic, depth: 0, names: FxHashMap::default() }
    }

    pub(super) fn expression(&mut self, expression: &'a Expr) -> Option<Type<'a>> {
        if self.depth >= DEPTH_LIMIT {
            return None;
        }
        self.depth += 1;
        let found = self.expression_within(expression);
        self.depth -= 1;
        found.filter(|found| found.members().len() <= UNION_LIMIT)
    }

    fn expression_within(&mut self, expression: &'a Expr) -> Option<Type<'a>> {
        match expression {
            Expr::NoneLiteral(_) => Some(Type::None),
            Expr::BooleanLiteral(_) | Expr::Compare(_) => Some(Type::builtin("bool")),
            Expr::StringLiteral(_) | Expr::FString(_) => Some(Type::builtin("str")),
            Expr::BytesLiteral(_) => Some(Type::builtin("bytes")),
            Expr::NumberLiteral(literal) => Some(Type::builtin(match literal.value {
                Number::Int(_) => "int",
                Number::Float(_) => "float",
                Number::Complex { .. } => "complex",
            })),
            Expr::List(list) => Some(Type::container("list", self.element(&list.elts))),
            Expr::Set(set) => Some(Type::container("set", self.element(&set.elts))),
            Expr::Dict(dict) => Some(Type::container("dict", self.items(&dict.items))),
            Expr::Tuple(tuple) => Some(Type::container("tuple", self.tuple(&tuple.elts))),
            Expr::ListComp(inner) => Some(Type::container("list", self.one(&inner.elt))),
            Expr::SetComp(inner) => Some(Type::container("set", self.one(&inner.elt))),
            Expr::DictComp(inner) => {
                let key = inner.key.as_deref();
                let key = key.and_then(|key| self.expression(key));
                let value = self.expression(&inner.value);
                Some(Type::container("dict", key.zip(value).map(|(key, value)| vec![key, value])))
            }
            Expr::Generator(inner) => {
                let element = self.expression(&inner.elt)?;
                Some(Type::abstract_collection("Iterator", vec![element]))
            }
            Expr::Named(inner) => self.expression(&inner.value),
            Expr::If(inner) => {
                let body = self.expression(&inner.body)?;
                let otherwise = self.expression(&inner.orelse)?;
                Type::union([body, otherwise])
            }
            Expr::BoolOp(inner) => self.alternatives(inner.op, &inner.values),
            Expr::UnaryOp(inner) => {
                let operand = self.expression(&inner.operand);
                operators::unary(inner.op, operand.as_ref())
            }
            Expr::BinOp(inner) => {
                let left = self.expression(&inner.left)?;
                let right = self.expression(&inner.right);
                operators::binary(&left, inner.op, right.as_ref(), &inner.right)
            }
            Expr::Subscript(inner) => {
                let value = self.expression(&inner.value)?;
                match value.builtin_name()? {
                    "str" => Some(value),
                    "bytes" if inner.slice.is_slice_expr() => Some(value),
                    "bytes" => Some(Type::builtin("int")),
                    "list" if inner.slice.is_slice_expr() => Some(value),
                    _ => None,
                }
            }
            Expr::Attribute(inner) => {
                matches!(inner.attr.as_str(), "__name__" | "__qualname__" | "__module__")
                    .then(|| Type::builtin("str"))
            }
            Expr::Call(call) => self.call(call),
            Expr::Await(inner) => self.awaited(&inner.value),
            Expr::Name(name) => self.name(name),
            _ => None,
        }
    }

    /// `a or b`, `a and b`: any of them, but `a or b` is `a` only if that is true, which `None`
    /// is not.
    fn alternatives(&mut self, operator: BoolOp, values: &'a [Expr]) -> Option<Type<'a>> {
        let mut types = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            let found = self.expression(value)?;
            let is_last = index + 1 == values.len();
            if is_last || operator == BoolOp::And {
                types.push(found);
            } else {
                types.extend(found.without_none());
            }
        }
        Type::union(types)
    }

    fn one(&mut self, element: &'a Expr) -> Option<Vec<Type<'a>>> {
        self.expression(element).map(|element| vec![element])
    }

    /// The type that all of these have; none if there are none, or they are too different.
    fn element(&mut self, elements: &'a [Expr]) -> Option<Vec<Type<'a>>> {
        let mut types: Vec<Type<'a>> = Vec::new();
        for element in elements {
            let found = self.expression(element)?;
            if !types.contains(&found) {
                types.push(found);
            }
        }
        Type::union(types).filter(is_element).map(|element| vec![element])
    }

    fn items(&mut self, items: &'a [DictItem]) -> Option<Vec<Type<'a>>> {
        let mut keys = Vec::new();
        let mut values = Vec::new();
        for item in items {
            let key = self.expression(item.key.as_ref()?)?;
            if !keys.contains(&key) {
                keys.push(key);
            }
            let value = self.expression(&item.value)?;
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let key = Type::union(keys).filter(is_element)?;
        let value = Type::union(values).filter(is_element)?;
        Some(vec![key, value])
    }

    fn tuple(&mut self, elements: &'a [Expr]) -> Option<Vec<Type<'a>>> {
        if elements.len() > TUPLE_LIMIT {
            return None;
        }
        elements.iter().map(|element| self.expression(element)).collect()
    }
}

fn is_element(found: &Type<'_>) -> bool {
    found.members().len() <= ELEMENT_LIMIT
}
