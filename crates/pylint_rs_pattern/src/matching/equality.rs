//! When two captures are the same.

use pylint_rs_semantic::{Semantic, SymbolId};
use ruff_python_ast::{
    AnyNodeRef, ArgOrKeyword, ExprName, FStringPart, InterpolatedStringElement, Parameters,
};

use super::constants::constant;
use super::file::File;
use crate::Capture;
use crate::view::{Part, view};

const STACK_RED_ZONE: usize = 128 << 10;
const STACK_SIZE: usize = 4 << 20;

/// Whether two captures are the same: structurally, whatever their quotes, parentheses, comments
/// and line breaks.
pub(super) fn equal<'a>(file: &File<'a>, left: &Capture<'a>, right: &Capture<'a>) -> bool {
    let semantic = file.subject.semantic;
    match (left, right) {
        (Capture::Node(left), Capture::Node(right)) => nodes_equal(semantic, *left, *right),
        (Capture::Nodes { nodes: left, .. }, Capture::Nodes { nodes: right, .. }) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| nodes_equal(semantic, *left, *right))
        }
        (Capture::Nodes { nodes, .. }, Capture::Node(node))
        | (Capture::Node(node), Capture::Nodes { nodes, .. }) => {
            matches!(&**nodes, [only] if nodes_equal(semantic, *only, *node))
        }
        (Capture::Node(AnyNodeRef::ExprName(name)), Capture::Name { text, range })
        | (Capture::Name { text, range }, Capture::Node(AnyNodeRef::ExprName(name))) => {
            // A name where it is bound, and where it is used.
            name.id.as_str() == *text
                && match (file.symbol_bound_at(*range), symbol_of(semantic, name)) {
                    (Some(bound), Some(used)) => bound == used,
                    _ => true,
                }
        }
        (Capture::Node(node), other) | (other, Capture::Node(node)) => {
            text_of(*node).is_some_and(|text| plain_text(other) == Some(text))
        }
        (left, right) => {
            let text = plain_text(left);
            text.is_some() && text == plain_text(right)
        }
    }
}

/// The text of a capture that is no node.
fn plain_text<'c>(capture: &'c Capture<'_>) -> Option<&'c str> {
    match capture {
        Capture::Name { text, .. } => Some(text),
        Capture::Text { text, .. } => Some(text),
        Capture::Node(_) | Capture::Nodes { .. } => None,
    }
}

/// The text of a node that is an identifier.
fn text_of(node: AnyNodeRef<'_>) -> Option<&str> {
    match node {
        AnyNodeRef::ExprName(name) => Some(name.id.as_str()),
        AnyNodeRef::Parameter(parameter) => Some(parameter.name.as_str()),
        AnyNodeRef::ParameterWithDefault(parameter) => Some(parameter.parameter.name.as_str()),
        _ => None,
    }
}

fn nodes_equal<'a>(semantic: &Semantic<'a>, left: AnyNodeRef<'a>, right: AnyNodeRef<'a>) -> bool {
    if left.ptr_eq(right) {
        return true;
    }
    stacker::maybe_grow(STACK_RED_ZONE, STACK_SIZE, || different_nodes_equal(semantic, left, right))
}

fn different_nodes_equal<'a>(
    semantic: &Semantic<'a>,
    left: AnyNodeRef<'a>,
    right: AnyNodeRef<'a>,
) -> bool {
    let equal = |left: AnyNodeRef<'a>, right: AnyNodeRef<'a>| nodes_equal(semantic, left, right);
    match (left, right) {
        (AnyNodeRef::ExprName(left), AnyNodeRef::ExprName(right)) => {
            left.id == right.id && are_one_symbol(semantic, left, right)
        }
        (AnyNodeRef::ExprBytesLiteral(left), AnyNodeRef::ExprBytesLiteral(right)) => {
            left.value.bytes().eq(right.value.bytes())
        }
        (AnyNodeRef::ExprStringLiteral(_), AnyNodeRef::ExprStringLiteral(_))
        | (AnyNodeRef::ExprNumberLiteral(_), AnyNodeRef::ExprNumberLiteral(_))
        | (AnyNodeRef::ExprBooleanLiteral(_), AnyNodeRef::ExprBooleanLiteral(_)) => {
            constant(left, semantic, false) == constant(right, semantic, false)
        }
        (AnyNodeRef::ExprFString(left), AnyNodeRef::ExprFString(right)) => {
            let mut left = left.value.iter().flat_map(elements);
            let mut right = right.value.iter().flat_map(elements);
            loop {
                match (left.next(), right.next()) {
                    (None, None) => return true,
                    (Some(Element::Text(left)), Some(Element::Text(right))) if left == right => {}
                    (Some(Element::Field(left)), Some(Element::Field(right)))
                        if left.conversion == right.conversion
                            && left.format_spec.is_some() == right.format_spec.is_some()
                            && equal((&*left.expression).into(), (&*right.expression).into()) => {}
                    _ => return false,
                }
            }
        }
        (AnyNodeRef::ExprDict(left), AnyNodeRef::ExprDict(right)) => {
            left.items.len() == right.items.len()
                && left.items.iter().zip(&right.items).all(|(left, right)| {
                    let same_key = match (&left.key, &right.key) {
                        (Some(left), Some(right)) => equal(left.into(), right.into()),
                        (None, None) => true,
                        _ => false,
                    };
                    same_key && equal((&left.value).into(), (&right.value).into())
                })
        }
        (AnyNodeRef::Keyword(left), AnyNodeRef::Keyword(right)) => {
            left.arg.as_deref() == right.arg.as_deref()
                && equal((&left.value).into(), (&right.value).into())
        }
        (AnyNodeRef::Parameter(left), AnyNodeRef::Parameter(right)) => {
            left.name.as_str() == right.name.as_str()
        }
        (AnyNodeRef::ParameterWithDefault(left), AnyNodeRef::ParameterWithDefault(right)) => {
            left.parameter.name.as_str() == right.parameter.name.as_str()
        }
        (
            AnyNodeRef::ExprName(_),
            AnyNodeRef::Parameter(_) | AnyNodeRef::ParameterWithDefault(_),
        )
        | (
            AnyNodeRef::Parameter(_) | AnyNodeRef::ParameterWithDefault(_),
            AnyNodeRef::ExprName(_),
        ) => text_of(left) == text_of(right),
        _ if left.kind() == right.kind() => match (view(left), view(right)) {
            (Some(left), Some(right)) => {
                left.tag == right.tag
                    && left.parts.len() == right.parts.len()
                    && left
                        .parts
                        .iter()
                        .zip(&right.parts)
                        .all(|(left, right)| parts_equal(semantic, left, right))
            }
            // What has no view is the same if it is written the same.
            _ => source(semantic, left) == source(semantic, right),
        },
        _ => false,
    }
}

