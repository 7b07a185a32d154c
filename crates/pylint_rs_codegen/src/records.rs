//! Objects whose keys are known, in the form that is wanted.

use crate::json_schema::Shape;
use crate::model::{Accessors, Class, Dataclass, DefinitionKind, Field, Protocol, TypedDict};

/// A TypedDict, a class or a protocol of these fields.
pub(crate) fn record(shape: Shape, mut fields: Vec<Field>) -> DefinitionKind {
    if shape != Shape::TypedDict {
        // Parameters with a default come last.
        fields.sort_by_key(|field| field.default.is_some());
    }
    match shape {
        Shape::TypedDict => DefinitionKind::TypedDict(TypedDict {
            bases: Vec::new(),
            fields,
            is_closed: false,
            extra_items: None,
        }),
        Shape::Dataclass => DefinitionKind::Dataclass(Dataclass {
            bases: Vec::new(),
            fields,
            is_frozen: false,
            has_slots: false,
            is_keyword_only: false,
            has_order: false,
        }),
        Shape::Class | Shape::PropertyClass => DefinitionKind::Class(Class {
            initializers: Vec::new(),
            bases: Vec::new(),
            fields,
            accessors: match shape {
                Shape::PropertyClass => Accessors::Properties,
                _ => Accessors::None,
            },
            has_slots: false,
            has_equality: false,
            has_representation: false,
        }),
        Shape::Protocol => {
            // What a protocol asks for, others give.
            fields.iter_mut().for_each(|field| field.default = None);
            DefinitionKind::Protocol(Protocol {
                bases: Vec::new(),
                attributes: fields,
                properties: Vec::new(),
                methods: Vec::new(),
                is_runtime_checkable: false,
            })
        }
        Shape::NamedTuple => DefinitionKind::NamedTuple(fields),
    }
}
