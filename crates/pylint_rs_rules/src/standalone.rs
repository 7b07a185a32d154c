//! Checking a text without the rest of the linter: no suppressions, no configuration files.

use std::path::Path;

use pylint_rs_diagnostics::Diagnostic;
use ruff_python_ast::PySourceType;
use ruff_python_parser::{ParseOptions, parse_unchecked};

use crate::{FileSettings, ParsedFile, Plan};

/// Checks a text as the file `path` would be; the kind is told by the path's extension.
pub fn check_text(
    path: &Path,
    text: &str,
    plan: &Plan,
    settings: &FileSettings,
) -> Vec<Diagnostic> {
    let kind = PySourceType::from(path);
    let options = ParseOptions::from(kind).with_target_version(settings.target_version);
    let parsed = parse_unchecked(text, options)
        .try_into_module()
        .expect("a module is what a source type is parsed as");
    let file = ParsedFile::new(path, text, kind, &parsed);
    plan.check(&file, settings)
}
