//! `github`: workflow commands that GitHub Actions turns into annotations.
//!
//! Specification: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>;
//! the escapes are those of `@actions/core`: `%`, CR and LF in the message, and `:` and `,` too in
//! properties. GitHub rejects columns on annotations of several lines, so those have none.

use crate::line_text::push_number;
use crate::{Emitter, FileDiagnostics, Locations, Severity};

/// The `github` format.
pub(crate) struct Github;

fn push_data(output: &mut Vec<u8>, text: &str) {
    escape(output, text, false);
}

fn push_property(output: &mut Vec<u8>, text: &str) {
    escape(output, text, true);
}

fn escape(output: &mut Vec<u8>, text: &str, property: bool) {
    for &byte in text.as_bytes() {
        match byte {
            b'%' => output.extend_from_slice(b"%25"),
            b'\r' => output.extend_from_slice(b"%0D"),
            b'\n' => output.extend_from_slice(b"%0A"),
            b':' if property => output.extend_from_slice(b"%3A"),
            b',' if property => output.extend_from_slice(b"%2C"),
            _ => output.push(byte),
        }
    }
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "notice",
    }
}

impl Emitter for Github {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        let mut path = Vec::new();
        push_property(&mut path, &file.path.to_string_lossy());
        let mut display_path = Vec::new();
        push_data(&mut display_path, file.display_path);

        let mut locations = Locations::new(file);
        for diagnostic in file.diagnostics {
            let (start, end) = locations.span_on_disk(diagnostic.range);
            output.extend_from_slice(b"::");
            output.extend_from_slice(command(diagnostic.severity).as_bytes());
            output.extend_from_slice(b" title=pylint-rs (");
            push_property(output, &diagnostic.code);
            output.extend_from_slice(b"),file=");
            output.extend_from_slice(&path);
            output.extend_from_slice(b",line=");
            push_number(output, start.row);
            if start.row == end.row {
                output.extend_from_slice(b",col=");
                push_number(output, start.column);
            }
            output.extend_from_slice(b",endLine=");
            push_number(output, end.row);
            if start.row == end.row {
                output.extend_from_slice(b",endColumn=");
                push_number(output, end.column);
            }
            output.extend_from_slice(b"::");

            // The log shows only this part, so it says where again; as a reader counts, that is
            // within the notebook's cell.
            let place = locations.position(diagnostic.range.start());
            output.extend_from_slice(&display_path);
            output.push(b':');
            if let Some(cell) = place.cell {
                output.extend_from_slice(b"cell ");
                push_number(output, cell);
                output.push(b':');
            }
            push_number(output, place.row);
            output.push(b':');
            push_number(output, place.column);
            output.extend_from_slice(b": ");
            push_data(output, &diagnostic.code);
            if diagnostic.is_syntax_error() {
                output.push(b':');
            }
            output.push(b' ');
            push_data(output, &diagnostic.message);
            if let Some(message) = diagnostic.fix.as_ref().and_then(crate::Fix::message) {
                output.extend_from_slice(b"%0A  help: ");
                push_data(output, message);
            }
            output.push(b'\n');
        }
    }
}
