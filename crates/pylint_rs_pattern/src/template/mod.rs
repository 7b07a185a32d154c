//! Templates: what matches are replaced by.
//!
//! A template is Python with the metavariables of a pattern. It is read as the part of Python that
//! it is to replace (an expression, statements, an argument), and each metavariable gives way to the
//! text of what it stands for, as it is written in the file: comments, quotes and line breaks
//! within stay. Parentheses come where the tree would be another without them, around what is put
//! in and around the whole.
//!
//! What would not be Python is a [`Refusal`]; that the outcome parses is for the caller to check.

mod apply;
mod block;
mod collector;
mod compile;
mod fill;
mod fill_expression;
mod fill_string;
pub(crate) mod lexing;
mod place;
mod quotes;
mod reading;
mod refusal;
mod remainder;
mod shape;
mod site;
mod source_text;
#[cfg(test)]
mod tests;
mod tokens;
mod transform;

pub use apply::{Replacement, TemplateContext};
pub use compile::Template;
pub use refusal::Refusal;

pub use transform::{Case, Transform, TransformStep};
