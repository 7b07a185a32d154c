//! A syntax tree written as CPython's `ast.dump` writes it.
//!
//! [`dump`] prints, byte for byte, what CPython 3.11 prints for
//! `ast.dump(ast.parse(source), indent=2)`. Syntax newer than 3.11 that later versions of CPython
//! represent by nodes of their own (type parameters, `type` statements) is printed with those
//! nodes; what no released `ast.dump` has a settled form for is a [`DumpError`].
//!
//! The crate works in two steps that know nothing of each other: `describe` says which class
//! and fields CPython gives a node, `layout` puts descriptions into lines. The layout keeps its
//! own stack, so that the depth of a tree is limited by memory alone.

mod describe;
mod description;
mod layout;
mod literal;
mod number;
mod printable;
mod representation;

use std::fmt;

use ruff_python_ast::ModModule;
use ruff_text_size::TextRange;

/// Why a tree cannot be written as CPython would write it.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The tree holds syntax that CPython 3.11 lacks and no later form is settled for.
    #[error("CPython's `ast` has no form for {what}")]
    NoForm {
        /// The kind of syntax, in words.
        what: &'static str,
        /// Where it stands.
        range: TextRange,
    },
    /// The tree was recovered from source with syntax errors.
    #[error("the tree comes from source with syntax errors")]
    Invalid {
        /// The node that valid source cannot produce.
        range: TextRange,
    },
    /// The tree was not parsed from the source it is dumped with.
    #[error("the tree does not belong to the given source")]
    ForeignSource {
        /// The range that the source does not have.
        range: TextRange,
    },
    /// The output could not be written.
    #[error("the dump could not be written")]
    Write(#[from] fmt::Error),
}

/// Returns what `ast.dump(ast.parse(source), indent=2)` returns in CPython 3.11.
///
/// `module` must have been parsed from `source`, which must already be decoded text: literals
/// that a Rust string cannot hold (lone surrogates) are read from it again.
pub fn dump(module: &ModModule, source: &str) -> Result<String, DumpError> {
    let mut output = String::new();
    write_dump(module, source, &mut output)?;
    Ok(output)
}

/// Writes what [`dump`] returns, piece by piece.
///
/// The size of a dump grows with the square of the tree's depth, because every line is indented:
/// a deep tree is better streamed than held.
pub fn write_dump(
    module: &ModModule,
    source: &str,
    output: &mut impl fmt::Write,
) -> Result<(), DumpError> {
    layout::write(describe::module(module), source, output)
}
