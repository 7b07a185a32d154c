//! `grouped`: the file's name, then one line per finding with the positions aligned.
//!
//! Specification: this module; the shape is that of Ruff and of ESLint's `stylish`.

use std::io::{self, Write};

use crate::closing::{digits, write_closing_lines};
use crate::formats::concise::write_code_and_message;
use crate::line_text::{push_line, push_number};
use crate::style::{Palette, Style};
use crate::{Emitter, EmitterOptions, FileDiagnostics, Locations, Position, Summary};

/// The `grouped` format.
pub(crate) struct Grouped {
    options: EmitterOptions,
}

impl Grouped {
    pub(crate) fn new(options: EmitterOptions) -> Self {
        Self { options }
    }
}

impl Emitter for Grouped {
    fn render(&self, file: &FileDiagnostics<'_>, output: &mut Vec<u8>) {
        if file.diagnostics.is_empty() {
            return;
        }
        let palette = Palette { color: self.options.color };
        palette.paint(output, Style::Bold, |output| push_line(output, file.display_path));
        palette.text(output, Style::Cyan, ":");
        output.push(b'\n');

        let mut locations = Locations::new(file);
        let positions: Vec<Position> = file
            .diagnostics
            .iter()
            .map(|diagnostic| locations.position(diagnostic.range.start()))
            .collect();
        let width_of = |number: fn(&Position) -> usize| {
            positions.iter().map(|position| digits(number(position))).max().unwrap_or(1)
        };
        let (row_width, column_width) =
            (width_of(|position| position.row), width_of(|position| position.column));

        for (diagnostic, position) in file.diagnostics.iter().zip(&positions) {
            let padding = 2 + row_width - digits(position.row);
            output.extend(std::iter::repeat_n(b' ', padding));
            if let Some(cell) = position.cell {
                output.extend_from_slice(b"cell ");
                push_number(output, cell);
                palette.text(output, Style::Cyan, ":");
            }
            push_number(output, position.row);
            palette.text(output, Style::Cyan, ":");
            push_number(output, position.column);
            let padding = 1 + column_width - digits(position.column);
            output.extend(std::iter::repeat_n(b' ', padding));
            write_code_and_message(diagnostic, &self.options, output);
        }
        output.push(b'\n');
    }

    fn end(&self, summary: &Summary, output: &mut dyn Write) -> io::Result<()> {
        write_closing_lines(summary, &self.options, output)
    }
}
