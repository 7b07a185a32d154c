//! Checking a text without the rest of the linter: no suppressions, no configuration files.

use std::path::Path;

use pylint_rs_diagnostics::Diagnostic;
use ruff_python_ast::PySourceType;
use ruff_python_parser::parse_unchecked_source;

use crate::{FileSettings, ParsedFile, Plan};

/// Checks a text as the file `path` would be; the kind is told by the path's extension.
pub fn check_text(
    path: &Path,
    text: &str,
    plan: &Plan,
    settings: &FileSettings,
) -> Vec<Diagnostic> {
    let kind = PySourceType::from(path);
    let parsed = parse_unchecked_source(text, kind);
    let file = ParsedFile::new(path, text, kind, &parsed);
    plan.check(&file, settings)
}
