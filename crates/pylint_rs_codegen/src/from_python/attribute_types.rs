//! What types the source gives attributes.

use pylint_rs_semantic::{BindingKind, Semantic, Type};
use ruff_python_ast::comparable::ComparableExpr;
use ruff_python_ast::helpers::map_subscript;
use ruff_python_ast::{
    AnyNodeRef, BoolOp, CmpOp, Expr, ExprName, Operator, Parameter, StmtFunctionDef, UnaryOp,
};
use ruff_text_size::Ranged;

use super::attributes::{Attribute, Store, StoreKind};
use crate::syntax;

/// What is known of an attribute's type.
#[derive(Clone, Debug)]
pub(crate) enum Known<'a> {
    /// An annotation says it.
    Written(Written<'a>),
    /// The values show it.
    Inferred(Type<'a>),
}

/// A type that is written in the source.
#[derive(Clone, Debug)]
pub(crate) struct Written<'a> {
    /// The annotation it is taken from: names in it mean what they mean there.
    pub(crate) annotation: &'a Expr,
    /// The part of it that is meant.
    pub(crate) part: Part<'a>,
}

/// How a type is made of an annotation.
#[derive(Clone, Debug)]
pub(crate) enum Part<'a> {
    /// As it is.
    Whole,
    /// These members of a union: without `None`.
    Members(Vec<&'a Expr>),
    /// The argument of `Final[T]`, `Annotated`'s left alone.
    Inner(&'a Expr),
    /// `tuple[T, ...]`, of `*args: T`.
    Positional,
    /// `dict[str, T]`, of `**kwargs: T`.
    Keywords,
}

impl<'a> Written<'a> {
    /// The type's syntax tree.
    pub(crate) fn expression(&self) -> Expr {
        match &self.part {
            Part::Whole => self.annotation.clone(),
            Part::Inner(inner) => (*inner).clone(),
            Part::Members(members) => members
                .iter()
                .map(|member| (*member).clone())
                .reduce(syntax::union)
                .unwrap_or_else(syntax::none),
            Part::Positional => syntax::subscript(
                syntax::name("tuple"),
                syntax::tuple(vec![self.annotation.clone(), syntax::ellipsis()], false),
            ),
            Part::Keywords => syntax::subscript(
                syntax::name("dict"),
                syntax::tuple(vec![syntax::name("str"), self.annotation.clone()], false),
            ),
        }
    }

    /// Names it has beside the annotation's.
    pub(crate) fn added_names(&self) -> &'static [&'static str] {
        match self.part {
            Part::Whole | Part::Members(_) | Part::Inner(_) => &[],
            Part::Positional => &["tuple"],
            Part::Keywords => &["dict", "str"],
        }
    }
}

/// The type of an attribute, where the source shows it.
pub(crate) fn type_of_attribute<'a>(
    attribute: &Attribute<'a>,
    semantic: &Semantic<'a>,
) -> Option<Known<'a>> {
    for annotation in attribute.annotations() {
        if let Some(part) = declared_part(annotation, semantic) {
            return Some(Known::Written(Written { annotation, part }));
        }
    }
    let mut known: Vec<Option<Known<'a>>> = Vec::new();
    for store in &attribute.stores {
        match store.kind {
            StoreKind::Assigned(value) => known.push(type_of_value(value, store, semantic)),
            StoreKind::Annotated(statement) => {
                let value = statement.value.as_deref();
                known.push(value.and_then(|value| type_of_value(value, store, semantic)));
            }
            StoreKind::Unpacked => known.push(None),
            StoreKind::Augmented | StoreKind::Deleted => {}
        }
    }
    let value = attribute.declaration.and_then(|it| it.value.as_deref());
    if let Some(value) = value {
        known.insert(0, semantic.type_of(value).map(Known::Inferred));
    }
    combine(known)
}