fn source<'a>(semantic: &Semantic<'a>, node: AnyNodeRef<'a>) -> &'a str {
    &semantic.source()[super::attempt::range_of(node)]
}

enum Element<'a> {
    Text(&'a str),
    Field(&'a ruff_python_ast::InterpolatedElement),
}

fn elements(part: &FStringPart) -> Vec<Element<'_>> {
    match part {
        FStringPart::Literal(text) => vec![Element::Text(&text.value)],
        FStringPart::FString(part) => part
            .elements
            .iter()
            .map(|element| match element {
                InterpolatedStringElement::Literal(text) => Element::Text(&text.value),
                InterpolatedStringElement::Interpolation(field) => Element::Field(field),
            })
            .collect(),
    }
}

fn parts_equal<'a>(semantic: &Semantic<'a>, left: &Part<'a>, right: &Part<'a>) -> bool {
    let equal = |left: AnyNodeRef<'a>, right: AnyNodeRef<'a>| nodes_equal(semantic, left, right);
    match (*left, *right) {
        (Part::Absent, Part::Absent) => true,
        (Part::Expression(left), Part::Expression(right)) => equal(left.into(), right.into()),
        (Part::Case(left), Part::Case(right)) => equal(left.into(), right.into()),
        (Part::Name(left), Part::Name(right)) => left.as_str() == right.as_str(),
        (Part::Flag(left), Part::Flag(right)) => left == right,
        (Part::List(left), Part::List(right)) | (Part::Loose(left), Part::Loose(right)) => {
            left.len() == right.len()
                && left.iter().zip(right.iter()).all(|(left, right)| equal(left, right))
        }
        (Part::Body(left), Part::Body(right)) | (Part::Members(left), Part::Members(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| equal(left.into(), right.into()))
        }
        (Part::Arguments(left), Part::Arguments(right)) => arguments_equal(semantic, left, right),
        (Part::Bases(left), Part::Bases(right)) => match (left, right) {
            (Some(left), Some(right)) => arguments_equal(semantic, left, right),
            (left, right) => {
                left.is_none_or(|list| list.is_empty()) && right.is_none_or(|list| list.is_empty())
            }
        },
        (Part::Parameters(left), Part::Parameters(right)) => match (left, right) {
            (Some(left), Some(right)) => parameters_equal(semantic, left, right),
            (left, right) => left.is_none() && right.is_none(),
        },
        _ => false,
    }
}

fn arguments_equal<'a>(
    semantic: &Semantic<'a>,
    left: &'a ruff_python_ast::Arguments,
    right: &'a ruff_python_ast::Arguments,
) -> bool {
    left.len() == right.len()
        && left.iter_source_order().zip(right.iter_source_order()).all(|pair| match pair {
            (ArgOrKeyword::Arg(left), ArgOrKeyword::Arg(right)) => {
                nodes_equal(semantic, left.into(), right.into())
            }
            (ArgOrKeyword::Keyword(left), ArgOrKeyword::Keyword(right)) => {
                nodes_equal(semantic, left.into(), right.into())
            }
            _ => false,
        })
}

fn parameters_equal<'a>(
    semantic: &Semantic<'a>,
    left: &'a Parameters,
    right: &'a Parameters,
) -> bool {
    left.len() == right.len()
        && left.iter().zip(right.iter()).all(|(left, right)| {
            left.name().as_str() == right.name().as_str()
                && match (left.default(), right.default()) {
                    (Some(left), Some(right)) => nodes_equal(semantic, left.into(), right.into()),
                    (left, right) => left.is_none() && right.is_none(),
                }
        })
}

/// Whether two names of the same spelling are one symbol, as far as that is known.
fn are_one_symbol(semantic: &Semantic<'_>, left: &ExprName, right: &ExprName) -> bool {
    match (symbol_of(semantic, left), symbol_of(semantic, right)) {
        (Some(left), Some(right)) => left == right,
        _ => true,
    }
}

fn symbol_of(semantic: &Semantic<'_>, name: &ExprName) -> Option<SymbolId> {
    semantic.nodes().try_id(name)?;
    let binding = if name.ctx.is_store() {
        semantic.binding_made_by(name)
    } else {
        semantic.binding_of(name)
    };
    Some(semantic.binding(binding?).symbol)
}
