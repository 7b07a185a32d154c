//! Edits that rules share: removing a statement, adding an import and the like.

mod deletion;
mod import;

pub use deletion::{block_owner, delete_statement};
pub use import::{import_for_annotation, import_member};
