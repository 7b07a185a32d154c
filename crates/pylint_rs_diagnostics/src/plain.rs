//! Findings within one line among lines of plain text, which nearly all are, written without the
//! renderer: byte for byte what it would write, at a small part of the cost.

use std::ops::Range;

use crate::closing::digits;
use crate::line_text::{push_line, push_number};
use crate::snippet::{CONTEXT, WIDEST};
use crate::style::{Palette, RESET, Style};
use crate::{Locations, Position, Severity};

/// A finding and where it is.
pub(crate) struct PlainFinding<'a> {
    pub(crate) path: &'a str,
    pub(crate) code: &'a str,
    pub(crate) message: &'a str,
    /// Whether the message begins with the mark that says so.
    pub(crate) is_fixable: bool,
    pub(crate) severity: Severity,
    /// What is marked, in the file's text.
    pub(crate) range: Range<usize>,
    pub(crate) position: Position,
    /// What follows the source, in lines.
    pub(crate) note: &'a str,
}

/// Writes the finding, if that can be done here; says whether it could.
pub(crate) fn write_plain(
    finding: &PlainFinding<'_>,
    text: &str,
    locations: &Locations<'_>,
    palette: Palette,
    output: &mut Vec<u8>,
) -> bool {
    let row = finding.position.row - 1;
    let marked = locations.line_range(row);
    let Range { start, end } = finding.range;
    let fits = end <= marked.end && start - marked.start <= WIDEST && end - start <= WIDEST;
    if finding.position.cell.is_some() || finding.code.is_empty() || !fits {
        return false;
    }
    let Some(lines) = shown_lines(row, text, locations) else { return false };
    let mut writer = Writer { padding: digits(lines.end), palette, output };
    writer.header(finding);
    writer.place(finding);
    writer.gutter();
    writer.output.push(b'\n');
    for line in lines.start..row {
        writer.context(line + 1, &text[locations.line_range(line)]);
    }
    let cut = marked.end.min(end + WIDEST / 2);
    // At least one caret, if there is something to point at.
    let end = end.max((start + 1).min(marked.end));
    let parts = [&text[marked.start..start], &text[start..end], &text[end..cut]];
    writer.marked(row + 1, parts, cut < marked.end, finding.severity);
    for line in row + 1..lines.end {
        writer.context(line + 1, &text[locations.line_range(line)]);
    }
    if !finding.note.is_empty() {
        writer.note(finding.note);
    }
    output.push(b'\n');
    true
}

/// The line `row`, from 0, with its context; nothing if it is not all short and plain.
fn shown_lines(row: usize, text: &str, locations: &Locations<'_>) -> Option<Range<usize>> {
    let mut lines = row.saturating_sub(CONTEXT)..(row + CONTEXT + 1).min(locations.line_count());
    let shown = locations.line_range(lines.start).start..locations.line_range(lines.end - 1).end;
    // There is no way out at the first other byte: that is how the loop is vectorised. Line breaks
    // are between the lines.
    let is_shown =
        |byte: &u8| (byte.wrapping_sub(b' ') < 0x5f) | (*byte == b'\n') | (*byte == b'\r');
    if !text.as_bytes()[shown].iter().fold(true, |all, byte| all & is_shown(byte)) {
        return None;
    }
    let is_blank =
        |line| text.as_bytes()[locations.line_range(line)].iter().all(|byte| *byte == b' ');
    while lines.start < row && is_blank(lines.start) {
        lines.start += 1;
    }
    while lines.end > row + 1 && is_blank(lines.end - 1) {
        lines.end -= 1;
    }
    let is_short = |line| line == row || locations.line_range(line).len() <= WIDEST;
    lines.clone().all(is_short).then_some(lines)
}

struct Writer<'a> {
    /// How wide line numbers are.
    padding: usize,
    palette: Palette,
    output: &'a mut Vec<u8>,
}

impl Writer<'_> {
    fn style(&mut self, sequence: &str) {
        if self.palette.color {
            self.output.extend_from_slice(sequence.as_bytes());
        }
    }

    fn header(&mut self, finding: &PlainFinding<'_>) {
        self.style(severity_style(finding.severity).sequence());
        self.output.extend_from_slice(finding.severity.as_str().as_bytes());
        self.output.push(b'[');
        push_line(self.output, finding.code);
        self.output.push(b']');
        self.style(RESET);
        self.style(Style::Bold.sequence());
        self.output.extend_from_slice(if finding.is_fixable { b": [*] " } else { b": " });
        push_line(self.output, finding.message);
        self.style(RESET);
        self.output.push(b'\n');
    }

    fn place(&mut self, finding: &PlainFinding<'_>) {
        push_repeated(self.output, b' ', self.padding + 1);
        self.palette.text(self.output, Style::Blue, "┌─");
        self.output.push(b' ');
        self.output.extend_from_slice(finding.path.as_bytes());
        self.output.push(b':');
        push_number(self.output, finding.position.row);
        self.output.push(b':');
        push_number(self.output, finding.position.column);
        self.output.push(b'\n');
    }

    fn gutter(&mut self) {
        push_repeated(self.output, b' ', self.padding + 1);
        self.palette.text(self.output, Style::Blue, "│");
    }

    fn numbered_gutter(&mut self, number: usize) {
        self.style(Style::Blue.sequence());
        push_repeated(self.output, b' ', self.padding - digits(number));
        push_number(self.output, number);
        self.style(RESET);
        self.output.push(b' ');
        self.palette.text(self.output, Style::Blue, "│");
        self.output.push(b' ');
    }

    fn context(&mut self, number: usize, text: &str) {
        self.numbered_gutter(number);
        self.output.extend_from_slice(text.as_bytes());
        self.output.push(b'\n');
    }

    fn marked(
        &mut self,
        number: usize,
        [head, mark, tail]: [&str; 3],
        is_cut: bool,
        severity: Severity,
    ) {
        let style = severity_style(severity).sequence();
        self.numbered_gutter(number);
        self.output.extend_from_slice(head.as_bytes());
        // Otherwise the caret is beyond the line's end.
        if !mark.is_empty() {
            self.style(style);
            self.output.extend_from_slice(mark.as_bytes());
            self.style(RESET);
        }
        self.output.extend_from_slice(tail.as_bytes());
        if is_cut {
            self.output.extend_from_slice("…".as_bytes());
        }
        self.output.push(b'\n');
        self.gutter();
        push_repeated(self.output, b' ', 1 + head.len());
        self.style(style);
        push_repeated(self.output, b'^', mark.len().max(1));
        self.style(RESET);
        self.output.push(b'\n');
    }

    fn note(&mut self, note: &str) {
        self.gutter();
        self.output.push(b'\n');
        for (index, line) in note.lines().enumerate() {
            push_repeated(self.output, b' ', self.padding + 1);
            if index == 0 {
                self.palette.text(self.output, Style::Blue, "=");
            } else {
                self.output.push(b' ');
            }
            self.output.push(b' ');
            self.output.extend_from_slice(line.as_bytes());
            self.output.push(b'\n');
        }
    }
}

fn push_repeated(output: &mut Vec<u8>, byte: u8, count: usize) {
    output.resize(output.len() + count, byte);
}

/// The style a severity and its marks have.
pub(crate) const fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::BoldRed,
        Severity::Warning => Style::BoldYellow,
        Severity::Info => Style::BoldGreen,
        Severity::Hint => Style::BoldCyan,
    }
}
