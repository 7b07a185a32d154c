//! What parses and yet is no Python: the errors CPython's compiler finds after its parser.
//!
//! They are read off the index, kind by kind; the tree is not walked again. Errors that are
//! findings of rules (`break` outside a loop, a late `__future__` import) are left to those.

mod annotations;
mod assignments;
mod comprehensions;
mod declarations;
mod patterns;
mod signatures;
mod starred;

use ruff_python_ast::PythonVersion;
use ruff_python_parser::semantic_errors::{SemanticSyntaxError, SemanticSyntaxErrorKind};
use ruff_text_size::Ranged;

use crate::Semantic;

/// Finds the errors of a file that parses.
pub fn syntax_errors(semantic: &Semantic<'_>) -> Vec<SemanticSyntaxError> {
    let mut found = Found {
        errors: Vec::new(),
        python_version: PythonVersion { major: 3, minor: semantic.module().python_minor },
    };
    signatures::check(semantic, &mut found);
    declarations::check(semantic, &mut found);
    assignments::check(semantic, &mut found);
    starred::check(semantic, &mut found);
    comprehensions::check(semantic, &mut found);
    annotations::check(semantic, &mut found);
    patterns::check(semantic, &mut found);
    let mut errors = found.errors;
    errors.sort_by_key(|error| (error.range.start(), error.range.end()));
    errors.dedup();
    errors
}

/// The errors so far.
struct Found {
    errors: Vec<SemanticSyntaxError>,
    python_version: PythonVersion,
}

impl Found {
    fn add(&mut self, kind: SemanticSyntaxErrorKind, ranged: impl Ranged) {
        let range = ranged.range();
        let python_version = self.python_version;
        self.errors.push(SemanticSyntaxError { kind, range, python_version });
    }
}
