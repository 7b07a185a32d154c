//! One file's findings, and where in it they are.

use std::path::Path;

use ruff_source_file::LineIndex;
use ruff_text_size::{TextRange, TextSize};

use crate::Diagnostic;

/// One file's findings with all that is needed to show them.
#[derive(Clone, Copy, Debug)]
pub struct FileDiagnostics<'a> {
    /// The absolute path, or `-` for standard input without a name.
    pub path: &'a Path,
    /// The path as a person wants to read it: relative to the working directory if it is inside.
    pub display_path: &'a str,
    /// The decoded text; empty if the file could not be read.
    pub text: &'a str,
    /// The line starts of `text`.
    pub line_index: &'a LineIndex,
    /// The findings, by position.
    pub diagnostics: &'a [Diagnostic],
    /// Where each code cell starts in `text`, if that is a notebook's cells one after the other.
    pub cell_starts: Option<&'a [TextSize]>,
}

/// A place in a file as people count: from 1, in code points.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub struct Position {
    /// The notebook's code cell, if there are cells.
    pub cell: Option<usize>,
    /// The line, within the cell if there is one.
    pub row: usize,
    /// The column in code points.
    pub column: usize,
}

/// Looks up positions; quick when asked in ascending order, as sorted findings do.
#[derive(Debug)]
pub struct Locations<'a> {
    text: &'a str,
    line_starts: &'a [TextSize],
    cell_starts: Option<&'a [TextSize]>,
    last_line: usize,
    columns: LineColumns,
}

/// Columns counted on one line: a line may be as long as the file, and full of findings.
#[derive(Clone, Copy, Debug, Default)]
struct LineColumns {
    line: usize,
    /// Offsets and the code points before them on the line. There are two since the ends of
    /// findings may be far from where they start.
    known: [(TextSize, usize); 2],
}

impl<'a> Locations<'a> {
    /// The positions of one file.
    pub fn new(file: &FileDiagnostics<'a>) -> Self {
        Self {
            text: file.text,
            line_starts: file.line_index.line_starts(),
            cell_starts: file.cell_starts,
            last_line: 0,
            columns: LineColumns::default(),
        }
    }

    /// The line, from 0, that `offset` is on.
    pub fn line(&mut self, offset: TextSize) -> usize {
        let starts = self.line_starts;
        // Findings are sorted, and mostly a few lines apart.
        if starts[self.last_line] <= offset {
            for line in self.last_line..(self.last_line + 4).min(starts.len()) {
                if starts.get(line + 1).is_none_or(|next| offset < *next) {
                    self.last_line = line;
                    return line;
                }
            }
        }
        self.last_line = starts.partition_point(|start| *start <= offset).saturating_sub(1);
        self.last_line
    }

    /// The byte range of a line counted from 0, without its line ending.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.line_starts[line].to_usize();
        let Some(next) = self.line_starts.get(line + 1) else { return start..self.text.len() };
        let bytes = &self.text.as_bytes()[..next.to_usize()];
        let ending = if bytes.ends_with(b"\r\n") { 2 } else { 1 };
        start..next.to_usize() - ending
    }

    /// How many lines there are; at least one.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// Where `offset` is, for a reader.
    pub fn position(&mut self, offset: TextSize) -> Position {
        let offset = self.clamp(offset);
        let line = self.line(offset);
        let column = 1 + self.characters_before(line, offset);
        match self.cell_starts {
            None => Position { cell: None, row: line + 1, column },
            Some(cells) => {
                let cell = cells.partition_point(|start| *start <= offset).max(1);
                let first = self.reading_lines(offset).start;
                Position { cell: Some(cell), row: line - first.min(line) + 1, column }
            }
        }
    }

    /// Both ends of `range`, the end exclusive.
    ///
    /// Of a range across notebook cells only the part in the first cell is given.
    pub fn span(&mut self, range: TextRange) -> (Position, Position) {
        let start = self.position(range.start());
        let end = self.position(range.end());
        (start, end)
    }

    /// Both ends in the file on disk, for formats that cannot name a notebook's cell: those get
    /// the file's first character, since a row in the decoded text is no row of the file.
    pub fn span_on_disk(&mut self, range: TextRange) -> (Position, Position) {
        if self.is_notebook() {
            let first = Position { cell: None, row: 1, column: 1 };
            return (first, first);
        }
        self.span(range)
    }

    /// The lines, from 0, that a reader sees in one piece with `offset`: the notebook's cell, or
    /// the whole file.
    pub fn reading_lines(&self, offset: TextSize) -> std::ops::Range<usize> {
        let Some(cells) = self.cell_starts else { return 0..self.line_count() };
        let next = cells.partition_point(|start| *start <= offset).max(1);
        let line_at = |start: &TextSize| {
            self.line_starts.partition_point(|line| line <= start).saturating_sub(1)
        };
        cells.get(next - 1).map_or(0, line_at)..cells.get(next).map_or(self.line_count(), line_at)
    }

    /// Whether the text is that of a notebook's cells.
    pub fn is_notebook(&self) -> bool {
        self.cell_starts.is_some()
    }

    /// The column of `offset` in bytes, from 1.
    pub fn byte_column(&mut self, offset: TextSize) -> usize {
        let offset = self.clamp(offset);
        let line = self.line(offset);
        (offset - self.line_starts[line]).to_usize() - self.byte_order_mark(line, offset) + 1
    }

    /// `offset`, moved to where the text can be cut: positions are computed from rules' ranges,
    /// and a wrong one must not take the whole run down.
    pub fn clamp(&self, offset: TextSize) -> TextSize {
        let byte = self.text.floor_char_boundary(offset.to_usize());
        TextSize::try_from(byte).unwrap_or(offset)
    }

    fn characters_before(&mut self, line: usize, offset: TextSize) -> usize {
        let start = self.line_starts[line];
        if self.columns.line != line {
            self.columns = LineColumns { line, known: [(start, 0); 2] };
        }
        let distance = |(known, _): (TextSize, usize)| known.to_u32().abs_diff(offset.to_u32());
        let [first, second] = self.columns.known;
        let nearest = usize::from(distance(second) < distance(first));
        let (known, count) = self.columns.known[nearest];
        let count = if known <= offset {
            count + self.characters(known, offset)
        } else {
            count - self.characters(offset, known)
        };
        self.columns.known[nearest] = (offset, count);
        count - usize::from(self.byte_order_mark(line, offset) > 0)
    }

    fn characters(&self, start: TextSize, end: TextSize) -> usize {
        let bytes = &self.text.as_bytes()[start.to_usize()..end.to_usize()];
        // Each code point has one byte that is not a continuation byte; this loop is vectorised.
        bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
    }

    /// The bytes of a byte order mark before `offset`: it takes no column.
    fn byte_order_mark(&self, line: usize, offset: TextSize) -> usize {
        if line == 0 && offset >= TextSize::new(3) && self.text.starts_with('\u{feff}') {
            3
        } else {
            0
        }
    }
}
