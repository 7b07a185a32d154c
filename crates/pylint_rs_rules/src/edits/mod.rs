//! Edits that rules share: removing a statement, adding an import and the like.

mod annotation;
mod argument;
mod comment;
mod deletion;
mod expression;
mod import;
mod import_removal;
mod line;
mod removal;

pub use annotation::annotation_of;
pub use argument::add_keyword;
pub(crate) use comment::drops_comment;
pub use deletion::{block_owner, delete_statement, delete_statements, isolated_by_block};
pub use expression::{as_attribute_base, as_value, parenthesized_range, replace_word};
pub use import::{import_for_annotation, import_member, import_module};
pub use import_removal::remove_from_import;
pub(crate) use line::starts_logical_line;
pub use removal::remove_elements;
