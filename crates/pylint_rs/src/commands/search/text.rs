//! What was found, for people.

use std::io::Write;

use pylint_rs_linter::search::Found;
use pylint_rs_source::SourceFile;
use ruff_source_file::{LineIndex, OneIndexed};
use ruff_text_size::{TextRange, TextSize};

use super::highlight::{HEADING, LINE_NUMBER, Painter};

/// Of a match with more lines than this only the first are shown.
const MOST_LINES: usize = 20;

/// Writes each match as its place and its lines.
pub fn render(path: &str, source: &SourceFile, found: &[Found], color: bool, output: &mut Vec<u8>) {
    let painter = Painter { color };
    for (number, one) in found.iter().enumerate() {
        if number > 0 {
            output.push(b'\n');
        }
        let place = source.location(one.range.start());
        painter.paint(output, HEADING, &format!("{path}:{}:{}", place.row, place.column));
        output.push(b'\n');
        lines_of(source, one, painter, output);
    }
}

fn lines_of(source: &SourceFile, found: &Found, painter: Painter, output: &mut Vec<u8>) {
    let (text, index) = (source.text(), source.line_index());
    let first = index.line_index(found.range.start());
    let last = index.line_index(last_character(found.range, text));
    let captures: Vec<TextRange> = found
        .captures
        .iter()
        .map(|capture| capture.range)
        .filter(|range| found.range.contains_range(*range))
        .collect();
    let width = last.get().to_string().len();
    let mut line = first;
    while line <= last {
        let shown = line.get() - first.get();
        if shown >= MOST_LINES {
            let more = last.get() + 1 - line.get();
            let _ = writeln!(output, "{:width$} | … {more} more lines", "");
            break;
        }
        painter.paint(output, LINE_NUMBER, &format!("{:width$}", line.get()));
        output.extend_from_slice(b" | ");
        let range = content_of(index, line, text);
        painter.highlight(output, text, range, found.range, &captures);
        output.push(b'\n');
        line = line.saturating_add(1);
    }
}

/// A line without what ends it.
fn content_of(index: &LineIndex, line: OneIndexed, text: &str) -> TextRange {
    let range = index.line_range(line, text);
    let content = text[range].trim_end_matches(['\n', '\r']);
    TextRange::at(range.start(), TextSize::of(content))
}

fn last_character(range: TextRange, text: &str) -> TextSize {
    let last = text[range].chars().next_back().map_or(0, char::len_utf8) as u32;
    range.end() - TextSize::new(last)
}
