//! The file that is searched.

use std::path::Path;

use pylint_rs_semantic::Semantic;
use ruff_python_ast::token::Tokens;

/// The file that is searched.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Its path, as the user would name it.
    pub path: &'a Path,
    /// The decoded text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its index.
    pub semantic: &'a Semantic<'a>,
}