/// What the first value shows is what type checkers take; of `None` and others they want to see
/// all.
fn combine(known: Vec<Option<Known<'_>>>) -> Option<Known<'_>> {
    let mut known = known.into_iter();
    let first = known.next()??;
    let is_settled = match &first {
        Known::Written(_) => true,
        Known::Inferred(found) => found.is_precise(),
    };
    if is_settled {
        let is_contradicted = known.flatten().any(|other| !is_same(&first, &other));
        return (!is_contradicted).then_some(first);
    }
    let Known::Inferred(first) = first else { return None };
    let mut types = vec![first];
    for other in known {
        match other? {
            Known::Inferred(found) => types.push(found),
            Known::Written(_) => return None,
        }
    }
    Type::union(types).filter(Type::is_precise).map(Known::Inferred)
}

fn is_same(left: &Known<'_>, right: &Known<'_>) -> bool {
    match (left, right) {
        (Known::Inferred(left), Known::Inferred(right)) => {
            Type::union([left.clone(), right.clone()]).as_ref() == Some(left)
        }
        (Known::Written(left), Known::Written(right)) => {
            ComparableExpr::from(&left.expression()) == ComparableExpr::from(&right.expression())
        }
        // `int` and an inferred `int`: what cannot be compared is not held against it.
        _ => true,
    }
}

/// What an annotation says of an attribute; nothing if it leaves that to the value.
fn declared_part<'a>(annotation: &'a Expr, semantic: &Semantic<'a>) -> Option<Part<'a>> {
    let is_final = semantic.is_typing(map_subscript(annotation), "Final");
    match annotation {
        _ if !is_final => Some(Part::Whole),
        Expr::Subscript(subscript) => Some(Part::Inner(&subscript.slice)),
        _ => None,
    }
}

fn type_of_value<'a>(
    value: &'a Expr,
    store: &Store<'a>,
    semantic: &Semantic<'a>,
) -> Option<Known<'a>> {
    if let Some((name, parameter)) = parameter_of(value, store.function, semantic) {
        return written_parameter(name, parameter, store, semantic).map(Known::Written);
    }
    if let Some((name, replacement)) = with_replacement(value) {
        let (_, parameter) = parameter_of(name, store.function, semantic)?;
        let written = without_none(parameter.annotation.as_deref()?, semantic)?;
        let replacement = semantic.type_of(replacement)?;
        return replaces(&written, &replacement).then_some(Known::Written(written));
    }
    semantic.type_of(value).map(Known::Inferred)
}

/// The parameter of a function that a name means, if it is never bound again.
pub(crate) fn parameter_of<'a>(
    value: &'a Expr,
    function: &'a StmtFunctionDef,
    semantic: &Semantic<'a>,
) -> Option<(&'a ExprName, &'a Parameter)> {
    let name = value.as_name_expr()?;
    let id = semantic.binding_of(name)?;
    let binding = semantic.binding(id);
    let is_own = semantic.scope_made_by(function) == Some(binding.scope);
    let is_only = binding.previous.is_none() && semantic.symbol(binding.symbol).last == Some(id);
    if !is_own || !is_only || !matches!(binding.kind, BindingKind::Parameter) {
        return None;
    }
    match semantic.node(binding.node).syntax {
        AnyNodeRef::Parameter(parameter) => Some((name, parameter)),
        _ => None,
    }
}

fn written_parameter<'a>(
    name: &'a ExprName,
    parameter: &'a Parameter,
    store: &Store<'a>,
    semantic: &Semantic<'a>,
) -> Option<Written<'a>> {
    let annotation = parameter.annotation.as_deref()?;
    let parameters = &store.function.parameters;
    let is = |variadic: &Option<Box<Parameter>>| {
        variadic.as_deref().is_some_and(|variadic| std::ptr::eq(variadic, parameter))
    };
    let part = match (is(&parameters.vararg), is(&parameters.kwarg)) {
        (false, false) => Part::Whole,
        // `*args: *Ts`, `*args: P.args`, `**kwargs: Unpack[T]`
        _ if annotation.is_starred_expr() || annotation.is_attribute_expr() => return None,
        _ if semantic.is_typing(map_subscript(annotation), "Unpack") => return None,
        (true, _) => Part::Positional,
        (_, true) => Part::Keywords,
    };
    // A test before may have narrowed it, which says more than the annotation does.
    let is_narrowed =
        union_members(annotation, semantic).len() > 1 && parameter_is_tested(name, semantic);
    (!is_narrowed).then_some(Written { annotation, part })
}

/// Whether a test of the parameter stands before the use of it, or around.
fn parameter_is_tested<'a>(name: &'a ExprName, semantic: &Semantic<'a>) -> bool {
    let Some(binding) = semantic.binding_of(name) else { return false };
    semantic.references_to(binding).any(|reference| {
        let node = semantic.node(reference.node).syntax;
        node.start() < name.start()
            && std::iter::once(reference.node).chain(semantic.ancestor_ids(reference.node)).any(
                |id| match semantic.parent_id(id).map(|parent| semantic.node(parent).syntax) {
                    Some(AnyNodeRef::StmtIf(it)) => semantic.id(&*it.test) == id,
                    Some(AnyNodeRef::StmtWhile(it)) => semantic.id(&*it.test) == id,
                    Some(AnyNodeRef::ExprIf(it)) => semantic.id(&*it.test) == id,
                    Some(AnyNodeRef::StmtAssert(_) | AnyNodeRef::StmtMatch(_)) => true,
                    _ => false,
                },
            )
    })
}

