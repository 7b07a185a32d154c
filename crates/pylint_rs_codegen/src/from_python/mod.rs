//! Interfaces from Python that is there already, which is read and never imported.

pub(crate) mod above;
mod ancestry;
pub(crate) mod attribute_types;
pub(crate) mod attributes;
mod class_kind;
mod conditions;
mod construction;
mod dataclass;
mod decorators;
pub(crate) mod edits;
mod environment;
mod inferred;
mod instance_attributes;
mod literals;
mod lookup;
mod members;
mod module;
mod output_names;
mod protocol;
mod resolution;
mod signature;
mod stub;
mod target;
mod type_parameters;
mod type_variable;
mod type_writer;
mod typed_dict;
mod variance;

pub use dataclass::{DataclassRequest, dataclass};
#[cfg(test)]
mod tests;

pub use module::{Files, Library, Module};
pub use protocol::{ProtocolRequest, protocol};
pub use signature::Untyped;
pub use stub::{StubRequest, stubs};
pub use target::{Target, is_name};
pub use typed_dict::{TypedDictRequest, typed_dict};
