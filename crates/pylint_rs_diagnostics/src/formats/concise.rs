//! `concise`: one line per finding.
//!
//! Specification: `path:row:column: CODE [*] message`, the GNU convention for error messages
//! (<https://www.gnu.org/prep/standards/html_node/Errors.html>) as Ruff writes it. The mark `[*]`
//! says that `--fix`, as things are set, mends the finding.

use std::io::{self, Write};

use crate::closing::write_closing_lines;
use crate::line_text::{push_line, push_number};
use crate::style::{Palette, Style};
use crate::{Diagnostic, Emitter, EmitterOptions, FileDiagnostics, Locations, Summary};

/// The `concise` format.
pub(crate) struct Concise {
    options: EmitterOptions,
}

impl Concise {
    pub(crate) fn new(options: EmitterOptions) -> Self {
        Self { options }
    }
}

/// Appends `CODE [*] message`.
pub(crate) fn write_code_and_message(
    diagnostic: &Diagnostic,
    options: &EmitterOptions,
    output: &mut Vec<u8>,
) {
    let palette = Palette { color: options.color };
    palette.paint(output, Style::BoldRed, |output| push_line(output, &diagnostic.code));
    if diagnostic.is_syntax_error() {
        output.push(b':');
    }
    output.push(b' ');
    if options.is_fixable(diagnostic) {
        output.push(b'[');
        palette.text(output, Style::Cyan, "*");
        output.extend_from_slice(b"] ");
    }
    push_line(output, &diagnostic.message);
    output.push(b'\n');
}

impl Emitter for Concise {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        let palette = Palette { color: self.options.color };
        let mut path = Vec::new();
        palette.paint(&mut path, Style::Bold, |path| push_line(path, file.display_path));
        palette.text(&mut path, Style::Cyan, ":");

        let mut locations = Locations::new(file);
        for diagnostic in file.diagnostics {
            let position = locations.position(diagnostic.range.start());
            output.extend_from_slice(&path);
            if let Some(cell) = position.cell {
                output.extend_from_slice(b"cell ");
                push_number(output, cell);
                palette.text(output, Style::Cyan, ":");
            }
            push_number(output, position.row);
            palette.text(output, Style::Cyan, ":");
            push_number(output, position.column);
            palette.text(output, Style::Cyan, ":");
            output.push(b' ');
            write_code_and_message(diagnostic, &self.options, output);
        }
    }

    fn end(&self, summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        write_closing_lines(summary, &self.options, output)
    }
}
