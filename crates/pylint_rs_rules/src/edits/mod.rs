//! Edits that rules share: removing a statement, adding an import and the like.

mod deletion;

pub use deletion::{block_owner, delete_statement};