/// `x or []`, `x if x is not None else []`, `[] if x is None else x`: the name and what takes
/// the place of `None`.
pub(crate) fn with_replacement(value: &Expr) -> Option<(&Expr, &Expr)> {
    match value {
        Expr::BoolOp(operation) if operation.op == BoolOp::Or => match &*operation.values {
            [name @ Expr::Name(_), replacement] => Some((name, replacement)),
            _ => None,
        },
        Expr::If(conditional) => {
            let (tested, is_none) = none_test(&conditional.test)?;
            let (name, replacement) = if is_none {
                (&*conditional.orelse, &*conditional.body)
            } else {
                (&*conditional.body, &*conditional.orelse)
            };
            let is_tested = name.as_name_expr()?.id == tested.id;
            is_tested.then_some((name, replacement))
        }
        _ => None,
    }
}

/// `x is None`, `x is not None`, `not x`, `x`: the name, and whether the test holds of `None`.
pub(crate) fn none_test(test: &Expr) -> Option<(&ExprName, bool)> {
    match test {
        Expr::Name(name) => Some((name, false)),
        Expr::UnaryOp(operation) if operation.op == UnaryOp::Not => {
            Some((operation.operand.as_name_expr()?, true))
        }
        Expr::Compare(compare) => {
            let ([operator], [right]) = (&*compare.ops, &*compare.comparators) else { return None };
            let name = compare.left.as_name_expr()?;
            match operator {
                CmpOp::Is if right.is_none_literal_expr() => Some((name, true)),
                CmpOp::IsNot if right.is_none_literal_expr() => Some((name, false)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// An annotation's type without `None`; nothing if `None` is all there is.
pub(crate) fn without_none<'a>(
    annotation: &'a Expr,
    semantic: &Semantic<'a>,
) -> Option<Written<'a>> {
    let members = union_members(annotation, semantic);
    let kept: Vec<&'a Expr> =
        members.iter().copied().filter(|member| !member.is_none_literal_expr()).collect();
    if kept.is_empty() {
        return None;
    }
    let part = if kept.len() == members.len() { Part::Whole } else { Part::Members(kept) };
    Some(Written { annotation, part })
}

/// Whether a value of that type is of the written one: both are of one builtin class.
fn replaces(written: &Written<'_>, replacement: &Type<'_>) -> bool {
    let expression = written.expression();
    let Expr::Name(name) = map_subscript(&expression) else { return false };
    replacement.builtin_name().is_some_and(|class| {
        name.id.as_str() == class
            || matches!(
                (name.id.as_str(), class),
                ("List" | "Sequence" | "Iterable" | "MutableSequence" | "Collection", "list")
                    | ("Dict" | "Mapping" | "MutableMapping", "dict")
                    | ("Set" | "AbstractSet" | "MutableSet", "set")
                    | ("Tuple" | "Sequence" | "Iterable" | "Collection", "tuple")
            )
    })
}

/// The members of a union, however it is written.
pub(crate) fn union_members<'a>(annotation: &'a Expr, semantic: &Semantic<'a>) -> Vec<&'a Expr> {
    let mut members = Vec::new();
    add_members(annotation, semantic, &mut members);
    members
}

fn add_members<'a>(annotation: &'a Expr, semantic: &Semantic<'a>, members: &mut Vec<&'a Expr>) {
    match annotation {
        Expr::BinOp(operation) if operation.op == Operator::BitOr => {
            add_members(&operation.left, semantic, members);
            add_members(&operation.right, semantic, members);
        }
        Expr::Subscript(subscript) if semantic.is_typing(&subscript.value, "Optional") => {
            add_members(&subscript.slice, semantic, members);
            // `Optional[T]` has a `None` that is not written.
            members.push(&NONE);
        }
        Expr::Subscript(subscript) if semantic.is_typing(&subscript.value, "Union") => {
            match &*subscript.slice {
                Expr::Tuple(tuple) => {
                    tuple.elts.iter().for_each(|element| add_members(element, semantic, members));
                }
                other => add_members(other, semantic, members),
            }
        }
        Expr::StringLiteral(string) => match semantic.string_annotation(string) {
            Some(inner) => add_members(inner, semantic, members),
            None => members.push(annotation),
        },
        _ => members.push(annotation),
    }
}

/// The `None` of `Optional`.
static NONE: Expr = Expr::NoneLiteral(ruff_python_ast::ExprNoneLiteral {
    node_index: ruff_python_ast::AtomicNodeIndex::NONE,
    range: ruff_text_size::TextRange::new(
        ruff_text_size::TextSize::new(0),
        ruff_text_size::TextSize::new(0),
    ),
});
