//! What can be changed after it was made: for the rules about defaults that are evaluated once
//! and shared ever after.

mod annotation;
mod call;
mod dataclass;
mod value;

pub(crate) use annotation::{is_class_variable, is_final, is_immutable_annotation};
pub(crate) use call::{ImmutableCallOptions, ImmutableCalls};
pub(crate) use dataclass::{Dataclass, dataclass_kind, field_default, is_field_call};
pub(crate) use value::{Mutability, is_container_call, is_empty_container, mutability};
