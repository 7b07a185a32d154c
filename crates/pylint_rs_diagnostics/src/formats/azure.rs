//! `azure`: logging commands that Azure Pipelines turns into issues.
//!
//! Specification:
//! <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#logissue-log-an-error-or-warning>.
//! There are only two types, so what is less than a warning is a warning.

use crate::line_text::push_number;
use crate::{Emitter, FileDiagnostics, Locations, Severity};

/// The `azure` format.
pub(crate) struct Azure;

/// Escapes as the pipelines' agent decodes: `;` and `]` would end a property or all of them.
fn escape(output: &mut Vec<u8>, text: &str, property: bool) {
    for &byte in text.as_bytes() {
        match byte {
            b'%' => output.extend_from_slice(b"%AZP25"),
            b'\r' => output.extend_from_slice(b"%0D"),
            b'\n' => output.extend_from_slice(b"%0A"),
            b';' if property => output.extend_from_slice(b"%3B"),
            b']' if property => output.extend_from_slice(b"%5D"),
            _ => output.push(byte),
        }
    }
}

impl Emitter for Azure {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        let mut path = Vec::new();
        escape(&mut path, &file.path.to_string_lossy(), true);
        let mut locations = Locations::new(file);
        for diagnostic in file.diagnostics {
            let (start, _) = locations.span_on_disk(diagnostic.range);
            let kind = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
            output.extend_from_slice(b"##vso[task.logissue type=");
            output.extend_from_slice(kind.as_bytes());
            output.extend_from_slice(b";sourcepath=");
            output.extend_from_slice(&path);
            output.extend_from_slice(b";linenumber=");
            push_number(output, start.row);
            output.extend_from_slice(b";columnnumber=");
            push_number(output, start.column);
            output.extend_from_slice(b";code=");
            escape(output, &diagnostic.code, true);
            output.extend_from_slice(b";]");
            escape(output, &diagnostic.message, false);
            output.push(b'\n');
        }
    }
}
