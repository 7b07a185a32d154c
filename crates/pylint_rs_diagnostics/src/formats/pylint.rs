//! `pylint`: `path:row: [CODE] message`.
//!
//! Specification: Pylint's `--output-format=parseable`
//! (<https://pylint.readthedocs.io/en/stable/user_guide/usage/output.html>), which Jenkins' and
//! SonarQube's importers read.

use crate::line_text::{push_line, push_number};
use crate::{Emitter, FileDiagnostics, Locations};

/// The `pylint` format.
pub(crate) struct Pylint;

impl Emitter for Pylint {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        let mut path = Vec::new();
        push_line(&mut path, file.display_path);
        let mut locations = Locations::new(file);
        for diagnostic in file.diagnostics {
            let (start, _) = locations.span_on_disk(diagnostic.range);
            output.extend_from_slice(&path);
            output.push(b':');
            push_number(output, start.row);
            output.extend_from_slice(b": [");
            push_line(output, &diagnostic.code);
            output.extend_from_slice(b"] ");
            push_line(output, &diagnostic.message);
            output.push(b'\n');
        }
    }
}
