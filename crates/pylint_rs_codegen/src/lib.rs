//! Python from specs: classes, Protocols, TypedDicts and their kin.
//!
//! A spec in any of the input languages becomes a [`document::Document`], whose values know where
//! they stand; that becomes a [`model::Module`], which says what Python there is to be; that
//! becomes a syntax tree, which is printed and formatted by Ruff's own crates.

pub mod accessors;
mod docstrings;
pub mod document;
mod error;
mod expressions;
mod free_names;
pub mod from_python;
mod generation;
mod identifiers;
mod input;
pub mod json_schema;
mod known;
pub mod model;
mod names;
pub mod native;
pub mod openapi;
mod origin;
mod outline;
mod printing;
pub mod python;
mod records;
pub mod regions;
pub mod sample;
mod syntax;

pub use error::SpecError;
pub use generation::{Generated, GeneratedFile, Request, generate_files, generate_spec};
pub use input::{Input, Spec};
pub use origin::{Origin, SpecLine};
pub use outline::{Defined, Outline};
